"""Reading metrics: always one authority at a time, by period or by name, and its comparators only as a set (N2, N4)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Authority
from themes.models import FEWEST, ComparatorGroup, Metric, MetricImport, MetricValue, plain_number

QUARTERS = """
SELECT starts_on, ends_on, count(*), percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY value)
FROM themes_metricvalue
WHERE metric_id = %s AND superseded_by_id IS NULL
    AND authority_id IN (SELECT authority_id FROM themes_comparator WHERE group_id = %s)
GROUP BY starts_on, ends_on
"""


@dataclass(frozen=True, slots=True)
class Spread:
    """The figures of a group for one period: how many there are, the one in the middle, and the middle half."""

    count: int
    lower: Decimal | None = None
    median: Decimal | None = None
    upper: Decimal | None = None

    @property
    def words(self) -> tuple[str, str, str]:
        """Lower quartile, median and upper quartile as text; empty where there are too few figures."""
        lower, median, upper = (
            "" if each is None else plain_number(each) for each in (self.lower, self.median, self.upper)
        )
        return lower, median, upper


@dataclass(frozen=True, slots=True)
class Compared:
    """An authority's figure for a period, beside those of its comparators."""

    value: MetricValue
    spread: Spread


def metric_list(*, text: str = "", themes: Sequence[str] = ()) -> QuerySet[Metric]:
    """Definitions by title, narrowed by words of the title and by theme."""
    found = Metric.objects.prefetch_related("themes").order_by("title", "pk")
    for word in text.split():
        found = found.filter(title__icontains=word)
    return found.filter(themes__in=themes).distinct() if themes else found


def metrics_by_theme(authority: Authority) -> QuerySet[Any]:
    """The metrics of which the authority has figures, each beside a theme that it bears on, in reading order."""
    figures = MetricValue.objects.filter(authority=authority, superseded_by=None, metric=OuterRef("metric"))
    rows = Metric.themes.through.objects.filter(Exists(figures)).select_related("theme", "metric")
    return rows.order_by("theme__position", "metric__title")


def latest_values(authority: Authority, metrics: Sequence[int]) -> dict[int, MetricValue]:
    """The authority's current figure for the latest period, by metric."""
    rows = current_values(authority).filter(metric__in=metrics)
    latest = rows.order_by("metric_id", "-ends_on", "-starts_on").distinct("metric_id")
    return {each.metric_id: each for each in latest}


def all_values(authority: Authority) -> QuerySet[MetricValue]:
    """The authority's figures, revised ones included, the latest period first, and within it the newest."""
    rows = MetricValue.objects.filter(authority=authority).select_related("metric")
    return rows.order_by("-ends_on", "-starts_on", "metric__title", "-pk")


def current_values(authority: Authority) -> QuerySet[MetricValue]:
    """The authority's figures as they stand, the latest period first."""
    return all_values(authority).filter(superseded_by=None)


def earlier_values(authority: Authority, metric: Metric) -> QuerySet[MetricValue]:
    """The authority's figures that were revised, the latest period first, and within it the newest."""
    rows = all_values(authority).filter(metric=metric, superseded_by__isnull=False)
    return rows.select_related("superseded_by")


def groups_of(authority: Authority, *, on: dt.date) -> QuerySet[ComparatorGroup]:
    """The groups with which an authority is compared on a day: nearest neighbours before those of its kind."""
    in_use = authority.comparator_groups.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
    return in_use.select_related("authority").order_by("kind")


def compared(values: Sequence[MetricValue], metric: Metric, group: ComparatorGroup | None) -> list[Compared]:
    """Each figure beside the spread of the group's figures for the same period, in one query."""
    spreads = spreads_of(metric, group) if group else {}
    return [Compared(each, spreads.get((each.starts_on, each.ends_on), Spread(0))) for each in values]


def spreads_of(metric: Metric, group: ComparatorGroup) -> dict[tuple[dt.date, dt.date], Spread]:
    """Of each period, the median and the quartiles of the group's figures; left out where there are too few."""
    with connection.cursor() as cursor:
        cursor.execute(QUARTERS, [metric.pk, group.pk])
        return {
            (starts_on, ends_on): Spread(count, *map(_rounded, quarters)) if count >= FEWEST else Spread(count)
            for starts_on, ends_on, count, quarters in cursor.fetchall()
        }


def import_list() -> QuerySet[MetricImport]:
    """Every import, the newest first."""
    return MetricImport.objects.select_related("uploaded_by", "decided_by").order_by("-uploaded_at", "pk")


def _rounded(number: float) -> Decimal:
    return Decimal(f"{number:.6f}")
