"""Values of metrics, by authority and period: only ever added, so that a figure that was revised can still be read."""

import datetime as dt
from decimal import Decimal
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import FirmTrigger, kept, refusal

DIGITS, PLACES = 20, 6
FIXED = ("metric_id", "authority_id", "starts_on", "ends_on", "value", "provisional", "metric_import_id", "recorded_at")
FIRST_MONTH_OF_A_FINANCIAL_YEAR = 4


class MetricValue(models.Model):
    """One figure, as one import brought it. A revision is a new row; the row before it names what superseded it.

    Figures come by the million and are read by authority: the other keys have no index of their own.
    """

    metric = models.ForeignKey("themes.Metric", on_delete=models.PROTECT, related_name="values", db_index=False)
    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="metric_values")
    starts_on = models.DateField("first day of the period")
    ends_on = models.DateField("last day of the period")
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    provisional = models.BooleanField(default=False)
    metric_import = models.ForeignKey(
        "themes.MetricImport", on_delete=models.PROTECT, related_name="values", db_index=False
    )
    recorded_at = models.DateTimeField()
    superseded_by = models.ForeignKey(
        "themes.MetricImport",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded",
        db_index=False,
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["metric", "authority", "-ends_on", "-starts_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["authority", "metric", "ends_on", "starts_on"],
                condition=Q(superseded_by__isnull=True),
                name="metric_value_one_current",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="metric_value_period_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("metric_import")),
                name="metric_value_superseded_by_another_import",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            FirmTrigger(
                name="figure_is_fixed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"IF OLD.superseded_by_id IS NOT NULL OR ({', '.join(f'NEW.{each}' for each in FIXED)}) "
                f"IS DISTINCT FROM ({', '.join(f'OLD.{each}' for each in FIXED)}) "
                f"THEN {refusal('A figure is never changed, only superseded by a later one (R42).')} END IF; "
                "RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric}, {self.authority}, {self.period}: {plain_number(self.value)}"

    @property
    def period(self) -> str:
        """The period in words."""
        return period_in_words(self.starts_on, self.ends_on)

    @property
    def number(self) -> str:
        """The figure without needless zeros."""
        return plain_number(self.value)

    @property
    def in_words(self) -> str:
        """The figure with its unit."""
        return self.metric.in_words(self.number)

    @property
    def standing(self) -> str:
        """`provisional` or `final`, as its publisher says."""
        return "provisional" if self.provisional else "final"


def plain_number(value: Decimal) -> str:
    """A number without needless zeros, never in powers of ten."""
    return f"{value.normalize():f}"


def period_in_words(starts_on: dt.date, ends_on: dt.date) -> str:
    """A financial or calendar year by its name, whole months by theirs, and else both days."""
    after = ends_on + dt.timedelta(days=1)
    if starts_on.day == after.day == 1:
        months = (after.year - starts_on.year) * 12 + after.month - starts_on.month
        if months == 12 and starts_on.month == 1:
            return f"{starts_on:%Y}"
        if months == 12 and starts_on.month == FIRST_MONTH_OF_A_FINANCIAL_YEAR:
            return f"{starts_on:%Y}-{after:%y}"
        return f"{ends_on:%b %Y}" if months == 1 else f"{starts_on:%b %Y} to {ends_on:%b %Y}"
    return f"{starts_on:%-d %b %Y}" if starts_on == ends_on else f"{starts_on:%-d %b %Y} to {ends_on:%-d %b %Y}"
