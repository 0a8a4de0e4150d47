"""Cases and their events: a person finds only those that they may know of (design 9)."""

from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from bestvalue.accounts.models import User
from bestvalue.api.fields import OwnAddressField
from bestvalue.api.paging import EventFeed
from bestvalue.api.shapes import ModelShape, bare
from bestvalue.api.views import Endpoint, Feed, Listing
from bestvalue.questions import Question
from bestvalue.records.as_at import BadMomentError, looked_at, moment_in
from bestvalue.records.models import Event
from bestvalue.records.services import note_reading, note_readings, recorded_look
from cases.models import Case
from cases.policy import Teams, teams_seen
from cases.selectors.cases import JOINED, CaseFilters, case_for, cases_listed, with_ref
from cases.stages import Stage

from .acts import label_of
from .authorities import NamedAuthoritySerializer
from .filters import CaseEventFilter, CaseFilter
from .parameters import REF


class PersonSerializer(ModelShape[User]):
    """A person of the department."""

    class Meta:
        model = User
        fields = ("id", "name")


class StageLabel(serializers.CharField):
    """A stage in words."""

    def to_representation(self, value: str) -> str:
        """Its label."""
        return str(Stage(value).label)


class CaseSerializer(ModelShape[Case]):
    """A case, as lists show it."""

    url = OwnAddressField(view_name="api:case", lookup_field="ref")
    ref = serializers.CharField(help_text="What to call the case: its reference once published, its handle before.")
    authority = NamedAuthoritySerializer()
    stage_label = StageLabel(source="stage", help_text="The stage in words.")
    team = serializers.CharField(source="team.slug", read_only=True, help_text="Slug of the case's team.")
    officer = PersonSerializer(allow_null=True)
    version = serializers.IntegerField(help_text="Number of acts recorded on the case: the place of its last event.")

    class Meta:
        model = Case
        fields: tuple[str, ...] = (
            *("url", "ref", "reference", "authority", "stage", "stage_label"),
            *("team", "officer", "opened_on", "closed_on", "version"),
        )


class EventSerializer(ModelShape[Event]):
    """One act by one person, never changed. `hash` covers the rest and chains it to the event before."""

    actor = PersonSerializer()
    case = serializers.CharField(source="case_id", help_text="Identifier of the case in the chain of hashes.")
    label = serializers.SerializerMethodField(help_text="The act in words.")  # type: ignore[assignment]
    before = serializers.JSONField(help_text="What the act changed, as it was.")
    after = serializers.JSONField(help_text="What the act changed, as it became.")

    class Meta:
        model = Event
        fields = (
            *("case_version", "verb", "label", "actor", "acting_for", "subject", "case", "reason", "legal_basis"),
            *("before", "after", "decided_on", "effective_on", "recorded_at", "request_id", "previous_hash", "hash"),
        )

    @extend_schema_field(serializers.CharField())
    def get_label(self, event: Event) -> str:
        """The label of the move, or the verb for what is no move."""
        return label_of(event)


class OfOneCase(Endpoint):
    """An endpoint below `cases/{ref}/`; whoever reads is noted as having read the case (rulings 21).

    An act shows the case by a GET of its own, which is noted in its turn.
    """

    reads = "case"
    joined: ClassVar[Sequence[str]] = JOINED  # what is read along with the case
    reads_the_past = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Leave the past, if it was looked at, once the answer is made, and record what was read of it."""
        with ExitStack() as self.past:
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find out who calls in the present, then go to the moment asked for. Raises ValidationError for none."""
        super().initial(request, *args, **kwargs)
        try:
            moment = moment_in(request.query_params.dict())
        except BadMomentError as error:
            message = ErrorDetail(str(error), code="bad_moment")
            raise ValidationError({error.parameter: [message]}) from error
        if moment:
            user = cast(User, request.user)
            case = case_for(user, self.kwargs["ref"])
            if case is None:
                raise NotFound
            self.past.enter_context(recorded_look(moment, case.pk, by=user))

    def found(self) -> Case:
        """The case asked for. Raises NotFound, alike for none and for one that the caller may not know of."""
        user = cast(User, self.request.user)
        case = case_for(user, self.kwargs["ref"], joined=self.joined)
        if case is None:
            looking = looked_at()
            raise NotFound(f"The case was not there, {looking.moment.words}." if looking else None)
        if self.request.method in SAFE_METHODS:
            note_reading(reader=user, case_id=case.pk, subject=f"api: {self.reads}")
        return case


class AcrossCases(Listing):
    """A list across the cases that the caller may know of; each case on a page counts as read (rulings 21).

    `case_at` is where a row keeps the identifier of its case, which may be none; `reads` names the list.
    """

    case_at: ClassVar[str] = "case_id"
    reads: ClassVar[str]

    def paginate_queryset(self, queryset: Any) -> Any:
        """A page of them, read."""
        page = list(super().paginate_queryset(queryset) or ())
        cases = sorted({case for each in page if (case := attrgetter(self.case_at)(each))})
        note_readings(reader=cast(User, self.request.user), read=[(case, f"api: {self.reads}") for case in cases])
        return page


class CaseEventFeed(EventFeed):
    """Pages of one case's events: the cursor counts places in its own chain, which tells nothing of other cases."""

    ordering = "case_version"


@extend_schema(tags=["Cases"], summary="List cases")
class Cases(AcrossCases):
    """The cases that you may know of, by authority; no order ranks authorities."""

    case_at, reads = "pk", "cases"
    serializer_class = CaseSerializer
    filterset_class = CaseFilter
    queryset = Case.objects.none()

    def get_queryset(self) -> QuerySet[Case]:
        """Those of the caller."""
        return _listed(teams_seen(cast(User, self.request.user))).rows()


@lru_cache(maxsize=200)
def _listed(teams: Teams | None) -> Question[Case]:
    return Question(bare(with_ref(cases_listed(teams, CaseFilters())), CaseSerializer, "pk"))


@extend_schema(tags=["Cases"], summary="List the events of a case", parameters=[REF])
class CaseEvents(OfOneCase, Feed):
    """Everything that was done on a case, oldest first, behind a cursor."""

    serializer_class = EventSerializer
    pagination_class = CaseEventFeed
    filterset_class = CaseEventFilter
    queryset = Event.objects.none()
    reads, joined = "events", ()

    def get_queryset(self) -> QuerySet[Event]:
        """The events of the case."""
        return _events().filter(case=self.found())


@cache
def _events() -> QuerySet[Event]:
    return bare(Event.objects.all(), EventSerializer)
