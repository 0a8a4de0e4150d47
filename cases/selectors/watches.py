"""Reading watches: a list by date or name, and the two years of one, moment by moment."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from bestvalue import clock as now
from bestvalue.accounts.models import User

from ..models import Clock, ServiceFailureWatch, Task
from ..policy import visible_cases, visible_watches
from .authorities import called

SORTS: Mapping[str, tuple[Any, ...]] = {
    "next": (F("next_at").asc(nulls_last=True), "authority__name", "service", "pk"),
    "-next": (F("next_at").desc(nulls_last=True), "authority__name", "service", "pk"),
    "since": ("starts_on", "authority__name", "service", "pk"),
    "-since": ("-starts_on", "authority__name", "service", "pk"),
    "authority": ("authority__name", "service", "pk"),
    "-authority": ("-authority__name", "service", "pk"),
}
DEFAULT_SORT = "next"
WRITTEN = ("notes", "contacts", "reinspections", "corrections", "escalations")
KEY = Concat(Value(f"{ServiceFailureWatch.KIND}:"), Cast(OuterRef("pk"), CharField()))


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened in the two years, or is to come: when, what, and the words that tell it."""

    on: dt.date
    title: str
    text: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class PromptDay:
    """One prompt of the watch: after how many months, on which day, what it asks, and where it stands in words."""

    months: int
    on: dt.date
    asks: str
    standing: str


def watches_for(
    user: User,
    *,
    text: str = "",
    kinds: Sequence[Any] = (),
    regions: Sequence[str] = (),
    state: str = "",
    kept_by: User | None = None,
    sort: str = DEFAULT_SORT,
) -> QuerySet[ServiceFailureWatch]:
    """The watches that this person may know of, narrowed; each with `next_at`, its next prompt."""
    running = Clock.objects.running().filter(kind=ServiceFailureWatch.KIND, subject=KEY)
    found = visible_watches(user).select_related("authority__kind", "officer", "team")
    for word in text.split():
        found = found.filter(called(word, "authority__")).distinct()
    chosen: dict[str, Any] = {
        **({"authority__kind__in": kinds} if kinds else {}),
        **({"authority__region__in": regions} if regions else {}),
        **({"state": state} if state else {}),
        **({"officer": kept_by} if kept_by else {}),
    }
    return found.filter(**chosen).annotate(next_at=Subquery(running.values("next_at")[:1])).order_by(*SORTS[sort])


def cases_told(user: User, watches: Iterable[ServiceFailureWatch]) -> frozenset[UUID]:
    """Which of the cases that these watches are linked to this person may know of; the others are not told (N7)."""
    linked = [each.case_id for each in watches if each.case_id]
    return frozenset(visible_cases(user).filter(pk__in=linked).values_list("pk", flat=True)) if linked else frozenset()


def open_task(watch: ServiceFailureWatch) -> Task | None:
    """What the last prompt of the watch asks, while nobody has dealt with it."""
    return _tasks(watch).filter(state="open").select_related("assignee").first()


def _tasks(watch: ServiceFailureWatch) -> QuerySet[Task]:
    return Task.objects.filter(authority=watch.authority_id, clock__subject=watch.key)


def prompts_of(watch: ServiceFailureWatch) -> list[PromptDay]:
    """The prompts of the two years as they are counted now."""
    clocks = Clock.objects.filter(authority=watch.authority_id, subject=watch.key)
    latest = clocks.order_by("-created_at").first()
    if latest is None:
        return []
    given = {each.point: each for each in latest.prompts.select_related("task__closed_by")}
    rows = [(point, day, given.get(point.key)) for point, day in latest.days()]
    return [PromptDay(point.months, day, point.asks, _standing(prompt, latest)) for point, day, prompt in rows]


def _standing(prompt: Any, latest: Clock) -> str:
    if prompt is None:
        return latest.standing(now.today()) if latest.paused_on else _to_come(latest)
    if prompt.passed_before_recording:
        return "Its day was past when the watch was recorded"
    task = prompt.task
    if task.state == "open":
        return "Asked, and not dealt with yet"
    return f"Asked; {task.get_closing_display()[0].lower()}{task.get_closing_display()[1:]}"


def _to_come(latest: Clock) -> str:
    return "To come" if latest.state == "running" else "Not asked: the watch ended first"


def moments_of(watch: ServiceFailureWatch) -> list[Moment]:
    """Everything that was written down during the watch, in order of date."""
    found = (*_of_the_watch(watch), *_seen(watch), *_considered(watch), *_ended(watch))
    return sorted(found, key=lambda each: each.on)  # on one day in this order: the end comes last


def _of_the_watch(watch: ServiceFailureWatch) -> Iterator[Moment]:
    yield Moment(watch.starts_on, "The two years begin", watch.why_then, f"Judged by {watch.judged_by}")
    for correction in watch.corrections.all():
        was = f"Counted from {correction.starts_on_before:%-d %B %Y} until then: {correction.why_before}"
        yield Moment(correction.on, f"Start corrected to {correction.starts_on:%-d %B %Y}", correction.why_then, was)
    for step in watch.escalations.all():
        yield Moment(step.on, "Taken further", step.decided, step.reason)


def _seen(watch: ServiceFailureWatch) -> Iterator[Moment]:
    for note in watch.notes.all():
        title = f"Trajectory: {note.get_direction_display().lower()}"
        yield Moment(note.on, title, note.text, f"It rests on: {note.rests_on}")
    for contact in watch.contacts.all():
        yield Moment(contact.held_on, "Contact with the judging body", contact.summary, contact.people)
    for look in watch.reinspections.all():
        if look.held_on:
            yield Moment(look.held_on, f"Re-inspection by {look.body}", look.judgement, look.source)
        else:
            title = f"Re-inspection by {look.body} {'planned' if look.state == 'planned' else 'called off'}"
            yield Moment(look.planned_on, title, look.reason)


def _considered(watch: ServiceFailureWatch) -> Iterator[Moment]:
    for task in _tasks(watch).filter(closing=Task.Closing.WITH_REASONS).select_related("closed_by"):
        on = task.closed_at.astimezone(now.LONDON).date()  # type: ignore[union-attr]  # it is closed
        yield Moment(on, f"Considered and closed with reasons by {task.closed_by}", task.reason, task.asks)


def _ended(watch: ServiceFailureWatch) -> Iterator[Moment]:
    if watch.ended_on:
        yield Moment(watch.ended_on, "The watch ended", watch.reason_ended, watch.get_ending_display())
