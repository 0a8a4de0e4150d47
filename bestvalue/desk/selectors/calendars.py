"""What a calendar feed holds: dates that run and open tasks of what its person or team may know of, asked each time.

A calendar is read outside the service, so what was not published is masked: it says that something is due, and no more.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from bestvalue.accounts.models import CalendarFeed
from cases.models import BankHoliday, Clock, PreElectionPeriod, Publication, Task
from cases.policy import my_tasks
from cases.selectors.clocks import clocks_for

MASK = "Best Value casework: something is due"
ALWAYS_PRIVATE = ("support_review", "next_step")
"""Kinds of what is agreed in private engagement, whatever was published of the case (R4, rulings 19)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar: from its first day to its last, changed at an instant for the so many-th time.

    `case` is the reference of the published case that it is about; empty for whatever says nothing of any case.
    """

    key: str
    first: dt.date
    last: dt.date
    summary: str
    stamp: dt.datetime
    basis: str = ""
    case: str = ""
    sequence: int = 0
    reminds: bool = False


def entries_of(feed: CalendarFeed, today: dt.date) -> list[Entry]:
    """Everything in the calendar, by day. The caller has asked whether the feed still works."""
    found = [*_dates(feed, today), *_tasks(feed), *(_common(feed, today) if feed.with_common_dates else ())]
    return sorted(found, key=lambda each: (each.first, each.key))


def _dates(feed: CalendarFeed, today: dt.date) -> Iterator[Entry]:
    """The clocks that run; of those on an authority alone, a person's calendar has only what they keep."""
    clocks: QuerySet[Clock]
    if feed.team:
        of_team = Q(case__team=feed.team) | Q(case__isnull=True, team=feed.team)
        clocks = Clock.objects.shown().filter(of_team)
    else:
        clocks = clocks_for(feed.user).filter(Q(case__isnull=False) | Q(owner=feed.user))
    running = clocks.filter(state="running").select_related("case", "authority")
    dated: QuerySet[Any] = running.annotate(
        changed=Count("changes", filter=~Q(changes__act="started")),
        changed_at=Max("changes__event__recorded_at"),
        is_published=_published("subject"),
    )
    for each in dated:
        about = _reference(each, is_published=each.is_published)
        yield Entry(
            each.key,
            each.due_on,
            each.due_on,
            f"{each.row.label}: {each.authority}" if about else MASK,
            max(each.created_at, each.changed_at or each.created_at),
            basis=each.row.basis if about else "",
            case=about,
            sequence=each.changed + bool(about),  # naming what was masked is a change too
            reminds=each.due_on > today,
        )


def _tasks(feed: CalendarFeed) -> Iterator[Entry]:
    """The open tasks, each on the day on which it was asked."""
    tasks: QuerySet[Task]
    tasks = Task.objects.filter(state="open", team=feed.team) if feed.team else my_tasks(feed.user)
    related = tasks.select_related("clock__case", "prompt", "authority")
    for each in related.annotate(is_published=_published("clock__subject")):
        about = _reference(each.clock, is_published=each.is_published)
        summary = f"{each.asks}: {each.authority}" if about else MASK
        day = each.prompt.on
        yield Entry(each.key, day, day, summary, each.opened_at, case=about, sequence=int(bool(about)))


def _common(feed: CalendarFeed, today: dt.date) -> Iterator[Entry]:
    for day in BankHoliday.objects.filter(on__gte=today):
        yield Entry(f"bank_holiday:{day.on}", day.on, day.on, f"Bank holiday: {day.name}", feed.created_at)
    for each in PreElectionPeriod.objects.filter(polling_day__gte=today):
        summary = f"Weeks {each}"
        yield Entry(f"pre_election:{each.pk}", each.starts_on, each.polling_day, summary, feed.created_at)


def _published(path: str) -> Exists:
    return Exists(Publication.objects.filter(subject=OuterRef(path), withdrawn_on__isnull=True))


def _reference(about: Clock, *, is_published: bool) -> str:
    """The reference of the case, if what this clock runs on was itself published; else nothing (rulings 19)."""
    if about.case is None or about.kind in ALWAYS_PRIVATE or not is_published:
        return ""
    return about.case.reference or ""
