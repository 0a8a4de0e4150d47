"""The timeline of a case, narrowed by kind of event, by person and by day; for somebody who was given the case."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat

from bestvalue.records.models import Event
from cases.models import Case, SubmissionAct

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
    """Somebody on a timeline; without `pk`, a name or an office in the record that is not known to be any account's.

    Two people may bear one name, so that what is only a name is never told as an act of somebody who is known.
    """

    name: str
    pk: int | None = None

    def __str__(self) -> str:
        return self.name if self.pk else f"{self.name}, as named in the record"

    @property
    def acts(self) -> Q:
        """The events that they recorded or decided; of a name, those that bear it and whose decider is not known."""
        if self.pk:
            return Q(actor=self.pk) | _decided(SubmissionAct.objects.filter(decided_by=self.pk))
        return Q(acting_for=self.name) & ~_decided(SubmissionAct.objects.filter(decided_by__isnull=False))


def _decided(acts: QuerySet[SubmissionAct]) -> Q:
    """The events by which others recorded these decisions, and those of the acts that spent them."""
    recorded = acts.annotate(key=Concat(Value("submission:"), Cast("submission", CharField()))).filter(
        key=OuterRef("subject"),
        move=KeyTextTransform("act", OuterRef("after")),
        subject=KeyTextTransform("of", OuterRef("after")),
        decided_on=OuterRef("decided_on"),
        recorded_by__isnull=False,
    )
    spent = acts.filter(spent_by=OuterRef("pk"))
    return Q(Exists(recorded), verb="decide") | Q(Exists(spent))


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
    """Those who recorded or decided something on a case, and the names in its record that are only names, by name."""
    decisions = SubmissionAct.objects.filter(submission__case=case, decided_by__isnull=False)
    is_known = ExpressionWrapper(_decided(decisions), output_field=BooleanField())
    events = Event.objects.filter(case=case).order_by().annotate(is_known=is_known)
    rows = list(events.values_list("actor__name", "actor", "acting_for", "is_known").distinct())
    known = {*((name, pk) for name, pk, *_ in rows), *decisions.values_list("decided_by__name", "decided_by")}
    names = {acting_for for *_, acting_for, is_known in rows if acting_for and not is_known}
    people = [Person(name, pk) for name, pk in known] + [Person(name) for name in names]
    return sorted(people, key=lambda each: (each.name, each.pk is None, each.pk))


def place_of(case: Case, version: int) -> int | None:
    """How many events of a case are later than the one in that place of its chain; None where there is none."""
    events = Event.objects.filter(case=case)
    if not events.filter(case_version=version).exists():
        return None
    return events.filter(case_version__gt=version).count()
