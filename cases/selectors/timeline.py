"""The timeline of a case, narrowed by kind of event, by person and by day; for somebody who was given the case."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from bestvalue.records.models import Event
from cases.models import Case

from .cases import timeline


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: its name on the page, and what it was done to, as events name that, or by which acts."""

    label: str
    subjects: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()

    @property
    def found(self) -> Q:
        """The events of this kind."""
        begins = Q(verb__in=self.verbs)
        for each in self.subjects:
            begins |= Q(subject__startswith=f"{each}:")
        return begins


KINDS: Mapping[str, EventKind] = {
    "stage": EventKind("Changes of stage"),
    "decision": EventKind("Decisions", verbs=("decide", "confirm_decision", "recuse")),
    "submission": EventKind("Submissions", subjects=("submission",)),
    "engagement": EventKind(
        "Engagement", subjects=("contact", "support", "support_offer", "account", "next_step", "consultation")
    ),
    "notice": EventKind("Notices and letters", subjects=("notice", "information_requirement", "letter")),
    "inspection": EventKind("Inspections and reviews", subjects=("inspection", "external_review")),
    "intervention": EventKind(
        "Intervention",
        subjects=("package", "proposal", "representation", "direction", "appointment", "progress_report"),
    ),
    "exit": EventKind("Exit and oversight", subjects=("exit_strategy", "oversight_period")),
    "assessment": EventKind("Assessment", subjects=("assessment", "observation")),
    "note": EventKind("Notes", subjects=("case_note",)),
    "file": EventKind("Files", subjects=("file",)),
    "publication": EventKind("Publication", subjects=("publication_pack", "publication", "published_step")),
    "correction": EventKind("Corrections", subjects=("correction",)),
    "case": EventKind("The case itself", subjects=("case",)),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on a timeline; known by name alone, without `pk`, where others recorded what they decided."""

    name: str
    pk: int | None = None

    def __str__(self) -> str:
        return self.name

    @property
    def acts(self) -> Q:
        """The events that they recorded or decided."""
        decided = Q(acting_for=self.name)
        return decided | Q(actor=self.pk) if self.pk else decided


@dataclass(frozen=True, slots=True)
class EventFilters:
    """What a timeline is narrowed to; empty means everything. The days are those on which events took effect."""

    kinds: tuple[str, ...] = ()
    person: Person | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    oldest_first: bool = False


def narrowed(events: QuerySet[Event], filters: EventFilters) -> QuerySet[Event]:
    """Those of these events that the filters leave."""
    if filters.kinds:
        wanted = Q(pk__in=())
        for each in filters.kinds:
            wanted |= Q(pk__in=changes_of_stage(events).values("pk")) if each == "stage" else KINDS[each].found
        events = events.filter(wanted)
    if filters.person:
        events = events.filter(filters.person.acts)
    if filters.since:
        events = events.filter(effective_on__gte=filters.since)
    if filters.until:
        events = events.filter(effective_on__lte=filters.until)
    return events


def timeline_of(case: Case, filters: EventFilters) -> QuerySet[Event]:
    """The events of a case that the filters leave, in the order asked for."""
    found = narrowed(timeline(case), filters)
    return found.order_by("case_version") if filters.oldest_first else found


def changes_of_stage(events: QuerySet[Event]) -> QuerySet[Event]:
    """Those of these events that opened the case or changed its stage."""
    return events.filter(after__has_key="stage").exclude(before__stage=F("after__stage"), case_version__gt=1)


def people_of(case: Case) -> list[Person]:
    """Those who recorded something on a case, and those whose decisions others recorded, by name."""
    rows = list(Event.objects.filter(case=case).order_by().values_list("actor", "actor__name", "acting_for").distinct())
    acting = {Person(name, pk) for pk, name, _ in rows}
    names = {each.name for each in acting}
    decided = {Person(name) for _, _, name in rows if name and name not in names}
    return sorted(acting | decided, key=lambda each: (each.name, each.pk or 0))


def place_of(case: Case, version: int) -> int | None:
    """How many events of a case are later than the one in that place of its chain; None where there is none."""
    events = Event.objects.filter(case=case)
    if not events.filter(case_version=version).exists():
        return None
    return events.filter(case_version__gt=version).count()
