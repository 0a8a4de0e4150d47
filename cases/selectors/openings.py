"""Requests to open a case: a deputy director reads all, everybody else their own and nothing more (rulings 20)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from cases.models import Case, OpeningRequest
from cases.policy import visible_cases
from cases.stages import Stage


def decides_openings(user: User) -> bool:
    """Whether this person opens cases that others ask for."""
    return holds(user, Role.DEPUTY_DIRECTOR)


def openings_for(user: User) -> QuerySet[OpeningRequest]:
    """The requests that this person may read, those that wait first, then the latest."""
    related = ("authority", "team", "requested_by", "officer", "decided_by", "case")
    rows = OpeningRequest.objects.select_related(*related)
    own = rows if decides_openings(user) else rows.filter(requested_by=user)
    return own.annotate(waiting=Q(state="passed")).order_by("-waiting", "-requested_at", "pk")


def waiting_openings(user: User) -> QuerySet[OpeningRequest]:
    """What waits for this person to decide: for a deputy director every request that has no answer."""
    return openings_for(user).filter(state="passed") if decides_openings(user) else OpeningRequest.objects.none()


def open_cases(user: User, requests: Iterable[OpeningRequest]) -> dict[int, Case]:
    """The open case of each request's authority, by the authority's key: told to who decides, and to nobody else."""
    if not decides_openings(user):
        return {}
    authorities = [each.authority_id for each in requests]
    found = Case.objects.filter(authority__in=authorities).exclude(stage=Stage.CLOSED).select_related("team")
    return {each.authority_id: each for each in found}


def cases_seen(user: User, requests: Iterable[OpeningRequest]) -> frozenset[UUID]:
    """Which of the cases that came of these requests this person may know of."""
    made = [each.case_id for each in requests if each.case_id]
    return frozenset(visible_cases(user).filter(pk__in=made).values_list("pk", flat=True))
