"""The published history of interventions, inspections and notices, from the register's rows alone (R46).

A day that is known only to its month, or only as "on or before", is told so; what still runs has no end.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from bestvalue.ui.dates import day_in_words
from cases.models import Authority, Publication, PublicationKind

KINDS = (
    PublicationKind.NOTICE,
    PublicationKind.INSPECTION,
    PublicationKind.PROPOSAL,
    PublicationKind.PACKAGE,
    PublicationKind.DIRECTION,
)
PAST = {
    PublicationKind.NOTICE: "period ended, no decision published",
    PublicationKind.INSPECTION: "report was due, no end published",
    PublicationKind.PROPOSAL: "window closed, no decision published",
    PublicationKind.PACKAGE: "end or review was due, no end published",
    PublicationKind.DIRECTION: "last day, no decision published",
}
"""What a published date that is past was, where nothing later was published."""
ORDERS = {"name": ("name", "slug"), "date": ("begun", "name", "slug")}
SHOWN = Q(publications__kind__in=KINDS, publications__withdrawn_on__isnull=True)


@dataclass(frozen=True, slots=True)
class Span:
    """One published instrument in time, and how well its two ends are known."""

    publication: Publication
    begins: dt.date
    begins_on_or_before: bool
    ends: dt.date | None
    ends_in_month: bool
    today: dt.date

    @property
    def runs(self) -> bool:
        """Whether it runs: it has begun, and no end is published, or none that has come."""
        return self.ends is None and self.begins <= self.today

    @property
    def since(self) -> str:
        """Its first day in words."""
        day = day_in_words(self.begins, self.publication.month_only)
        return f"on or before {day}" if self.begins_on_or_before else day

    @property
    def until(self) -> str:
        """Its end in words, and what ended it."""
        each = self.publication
        if self.ends is None:
            due = each.in_force_until
            standing = "still running" if self.runs else "not yet in force"
            return f"{standing}, until {day_in_words(due)}" if due else f"{standing}, no end published"
        day = day_in_words(self.ends, self.ends_in_month)
        return f"{day} ({(each.ending or 'ended').lower() if each.ended_on else PAST[PublicationKind(each.kind)]})"

    @property
    def words(self) -> str:
        """Such as "Best Value Notice: 3 November 2023 to 8 May 2024 (replaced by a new notice at its end)"."""
        joined = "; " if self.ends is None else " to "
        return f"{self.publication.get_kind_display()}: {self.since}{joined}{self.until}"


@dataclass(frozen=True, slots=True)
class Line:
    """What was published about one authority, the earliest first."""

    authority: Authority
    spans: tuple[Span, ...]


def authorities_in_history(order: str) -> QuerySet[Authority]:
    """The authorities of which something is to be shown, by name or by the date of the first step."""
    begun = Min(Coalesce("publications__in_force_from", "publications__published_on"), filter=SHOWN)
    found = Authority.objects.filter(SHOWN).annotate(begun=begun)
    return found.order_by(*ORDERS[order])


def lines_of(authorities: Iterable[Authority], today: dt.date) -> list[Line]:
    """The spans of these authorities, in their order; two queries."""
    listed = list(authorities)
    spans: dict[int, list[Span]] = {each.pk: [] for each in listed}
    for publication in history().filter(authority__in=listed):
        spans[publication.authority_id].append(span_of(publication, today))
    return [Line(each, tuple(spans[each.pk])) for each in listed]


def history() -> QuerySet[Publication]:
    """Every publication that the history shows, by its first day."""
    rows = Publication.objects.filter(kind__in=KINDS, withdrawn_on__isnull=True)
    rows = rows.annotate(begun=Coalesce(F("in_force_from"), F("published_on")))
    return rows.select_related("authority").prefetch_related("steps").order_by("begun", "register_id")


def span_of(publication: Publication, today: dt.date) -> Span:
    """A publication in time, as the register's dates tell it on a day (rulings 6)."""
    each = publication
    ends = each.ended_on if each.ended_on and each.ended_on <= today else None
    if ends is None and each.in_force_until and each.in_force_until < today:
        ends = each.in_force_until
    return Span(
        publication=each,
        begins=each.in_force_from or each.published_on,
        begins_on_or_before=each.in_force_from is None,
        ends=ends,
        ends_in_month=any(step.month_only and step.on == ends for step in each.steps.all()),
        today=today,
    )
