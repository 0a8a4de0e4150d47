"""How long it took from one step to another: how many in each range of lengths, over what a person may know of.

A table of measures, each with what starts it, what ends it and what is counted. A spread, and never a league (N2, N4).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from bestvalue.accounts.models import User
from cases.policy import visible_cases
from interventions.models import Direction, Inspection, OversightPeriod, Package, Proposal
from notices.models import Notice

from .sql import After, Days, Quartiles


@dataclass(frozen=True, slots=True)
class Range:
    """Lengths that are shorter than so many calendar months and days, and in no range before; the last has no end."""

    label: str
    months: int = 0
    days: int = 0


LONG = (
    Range("Under 6 months", 6),
    Range("6 months to under 1 year", 12),
    Range("1 year to under 18 months", 18),
    Range("18 months to under 2 years", 24),
    Range("2 years to under 3 years", 36),
    Range("3 years or more"),
)
SHORT = (
    Range("Under 2 weeks", days=14),
    Range("2 to under 4 weeks", days=28),
    Range("4 to under 8 weeks", days=56),
    Range("8 to under 13 weeks", days=91),
    Range("13 to under 26 weeks", days=182),
    Range("26 weeks or more"),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One length of time: from which field to which, over which instruments, in words; `sources` are the acts."""

    key: str
    label: str
    starts: str
    ends: str
    counted: str
    sources: str
    rows: Callable[[], QuerySet[Any]]
    start: str
    end: str
    ranges: Sequence[Range]


def _directed() -> QuerySet[Any]:
    """Proposals on which directions were made, with the first day of these."""
    made = Direction.objects.filter(proposal=OuterRef("pk"), state__in=("made", "ended")).order_by("created_at")
    rows = Proposal.objects.annotate(directions_made=Subquery(made.values("pk")[:1]))
    return rows.filter(directions_made__isnull=False).annotate(directed_on=Subquery(made.values("starts_on")[:1]))


def _reported() -> QuerySet[Any]:
    return Inspection.objects.filter(Q(state="reported") | Q(state="ended", ending="responded"))


MEASURES: Mapping[str, Measure] = {
    each.key: each
    for each in (
        Measure(
            *("notice", "Best Value Notice: issued to ended"),
            "The day the notice was issued.",
            "The day it ended: withdrawn, replaced, or not reissued.",
            "Every notice that has ended. One whose period is over with no decision has not.",
            "Issue, reissue, revise, withdraw or do not reissue a notice.",
            lambda: Notice.objects.filter(state="ended"),
            "issued_on",
            "ended_on",
            LONG,
        ),
        Measure(
            *("inspection", "Inspection: inspector appointed to report"),
            "The day the inspector was appointed.",
            "The day the report was sent to the Secretary of State.",
            "Every inspection whose report has come, answered or not. One that ended before a report is not counted.",
            "Appoint an inspector; receive the inspection report.",
            _reported,
            "appointed_on",
            "sent_to_secretary_of_state_on",
            LONG,
        ),
        Measure(
            *("window", "Proposal: window opened to decision"),
            "The day the proposal was put to the authority.",
            "The day of the decision, whatever it was.",
            "Every proposal that was decided. One that was replaced or goes no further is not counted.",
            "Put a proposal to the authority; make directions, do not intervene, or start again.",
            lambda: Proposal.objects.filter(state="decided"),
            "opened_on",
            "decided_on",
            SHORT,
        ),
        Measure(
            *("minded_to", "Minded to intervene to directions"),
            "The day the proposal was put to the authority.",
            "The first day of the directions that were made on it.",
            "Every proposal on which directions were made. Urgent directions rest on none, and are not counted.",
            "Put a proposal to the authority; make directions.",
            _directed,
            "opened_on",
            "directed_on",
            SHORT,
        ),
        Measure(
            *("direction", "Directions: first day to revoked or lapsed"),
            "The first day of the set.",
            "The day it was revoked, or lapsed by a decision to let it.",
            "Every set that was revoked or left to lapse. None replaced, quashed, or ended with its authority.",
            "Make directions; revoke directions; let directions lapse.",
            lambda: Direction.objects.filter(state="ended", ending__in=("revoked", "lapsed")),
            "starts_on",
            "ended_on",
            LONG,
        ),
        Measure(
            *("package", "Non-statutory package: agreed to ended"),
            "The day it was agreed.",
            "The day it ended.",
            "Every package that has ended.",
            "Agree a package; end a package; make directions that absorb it.",
            lambda: Package.objects.filter(state="ended"),
            "agreed_on",
            "ended_on",
            LONG,
        ),
        Measure(
            *("oversight", "Oversight after exit: start to end"),
            "The day after the last directions ended.",
            "The day oversight ended: closed, or a further step was taken.",
            "Every oversight that has ended.",
            "Revoke directions; let directions lapse; close after oversight; any further step.",
            lambda: OversightPeriod.objects.filter(state="ended"),
            "starts_on",
            "ended_on",
            LONG,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Spread:
    """How many of a measure's instruments are in each range, and how many cannot be placed in any.

    `month_only` says of how many of those placed the first day is known to its month only.
    """

    measure: Measure
    numbers: tuple[int, ...]
    not_published: int
    month_only: int
    quartiles: tuple[int, ...]

    @property
    def placed(self) -> int:
        """How many are in some range."""
        return sum(self.numbers)


def measured(user: User, measure: Measure) -> QuerySet[Any]:
    """The instruments that a measure counts, with `begun`, `over`, `days` and `place`, the number of their range.

    Days and place are null where a day was not published. By authority, never by length.
    """
    begun, over = F(measure.start), F(measure.end)
    rows: QuerySet[Any] = measure.rows().filter(case__in=visible_cases(user)).annotate(begun=begun, over=over)
    rows = rows.annotate(days=Days(over, begun), place=_place(measure), measure=Value(measure.key))
    return rows.select_related("case__authority").order_by("case__authority__name", measure.start, "pk")


def spread_of(user: User, measure: Measure) -> Spread:
    """How many are in each range; two queries."""
    rows = measured(user, measure).order_by()
    numbers = dict(rows.values_list("place").annotate(Count("pk")))
    by_month = Count("pk", filter=Q(month_only=True, place__isnull=False))
    told = rows.aggregate(quartiles=Quartiles("days"), by_month=by_month)
    return Spread(
        measure,
        tuple(numbers.get(place, 0) for place in range(len(measure.ranges))),
        numbers.get(None, 0),
        told["by_month"],
        tuple(round(each) for each in (told["quartiles"] or ())[:3]),
    )


def in_range(user: User, measure: Measure, place: int | None) -> QuerySet[Any]:
    """Those in one range, by its place from 0; None for those of which a day was not published."""
    rows = measured(user, measure)
    return rows.filter(place__isnull=True) if place is None else rows.filter(place=place)


def _place(measure: Measure) -> Choice:
    """The number of the first range that is longer than the time between the two days."""
    begun, last = F(measure.start), len(measure.ranges) - 1
    whole = Q(**{f"{measure.start}__isnull": False, f"{measure.end}__isnull": False})
    ends = [
        When(Q(**{f"{measure.end}__lt": After(begun, months=each.months, days=each.days)}), then=Value(place))
        for place, each in enumerate(measure.ranges[:last])
    ]
    return Choice(*ends, When(whole, then=Value(last)), output_field=IntegerField())
