"""Reading cases: always for one person, who is given only what that person may know of (R4, N7)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.questions import Given, Question
from bestvalue.records.as_at import looked_at
from bestvalue.records.models import Event
from cases import policy
from cases.conditions import instrument_models
from cases.models import Case, Clock, Submission

from .authorities import called

SORTS: Mapping[str, tuple[Any, ...]] = {
    "authority": ("authority__name", "-opened_on"),
    "-authority": ("-authority__name", "-opened_on"),
    "officer": (F("officer__name").asc(nulls_last=True), "authority__name"),
    "-officer": (F("officer__name").desc(nulls_last=True), "authority__name"),
    "next": (F("next_on").asc(nulls_last=True), "authority__name"),
    "-next": (F("next_on").desc(nulls_last=True), "authority__name"),
    "opened": ("opened_on", "authority__name"),
    "-opened": ("-opened_on", "authority__name"),
}
DEFAULT_SORT = "authority"
JOINED = ("authority__kind", "team", "officer", "previous")
NOBODY = "nobody"
LIVE = (
    ("notice", "Best Value Notice"),
    ("information_requirement", "Requirement for information"),
    ("external_review", "External review"),
    ("inspection", "Inspection"),
    ("proposal", "Proposal to intervene"),
    ("direction", "Directions"),
    ("package", "Non-statutory package"),
    ("appointment", "Appointment"),
    ("support", "Agreed support"),
    ("exit_strategy", "Exit strategy"),
    ("oversight_period", "Oversight after exit"),
)
"""Kinds of instruments by which cases are found, in words."""


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What a list of cases is narrowed to, facts all of them; empty means everything.

    `officers` are keys of people, or `NOBODY`; `live` are kinds of instruments, such as `notice`; `within` is days from
    today in which a date falls.
    """

    text: str = ""
    stages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    officer: str = ""
    live: tuple[str, ...] = ()
    with_minister: bool = False
    within: int | None = None
    opened_from: dt.date | None = None
    opened_to: dt.date | None = None
    followed_by: User | None = None
    sort: str = DEFAULT_SORT


def case_for(user: User, ref: str, *, joined: Sequence[str] = JOINED) -> Case | None:
    """The case with this reference or handle, if this person may know of it; else None, as if it did not exist.

    In the past it may not have borne its reference yet: there it is the case that is looked at. `joined` is what is
    read along with it.
    """
    if looking := looked_at():
        seen = policy.visible_cases(user).filter(pk=looking.case_id).order_by()
        return next(iter(_with(joined, seen)), None)
    return next(iter(_called(policy.teams_seen(user), tuple(joined)).ask(ref=ref)), None)


@lru_cache(maxsize=200)
def _called(teams: policy.Teams | None, joined: tuple[str, ...]) -> Question[Case]:
    ref = Given("ref", CharField())
    return Question(_with(joined, policy.cases_of(teams).filter(Q(reference=ref) | Q(handle=ref)).order_by()))


def _with(joined: Sequence[str], cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related(*joined) if joined else cases


def with_ref(rows: QuerySet[Any], path: str = "") -> QuerySet[Any]:
    """The rows with what `Case.ref` is, for reading them bare; the path, such as `case__`, leads to the case."""
    found: QuerySet[Any] = rows.annotate(**{f"{path}ref": Coalesce(f"{path}reference", f"{path}handle")})
    return found


def case_list(user: User, filters: CaseFilters) -> QuerySet[Case]:
    """The cases this person may know of, narrowed and in a stable order; never an order that ranks authorities (N4)."""
    return cases_listed(policy.teams_seen(user), filters)


def cases_listed(teams: policy.Teams | None, filters: CaseFilters) -> QuerySet[Case]:
    """The same for whoever may know of the cases of these teams; None for those of every team."""
    cases = policy.cases_of(teams).select_related("authority__kind", "officer")
    wanted = {
        "stage__in": filters.stages,
        "authority__kind__in": filters.kinds,
        "authority__region__in": filters.regions,
        "team__slug__in": filters.teams,
        "opened_on__gte": filters.opened_from,
        "opened_on__lte": filters.opened_to,
        "followings__user": filters.followed_by,
    }
    cases = cases.filter(**{name: value for name, value in wanted.items() if value})
    if filters.officer:
        cases = cases.filter(Q(officer=None) if filters.officer == NOBODY else Q(officer=filters.officer))
    cases = cases.filter(is_live(filters.live) & is_waiting(filters.with_minister) & has_a_date(filters.within))
    for word in filters.text.split():
        itself = Q(reference__icontains=word) | Q(handle__iexact=word)
        cases = cases.filter(called(word, "authority__") | itself).distinct()
    if filters.sort.endswith("next"):
        cases = with_next_date(cases)
    return cases.order_by(*SORTS.get(filters.sort, SORTS[DEFAULT_SORT]), "pk")


def is_live(kinds: Iterable[str]) -> Q:
    """Cases on which an instrument of any of these kinds is live; all where none is named."""
    found = Q()
    for model in instrument_models():
        if model.KIND in kinds:
            found |= Q(Exists(model.objects.live().filter(case=OuterRef("pk"))))
    return found


def is_waiting(for_a_minister: bool) -> Q:
    """Cases with a submission that a minister has, if it is asked for."""
    return Q(Exists(Submission.objects.filter(case=OuterRef("pk"), state="with_minister"))) if for_a_minister else Q()


def has_a_date(within: int | None) -> Q:
    """Cases on which a date falls from today to so many days from now, if it is asked for."""
    if within is None:
        return Q()
    today = clock.today()
    return Q(Exists(_running().filter(due_on__gte=today, due_on__lte=today + dt.timedelta(days=within))))


def with_next_date(cases: QuerySet[Case]) -> QuerySet[Any]:
    """The cases with the earliest date that runs on each, `next_on`, passed ones among them; None where none runs."""
    return cases.annotate(next_on=Subquery(_running().order_by("due_on").values("due_on")[:1]))


def _running() -> QuerySet[Clock]:
    return Clock.objects.running().shown().filter(case=OuterRef("pk"))


def officers_of(user: User) -> QuerySet[User]:
    """Those who look after a case that this person may know of, by name."""
    looked_after = policy.visible_cases(user).filter(officer__isnull=False).order_by().values("officer")
    return User.objects.filter(pk__in=looked_after).order_by("name", "pk")


def timeline(case: Case) -> QuerySet[Event]:
    """Every event of a case that the person was already given, the latest first."""
    return Event.objects.filter(case=case).select_related("actor").order_by("-case_version")


def events_since(case: Case, version: int) -> QuerySet[Event]:
    """What happened on a case after somebody saw this version of it, the earliest first."""
    return timeline(case).filter(case_version__gt=version).order_by("case_version")
