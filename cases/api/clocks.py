"""The dates that run: read by whoever may know of the case, paused, resumed and moved by who keeps them."""

from typing import Any, cast

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView

from bestvalue import clock as now
from bestvalue.accounts.models import User
from bestvalue.api.acts import ActOnOne
from bestvalue.api.fields import OwnAddressField
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape, Shape
from bestvalue.api.views import Detail, Endpoint
from cases.models import Authority, Clock, ClockChange
from cases.models.clocks import KIND_CHOICES
from cases.selectors.clocks import clocks_for, counted, one_clock
from cases.services.clocks import move_clock, pause_clock, resume_clock

from .cases import AcrossCases
from .filters import CaseCalled
from .parameters import ID

TAG = "Clocks"


class ChangeSerializer(ModelShape[ClockChange]):
    """Something that was done to a clock."""

    class Meta:
        model = ClockChange
        fields = ("act", "on", "by", "reason", "legal_basis", "due_before", "due_after")


class PointSerializer(Shape[Any]):
    """One day on which a clock prompts."""

    on = serializers.DateField()
    asks = serializers.CharField()


class ClockSerializer(ModelShape[Clock]):
    """One date that runs on something. Nothing follows from it by itself."""

    url = OwnAddressField(view_name="api:clock")
    number = serializers.CharField(source="row.number", help_text="C1 to C14, or the act it belongs to.")
    name = serializers.CharField(source="get_kind_display", help_text="What kind of date it is, in words.")
    legal_basis = serializers.CharField(source="row.basis")
    authority = serializers.SlugRelatedField[Authority](slug_field="slug", read_only=True)
    case = serializers.SerializerMethodField(help_text="Reference or handle; null for a clock of an authority.")
    date_has_passed = serializers.SerializerMethodField(help_text="On the legal day; said, and nothing more.")
    prompts = serializers.SerializerMethodField(help_text="The days on which it asks people, past ones included.")

    class Meta:
        model = Clock
        fields: tuple[str, ...] = (
            *("url", "id", "kind", "number", "name", "legal_basis", "authority", "case", "subject", "what", "state"),
            *("started_on", "due_on", "date_has_passed", "paused_on", "ended_on", "prompts"),
        )

    def get_case(self, clock: Clock) -> str | None:
        """As addresses name it."""
        return clock.case.ref if clock.case else None

    def get_date_has_passed(self, clock: Clock) -> bool:
        """Of a running clock only."""
        return clock.state == "running" and clock.due_on < now.today()

    @extend_schema_field(PointSerializer(many=True))
    def get_prompts(self, clock: Clock) -> Any:
        """Counted from the date it runs to now."""
        return [{"on": day.isoformat(), "asks": point.asks} for point, day in clock.days()]


class ClockDetailSerializer(ClockSerializer):
    """A clock with how it was counted and what was done to it."""

    counted = serializers.SerializerMethodField(help_text="How the date was counted, in words.")
    changes = ChangeSerializer(many=True)

    class Meta(ClockSerializer.Meta):
        fields = (*ClockSerializer.Meta.fields, "counted", "changes")

    def get_counted(self, clock: Clock) -> list[str]:
        """With bank holidays that were left out."""
        return counted(clock)


class ClockFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrow by authority, case, kind, state and date."""

    authority = django_filters.CharFilter("authority__slug", label="Slug of the authority.")
    case = CaseCalled("case", label="Reference or handle of the case.")
    kind = django_filters.ChoiceFilter(choices=KIND_CHOICES, label="Kind of date.")
    state = django_filters.ChoiceFilter(choices=[(each, each) for each in Clock.LIFE.states], label="Whether it runs.")
    due_before = django_filters.DateFilter("due_on", lookup_expr="lte", label="Due on that day or earlier.")
    due_after = django_filters.DateFilter("due_on", lookup_expr="gte", label="Due on that day or later.")

    class Meta:
        model = Clock
        fields = ("kind", "state", "due_before", "due_after")


class ClocksOfCaller(Endpoint, GenericAPIView[Clock]):
    """The clocks that the caller may know of."""

    serializer_class = ClockSerializer
    queryset = Clock.objects.none()

    def get_queryset(self) -> QuerySet[Clock]:
        """By date."""
        return clocks_for(cast(User, self.request.user)).order_by("due_on", "pk")


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List clocks", description="The dates that run, and ran, by date.")
)
class Clocks(ClocksOfCaller, AcrossCases):
    """The dates that run on what the caller may know of."""

    reads = "clocks"
    filterset_class = ClockFilter


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="Read one clock", description="With its history.", parameters=[ID])
)
class OneClock(ClocksOfCaller, Detail):
    """One clock."""

    serializer_class = ClockDetailSerializer
    filter_backends = ()

    def get_object(self) -> Clock:
        """The clock; the reading of what is on a case is recorded (rulings 21). Raises NotFound."""
        found = one_clock(cast(User, self.request.user), self.kwargs["pk"])
        if found is None:
            raise NotFound
        return found


class ClockReasonInput(Input):
    """Why."""

    reason = serializers.CharField(help_text="The reason.")


class MoveClockInput(ClockReasonInput):
    """Another date."""

    due_on = serializers.DateField(help_text="The new date, in the future.")
    authority = serializers.CharField(max_length=200, help_text="Under what authority, such as a letter and its date.")


class OnClock(ClocksOfCaller, ActOnOne):
    """An act on a clock itself, by who keeps it: the team's lead or a deputy director."""

    resource = "api:clock"
    filter_backends = ()
    input_class = ClockReasonInput


@extend_schema_view(
    post=extend_schema(tags=[TAG], summary="Pause a clock", description="Hold back its prompts.", parameters=[ID])
)
class PauseClock(OnClock):
    """Pause it; the date stays."""

    def act(self, clock: Clock, *, by: User, expected_version: None, **given: Any) -> Clock:
        """Pause it."""
        return pause_clock(by=by, clock=clock, **given)


@extend_schema_view(
    post=extend_schema(tags=[TAG], summary="Resume a clock", description="Let it prompt again.", parameters=[ID])
)
class ResumeClock(OnClock):
    """Resume it."""

    def act(self, clock: Clock, *, by: User, expected_version: None, **given: Any) -> Clock:
        """Resume it."""
        return resume_clock(by=by, clock=clock, **given)


@extend_schema_view(
    post=extend_schema(
        tags=[TAG],
        summary="Move a clock",
        description="Another date, where it stands in no letter and no statute.",
        parameters=[ID],
    )
)
class MoveClock(OnClock):
    """Move it."""

    input_class = MoveClockInput

    def act(self, clock: Clock, *, by: User, expected_version: None, **given: Any) -> Clock:
        """Move it."""
        return move_clock(by=by, clock=clock, **given)
