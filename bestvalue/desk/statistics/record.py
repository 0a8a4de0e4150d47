"""The published record as it was known at a place in the feed of events: the facts that the statistics count.

Each publication is an event that holds what was published, so that no later change of any row can change what was
known. Nothing else is read: what was never published, early engagement above all, is in no figure (N7).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef
from django.utils.dateparse import parse_date

from bestvalue.errors import Refused, Unmet
from bestvalue.records.models import Event, FeedEntry
from bestvalue.records.services import number_events


@dataclass(frozen=True, slots=True)
class Published:
    """What was published of one instrument."""

    register_id: str
    kind: str
    authority: int
    published_on: dt.date
    in_force_from: dt.date | None
    in_force_until: dt.date | None
    ended_on: dt.date | None


def known_now() -> int:
    """The place in the feed up to which everything is committed and known; 0 where nothing is."""
    number_events()
    return FeedEntry.objects.aggregate(last=Max("position"))["last"] or 0


def published_record(known_to: int) -> Iterator[Published]:
    """What had been published of each instrument, by what was known up to that place; what was withdrawn is left out.

    An event that had been voided as a mistake by then says nothing.
    """
    known = Event.objects.filter(feed_entry__position__lte=known_to)
    voided = [each["event"] for each in known.filter(verb="correct_record").values_list("after", flat=True)]
    withdrawn = known.filter(verb="withdraw_publication", subject=OuterRef("subject")).exclude(pk__in=voided)
    last = known.filter(verb="publish").exclude(pk__in=voided).order_by("subject", "-case_version").distinct("subject")
    rows = last.annotate(withdrawn=Exists(withdrawn)).values_list("withdrawn", "subject", "after", "case__authority_id")
    for is_withdrawn, subject, facts, authority in rows.iterator(chunk_size=500):
        if not is_withdrawn:
            yield _told(subject.partition(":")[2], facts, authority)


def _told(register_id: str, facts: dict[str, str | None], authority: int) -> Published:
    if "in_force_from" not in facts:
        raise Refused([Unmet("no_dates", f"The record of publishing {register_id} holds no dates. Publish it again.")])
    days = {name: _day(facts[name]) for name in ("in_force_from", "in_force_until", "ended_on")}
    published_on = _day(facts["published_on"])
    if published_on is None:
        raise ValueError("A publication has a day.")
    return Published(register_id, str(facts["kind"]), authority, published_on, **days)


def _day(value: str | None) -> dt.date | None:
    return parse_date(value) if value else None
