"""What the calendar asks of the caller, and the clocks that ask: read by whom it concerns, changed by acts."""

from collections.abc import Iterable
from typing import Any, cast

import django_filters
from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView

from bestvalue.accounts.models import Absence, Team, User
from bestvalue.api.acts import Act, ActOnOne, Creation
from bestvalue.api.fields import OwnAddressField
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Endpoint, Listing
from cases.models import Authority, Task
from cases.policy import asks_for, colleagues_in, led_by
from cases.selectors.tasks import absences_for, one_task, tasks_for
from cases.services.tasks import call_off_absence, close_task, give_task, hand_over_work, record_absence

from .cases import AcrossCases, PersonSerializer
from .filters import CaseCalled
from .parameters import ID, NUMBER

TAG = "Tasks"
COLLEAGUES = User.objects.filter(is_active=True)
OF_TEAM = OpenApiParameter(
    "of", OpenApiTypes.STR, enum=["me", "team"], description="`team`: every open task of the teams you work in."
)


class TaskSerializer(ModelShape[Task]):
    """What one prompt asks. It does nothing by itself: a person acts, or closes it with reasons."""

    url = OwnAddressField(view_name="api:task")
    authority = serializers.SlugRelatedField[Authority](slug_field="slug", read_only=True)
    case = serializers.SerializerMethodField(help_text="Reference or handle of the case; null for an authority's task.")
    clock = serializers.HyperlinkedRelatedField[Any](view_name="api:clock", read_only=True)
    kind = serializers.CharField(source="clock.kind", help_text="The kind of the clock that asks.")
    legal_basis = serializers.CharField(source="clock.row.basis")
    team = serializers.SlugRelatedField[Team](slug_field="slug", read_only=True)
    asked_on = serializers.DateField(source="prompt.on", help_text="The legal day of the prompt.")

    class Meta:
        model = Task
        fields = (
            *("url", "id", "asks", "authority", "case", "kind", "clock", "legal_basis", "due_on", "asked_on"),
            *("team", "assignee", "state", "closing", "reason"),
        )

    @extend_schema_field(OpenApiTypes.STR)
    def get_case(self, task: Task) -> str | None:
        """As addresses name it."""
        return task.case.ref if task.case else None


class TaskFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrow by authority, case and date."""

    authority = django_filters.CharFilter("authority__slug", label="Slug of the authority.")
    case = CaseCalled("case", label="Reference or handle of the case.")
    due_before = django_filters.DateFilter("due_on", lookup_expr="lte", label="Due on that day or earlier.")
    due_after = django_filters.DateFilter("due_on", lookup_expr="gte", label="Due on that day or later.")


class CloseTaskInput(Input):
    """Why nothing more is to be done."""

    reason = serializers.CharField(help_text="The reasons, which stay on the record with the prompt.")


class GiveInput(Input):
    """Who has it from now on."""

    to = serializers.PrimaryKeyRelatedField(queryset=COLLEAGUES, help_text="The number of the colleague.")
    reason = serializers.CharField(required=False, help_text="Why.")


class TasksOfCaller(Endpoint, GenericAPIView[Task]):
    """The tasks that the caller may see."""

    serializer_class = TaskSerializer
    queryset = Task.objects.none()

    def found(self) -> Task:
        """The task, open or closed; its reading is recorded. Raises NotFound."""
        task = one_task(cast(User, self.request.user), self.kwargs["pk"])
        if task is None:
            raise NotFound
        return task


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List tasks", description="Yours, by date.", parameters=[OF_TEAM])
)
class Tasks(TasksOfCaller, AcrossCases):
    """What the calendar asks of the caller."""

    query_parameters, reads = ("of",), "tasks"
    filterset_class = TaskFilter

    def get_queryset(self) -> QuerySet[Task]:
        """Those that wait for the caller; with `?of=team`, those of their teams."""
        whole_team = self.request.query_params.get("of") == "team"
        return tasks_for(cast(User, self.request.user), whole_team=whole_team)


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="Read one task", description="One task, open or closed.", parameters=[ID])
)
class OneTask(TasksOfCaller, Detail):
    """One task."""

    def get_object(self) -> Task:
        """The task."""
        return self.found()


class OnTask(TasksOfCaller, Act):
    """An act on one task."""

    resource = "api:task"


@extend_schema_view(
    post=extend_schema(tags=[TAG], summary="Close a task", description="Close it with reasons.", parameters=[ID])
)
class CloseTask(OnTask):
    """Close a task with reasons."""

    input_class = CloseTaskInput

    def act(self, task: Task, *, by: User, expected_version: None, **given: Any) -> Task:
        """Close it."""
        return close_task(by=by, task=task, **given)


@extend_schema_view(
    post=extend_schema(tags=[TAG], summary="Give a task", description="Give it to a colleague.", parameters=[ID])
)
class GiveTask(OnTask):
    """Give a task to a colleague."""

    input_class = GiveInput

    def act(self, task: Task, *, by: User, expected_version: None, **given: Any) -> Task:
        """Give it."""
        return give_task(by=by, task=task, **given)


class AbsenceSerializer(ModelShape[Absence]):
    """Somebody's days away, both ends included, and who stands in."""

    class Meta:
        model = Absence
        fields = ("id", "person", "stand_in", "starts_on", "ends_on")


