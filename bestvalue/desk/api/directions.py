"""Directions across cases, and the dates that would follow an act."""

from typing import Any, cast

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.api.shapes import ModelShape, Shape
from bestvalue.api.views import Endpoint
from bestvalue.desk.planner import PLANS, planned
from bestvalue.desk.selectors.directions import DEFAULT_SORT, SORTS, STANDINGS, directions_for
from cases import policy
from cases.api.cases import AcrossCases
from interventions.models import Direction


class DirectionLineSerializer(ModelShape[Direction]):
    """One set of directions, as the register across authorities shows it."""

    authority = serializers.CharField(source="case.authority.slug")
    case = serializers.CharField(source="case.ref", help_text="Reference or handle of the case.")
    standing = serializers.SerializerMethodField(help_text="`in_force`, `lapsed_undecided` or `ended`.")
    days_left = serializers.SerializerMethodField(help_text="Days to the end; null where none is set or it is past.")

    class Meta:
        model = Direction
        fields = (
            *("id", "authority", "case", "standing", "starts_on", "ends_on", "is_open_ended", "review_on"),
            *("days_left", "ended_on", "ending"),
        )

    def get_standing(self, direction: Direction) -> str:
        """On the legal day."""
        return direction.standing(clock.today())

    def get_days_left(self, direction: Direction) -> int | None:
        """On the legal day."""
        return direction.days_left(clock.today())


class DirectionsQuery(serializers.Serializer[Any]):
    """How the list is narrowed."""

    text = serializers.CharField(required=False, max_length=100, help_text="Part of the authority's name.")
    standing = serializers.ChoiceField(choices=STANDINGS, required=False, help_text="Where they stand.")
    within = serializers.IntegerField(required=False, min_value=1, max_value=120, help_text="Ends in these months.")
    sort = serializers.ChoiceField(choices=list(SORTS), required=False, help_text="By authority or end; no merit.")


@extend_schema(tags=["Interventions"], summary="List directions across cases", parameters=[DirectionsQuery])
class AllDirections(AcrossCases):
    """Every set that was made on a case you may know of."""

    serializer_class = DirectionLineSerializer
    queryset = Direction.objects.none()
    filter_backends = ()
    query_parameters, reads = ("text", "standing", "within", "sort"), "directions"

    def get_queryset(self) -> Any:
        """Those of the caller, narrowed as asked."""
        asked = DirectionsQuery(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        return directions_for(
            cast(User, self.request.user),
            clock.today(),
            text=given.get("text", ""),
            standings=[given["standing"]] if "standing" in given else (),
            within=given.get("within"),
            sort=given.get("sort", DEFAULT_SORT),
        )


class PlannerQuery(serializers.Serializer[Any]):
    """What would be done, and when."""

    act = serializers.ChoiceField(
        choices=[(name, plan.label) for name, plan in PLANS.items()], help_text="What would be done."
    )
    on = serializers.DateField(help_text="The day on which it would be done.")
    number = serializers.IntegerField(required=False, min_value=1, max_value=250, help_text="Months or working days.")


class PlannedSerializer(Shape[Any]):
    """One date that follows."""

    on = serializers.DateField(source="line.on")
    what = serializers.CharField(source="line.what")
    source = serializers.CharField(source="line.source")  # type: ignore[assignment]
    counted = serializers.CharField(source="line.counted", help_text="How it was counted, in words.")
    clashes = serializers.ListField(child=serializers.CharField(), help_text="What it runs into; it bars nothing.")


class PlanSerializer(Shape[Any]):
    """The dates that follow an act."""

    act = serializers.CharField()
    on = serializers.DateField()
    dates = PlannedSerializer(many=True)


class Planner(Endpoint):
    """Which dates follow an act on a day. Nothing is stored, and nothing follows by itself."""

    query_parameters = ("act", "on", "number")

    @extend_schema(
        tags=["Interventions"],
        summary="Plan dates",
        parameters=[PlannerQuery],
        responses=PlanSerializer,
    )
    def get(self, request: Request) -> Response:
        """The dates; 404 for whoever is no official."""
        if not policy.is_official(cast(User, request.user)):
            raise Http404
        asked = PlannerQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        number = given.get("number") or PLANS[given["act"]].usual
        dates = planned(given["act"], given["on"], number)
        return Response(PlanSerializer({"act": given["act"], "on": given["on"], "dates": dates}).data)
