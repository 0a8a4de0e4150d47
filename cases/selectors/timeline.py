"""The timeline of a case, narrowed by kind of event, by person and by day; for somebody who was given the case."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from bestvalue.accounts.models import User
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
class EventFilters:
    """What a timeline is narrowed to; empty means everything. The days are those on which events took effect."""

    kinds: tuple[str, ...] = ()
    person: User | None = None
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
        events = events.filter(Q(actor=filters.person) | Q(acting_for=str(filters.person)))
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


def people_of(case: Case) -> QuerySet[User]:
    """Those who recorded something on a case, by name."""
    return User.objects.filter(pk__in=Event.objects.filter(case=case).values("actor")).order_by("name", "pk")


def place_of(case: Case, version: int) -> int | None:
    """How many events of a case are later than the one in that place of its chain; None where there is none."""
    events = Event.objects.filter(case=case)
    if not events.filter(case_version=version).exists():
        return None
    return events.filter(case_version__gt=version).count()
