"""Searching for a person on their request, with a reason; each search, each look and each export is recorded."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.desk.models import SubjectSearch
from bestvalue.desk.retention.due import check_keeps_retention
from bestvalue.errors import Refused, Unmet
from bestvalue.records.services import note_readings, record

from .inside import Inside, find_inside
from .places import Found, find

STREAM = "subject_access"
SHORTEST = 3  # characters of a name; anything shorter is found everywhere


def searches() -> QuerySet[SubjectSearch]:
    """Every search, the latest first: records managers answer for each other's."""
    return SubjectSearch.objects.select_related("made_by").order_by("-made_at", "pk")


@transaction.atomic
def search_for_person(*, by: User, names: Sequence[str], reason: str) -> SubjectSearch:
    """Record a search for a person under these names and addresses. Raises Forbidden and Refused.

    The names are kept with the search alone: its event says only that it was made, and why.
    """
    check_keeps_retention(by)
    wanted = list(dict.fromkeys(each.strip() for each in names if each.strip()))
    if not wanted or any(len(each) < SHORTEST for each in wanted):
        raise Refused([Unmet("too_short", f"Give each name or address with at least {SHORTEST} characters.")])
    if not reason.strip():
        raise Refused([Unmet("no_reason", "Give the reason.")])
    made = SubjectSearch.objects.create(names=wanted, reason=reason, made_by=by, made_at=clock.now())
    record(stream=STREAM, actor=by, verb="search_for_person", subject=made.key)
    return made


def look(*, by: User, search: SubjectSearch) -> tuple[list[Found], Inside]:
    """What a search finds now, within what this person may know of, and what of files was not searched.

    The look is noted, and each case that it shows.
    """
    check_keeps_retention(by)
    inside = find_inside(by, search)
    found = [*find(by, search), *inside.found]
    cases = {each.case.pk for each in found if each.case}
    note_readings(reader=by, read=[(None, search.key), *((pk, search.key) for pk in sorted(cases))])
    return found, inside


@transaction.atomic
def export_search(*, by: User, search: SubjectSearch) -> list[Found]:
    """The same, to be taken away; that it was is recorded."""
    found, _ = look(by=by, search=search)
    record(stream=STREAM, actor=by, verb="export_search", subject=search.key, after={"found": len(found)})
    return found
