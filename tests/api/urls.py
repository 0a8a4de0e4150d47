"""Endpoints that exist only to test what real ones share."""

import datetime as dt
from typing import Any, cast

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import include, path
from rest_framework import serializers
from rest_framework.exceptions import Throttled
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.accounts.models import Team
from bestvalue.api.etags import etag_of, require_if_match
from bestvalue.api.urls import urlpatterns as api
from bestvalue.api.views import Detail, Endpoint, Feed, Listing
from bestvalue.errors import Changed, Forbidden, Refused, Unmet

ERRORS: dict[str, Exception] = {
    "refused": Refused([Unmet("no_submission", "A minister must approve first.", "/submissions/")]),
    "forbidden": Forbidden("Only a deputy director may do this."),
    "changed": Changed(1, 2),
    "invalid": ValidationError({"ends_on": "The last day must not be before the first day."}),
    "throttled": Throttled(wait=7),
    "broken": RuntimeError("secret detail"),
}


class TeamSerializer(serializers.ModelSerializer[Team]):
    class Meta:
        model = Team
        fields = ("name", "slug")


class TeamFilter(django_filters.FilterSet):  # type: ignore[misc]
    class Meta:
        model = Team
        fields = ("slug",)


class Teams(Listing):
    creates = True
    serializer_class = TeamSerializer
    filterset_class = TeamFilter

    def get_queryset(self) -> QuerySet[Team]:
        return Team.objects.all()

    def post(self, request: Request) -> Response:
        return Response({"made": True}, status=201)


class TeamFeed(Feed):
    serializer_class = TeamSerializer

    def get_queryset(self) -> QuerySet[Team]:
        return Team.objects.all()


class OneTeam(Detail):
    serializer_class = TeamSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Team]:
        return Team.objects.all()

    def put(self, request: Request, **kwargs: Any) -> Response:
        team = self.get_object()
        require_if_match(request, etag_of(self.shown(team)))
        serializer = self.get_serializer(team, data=request.data)
        serializer.is_valid(raise_exception=True)
        serializer.save()
        return Response(serializer.data)

    def shown(self, team: Team) -> bytes:
        return cast(bytes, self.get_renderers()[0].render(self.get_serializer(team).data))


class Careless(Endpoint):
    def post(self, request: Request) -> Response:
        return Response({"done": True})


class Failing(Endpoint):
    def get(self, request: Request, kind: str) -> Response:
        raise ERRORS[kind]


class Instant(Endpoint):
    def get(self, request: Request) -> Response:
        moment = dt.datetime(2025, 7, 1, 12, tzinfo=dt.UTC)
        return Response({"at": serializers.DateTimeField().to_representation(moment)})


resources = [
    path("teams/", Teams.as_view()),
    path("teams/feed/", TeamFeed.as_view()),
    path("teams/<slug:slug>/", OneTeam.as_view()),
    path("careless/", Careless.as_view()),
    path("failing/<str:kind>/", Failing.as_view()),
    path("instant/", Instant.as_view()),
]
urlpatterns = [path("api/v1/", include(resources)), path("api/", include((api, "api")))]

handler400 = "bestvalue.api.handlers.bad_request"
handler403 = "bestvalue.api.handlers.permission_denied"
handler404 = "bestvalue.api.handlers.not_found"
handler500 = "bestvalue.api.handlers.server_error"