class AbsenceInput(Input):
    """The caller's own absence, or a colleague's in a team that the caller leads."""

    person = serializers.PrimaryKeyRelatedField(
        queryset=COLLEAGUES, required=False, help_text="The number of who is away; without it, you."
    )

    starts_on = serializers.DateField(help_text="The first day away.")
    ends_on = serializers.DateField(help_text="The last day away.")
    stand_in = serializers.PrimaryKeyRelatedField(queryset=COLLEAGUES, help_text="Who deals with the tasks meanwhile.")


class AbsencesOfCaller(Endpoint, GenericAPIView[Absence]):
    """The absences that the caller may see."""

    serializer_class = AbsenceSerializer
    filter_backends = ()
    queryset = Absence.objects.none()

    def get_queryset(self) -> QuerySet[Absence]:
        """Their own, and those of the teams that they lead."""
        return absences_for(cast(User, self.request.user))


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List absences", description="Yours, and those of teams that you lead."),
    post=extend_schema(tags=[TAG], summary="Record an absence", description="Say when you are away and who stands in."),
)
class Absences(AbsencesOfCaller, Creation, Listing):
    """Who is away."""

    resource, makes, input_class = "api:absences", "api:absence", AbsenceInput

    def found(self) -> None:
        """Nothing: it is the caller's own."""

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Record one."""
        return super().post(*args, **kwargs)

    def act(self, target: None, *, by: User, expected_version: None, **given: Any) -> Absence:
        """Record it."""
        return record_absence(by=by, **{"person": by, **given})


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="Read one absence", description="One absence.", parameters=[NUMBER])
)
class OneAbsence(AbsencesOfCaller, Detail):
    """One absence."""


@extend_schema_view(
    post=extend_schema(
        tags=[TAG], summary="Call off an absence", description="They are back, or never left.", parameters=[NUMBER]
    )
)
class CallOffAbsence(AbsencesOfCaller, ActOnOne):
    """Call off an absence."""

    resource = "api:absence"

    def act(self, absence: Absence, *, by: User, expected_version: None) -> Absence:
        """Call it off."""
        return call_off_absence(by=by, absence=absence)


class TeamSerializer(ModelShape[Team]):
    """A team that the caller works in, and among whom its work may be given."""

    colleagues = PersonSerializer(many=True, help_text="Those who look after cases in it today, by name.")

    class Meta:
        model = Team
        fields = ("slug", "name", "colleagues")


class HandOverWorkInput(Input):
    """Whose work goes to whom."""

    leaver = serializers.PrimaryKeyRelatedField(queryset=User.objects.all(), help_text="The number of who leaves.")
    to = serializers.PrimaryKeyRelatedField(queryset=COLLEAGUES, help_text="The number of who takes it all over.")
    reason = serializers.CharField(help_text="Why.")


class TeamsOfCaller(Endpoint, GenericAPIView[Team]):
    """The teams in which the caller looks after cases; to others there are none."""

    serializer_class = TeamSerializer
    filter_backends = ()
    queryset = Team.objects.none()
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Team]:
        """All, for a deputy director."""
        return asks_for(cast(User, self.request.user))

    def told(self, teams: Iterable[Team]) -> list[Any]:
        """The teams, each with its colleagues, read at once for all."""
        found: list[Any] = []
        for team, colleagues in colleagues_in(teams):
            cast(Any, team).colleagues = colleagues
            found.append(team)
        return found


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List your teams", description="With those who look after cases in each.")
)
class Teams(TeamsOfCaller, Listing):
    """The teams in which the caller looks after cases."""

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of them, with their colleagues."""
        return self.told(super().paginate_queryset(queryset) or ())


SLUG_OF_TEAM = OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH, description="The team's slug.")


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="Read one team", description="A team of yours.", parameters=[SLUG_OF_TEAM])
)
class OneTeam(TeamsOfCaller, Detail):
    """One team."""

    def get_object(self) -> Any:
        """The team, with its colleagues."""
        return self.told([super().get_object()])[0]


@extend_schema_view(
    post=extend_schema(
        tags=[TAG],
        summary="Hand over a colleague's work",
        description="All that somebody has in the team goes to another colleague there, or nothing does.",
        parameters=[SLUG_OF_TEAM],
    )
)
class HandOverWork(TeamsOfCaller, ActOnOne):
    """Hand over all that somebody has in a team."""

    resource, input_class = "api:team", HandOverWorkInput

    def get_queryset(self) -> QuerySet[Team]:
        """Those that the caller leads."""
        return led_by(cast(User, self.request.user))

    def act(self, team: Team, *, by: User, expected_version: None, **given: Any) -> Team:
        """Hand it over."""
        hand_over_work(by=by, team=team, **given)
        return team
