"""Reading cases: always for one person, who is given only what that person may know of (R4, N7)."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bestvalue.accounts.models import User
from bestvalue.records.as_at import looked_at
from bestvalue.records.models import Event
from cases import policy
from cases.models import Case

from .authorities import called

SORTS = {
    "authority": ("authority__name", "-opened_on"),
    "-authority": ("-authority__name", "-opened_on"),
    "opened": ("opened_on", "authority__name"),
    "-opened": ("-opened_on", "authority__name"),
}
DEFAULT_SORT = "authority"


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What a list of cases is narrowed to; empty means everything."""

    text: str = ""
    stages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    sort: str = DEFAULT_SORT


def case_for(user: User, ref: str) -> Case | None:
    """The case with this reference or handle, if this person may know of it; else None, as if it did not exist.

    In the past it may not have borne its reference yet: there it is the case that is looked at.
    """
    cases = policy.visible_cases(user).select_related("authority__kind", "team", "officer", "previous")
    looking = looked_at()
    return cases.filter(Q(pk=looking.case_id) if looking else Q(reference=ref) | Q(handle=ref)).first()


def case_list(user: User, filters: CaseFilters) -> QuerySet[Case]:
    """The cases this person may know of, narrowed and in a stable order; never an order that ranks authorities (N4)."""
    cases = policy.visible_cases(user).select_related("authority__kind", "officer")
    if filters.stages:
        cases = cases.filter(stage__in=filters.stages)
    if filters.kinds:
        cases = cases.filter(authority__kind__in=filters.kinds)
    if filters.regions:
        cases = cases.filter(authority__region__in=filters.regions)
    for word in filters.text.split():
        itself = Q(reference__icontains=word) | Q(handle__iexact=word)
        cases = cases.filter(called(word, "authority__") | itself).distinct()
    return cases.order_by(*SORTS.get(filters.sort, SORTS[DEFAULT_SORT]), "pk")


def timeline(case: Case) -> QuerySet[Event]:
    """Every event of a case that the person was already given, the latest first."""
    return Event.objects.filter(case=case).select_related("actor").order_by("-case_version")


def events_since(case: Case, version: int) -> QuerySet[Event]:
    """What happened on a case after somebody saw this version of it, the earliest first."""
    return timeline(case).filter(case_version__gt=version).order_by("case_version")
