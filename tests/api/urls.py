"""Endpoints that exist only to test what real ones share."""

import datetime as dt
from typing import Any, ClassVar, cast

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import include, path
from rest_framework import serializers
from rest_framework.exceptions import Throttled
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.accounts.models import Team
from bestvalue.api.etags import etag_of, require_if_match
from bestvalue.api.urls import urlpatterns as api
from bestvalue.api.views import Detail, Endpoint, Feed, Listing
from bestvalue.errors import Changed, Forbidden, Refused, Unmet
from cases.api.acts import CaseAct
from cases.api.cases import OfOneCase
from cases.api.contacts import ContactInput
from cases.models import Case, Contact
from cases.services.opening import log_contact
from tests.factories import TeamFactory

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


class LogContact(OfOneCase, CaseAct):
    """An act on a case is about so long."""

    resource, move = "api:case", "log_contact"
    input_class = ContactInput

    def act(self, case: Case, **given: Any) -> Contact:
        return log_contact(case=case, **given)


class ConfirmedContact(LogContact):
    """As if logging a contact were as grave as issuing a notice."""

    move = "issue_notice"


class Racing(LogContact):
    """Somebody else acts between the comparison and the lock."""

    def act(self, case: Case, **given: Any) -> Contact:
        log_contact(case=case, **{**given, "summary": "A rival's words.", "expected_version": None})
        return super().act(case, **given)


class HandedOver(LogContact):
    """An act that takes the case out of the caller's sight."""

    def act(self, case: Case, **given: Any) -> Any:
        Case.objects.filter(pk=case.pk).update(team=TeamFactory.create())


class DoneThenBroken(LogContact):
    """Acts, and then fails to answer, the first time."""

    failures: ClassVar[list[str]] = []

    def act(self, case: Case, **given: Any) -> Contact:
        made = super().act(case, **given)
        if self.failures:
            raise RuntimeError(self.failures.pop())
        return made


class BrokenThenDone(LogContact):
    """Fails before acting, the first times."""

    failures: ClassVar[list[Exception]] = []

    def act(self, case: Case, **given: Any) -> Contact:
        if self.failures:
            raise self.failures.pop()
        return super().act(case, **given)


class Upload(Endpoint):
    """Counts what it was sent."""

    creates = True
    parser_classes = (MultiPartParser,)

    def post(self, request: Request) -> Response:
        return Response({"bytes": request.FILES["file"].size}, status=201)


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
    path("cases/<slug:ref>/log-contact/", LogContact.as_view()),
    path("cases/<slug:ref>/confirmed-contact/", ConfirmedContact.as_view()),
    path("cases/<slug:ref>/racing/", Racing.as_view()),
    path("cases/<slug:ref>/handed-over/", HandedOver.as_view()),
    path("cases/<slug:ref>/done-then-broken/", DoneThenBroken.as_view()),
    path("cases/<slug:ref>/broken-then-done/", BrokenThenDone.as_view()),
    path("upload/", Upload.as_view()),
    path("failing/<str:kind>/", Failing.as_view()),
    path("instant/", Instant.as_view()),
]
handler500 = "bestvalue.ui.failing.server_error"
urlpatterns = [
    path("api/v1/", include(resources)),
    path("api/", include((api, "api"))),
    path("", include("bestvalue.desk.urls")),
    path("help/", include("bestvalue.desk.urls_help")),
    path("", include("bestvalue.accounts.urls")),
    path("", include("bestvalue.accounts.urls_allauth")),
    path("", include("themes.urls_metrics")),
    path("messages/", include("bestvalue.messages.urls")),
    path("register/", include("cases.urls")),
]
