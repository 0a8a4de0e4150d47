"""Directions across the cases a person may know of: what is in force, until when, and what lapsed undecided."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Q, QuerySet

from bestvalue.accounts.models import User
from cases.policy import visible_cases
from cases.selectors.authorities import called
from interventions.models import Direction

STANDINGS = (("in_force", "In force"), ("lapsed_undecided", "Lapsed, and nothing was decided"), ("ended", "Ended"))
SORTS: Mapping[str, tuple[str, ...]] = {
    "authority": ("case__authority__name", "-starts_on", "pk"),
    "-authority": ("-case__authority__name", "-starts_on", "pk"),
    "since": ("starts_on", "case__authority__name", "pk"),
    "-since": ("-starts_on", "case__authority__name", "pk"),
    "ends": ("ends_on", "case__authority__name", "pk"),
    "-ends": ("-ends_on", "case__authority__name", "pk"),
}
DEFAULT_SORT = "authority"


def directions_for(
    user: User,
    today: dt.date,
    *,
    text: str = "",
    standings: Sequence[str] = (),
    kinds: Sequence[Any] = (),
    regions: Sequence[str] = (),
    within: int | None = None,
    sort: str = DEFAULT_SORT,
) -> QuerySet[Direction]:
    """Every set that was made on a case this person may know of; `within` is months in which it would end.

    Sorted by authority or by end, never by merit.
    """
    made = Direction.objects.filter(case__in=visible_cases(user)).exclude(state__in=("draft", "discarded"))
    over = Q(state="made", ends_on__lt=today)
    standing = {"in_force": Q(state="made") & ~over, "lapsed_undecided": over, "ended": Q(state="ended")}
    chosen = Q()
    for name in standings:
        chosen |= standing[name]
    found: QuerySet[Direction] = made.filter(chosen)
    for word in text.split():
        found = found.filter(called(word, "case__authority__"))
    if kinds:
        found = found.filter(case__authority__kind__in=kinds)
    if regions:
        found = found.filter(case__authority__region__in=regions)
    if within is not None:
        found = found.filter(state="made", ends_on__gte=today, ends_on__lte=today + relativedelta(months=within))
    once = Direction.objects.filter(pk__in=found.values("pk"))  # an authority may be known by several names
    return once.select_related("case__authority__kind").prefetch_related("functions").order_by(*SORTS[sort])
