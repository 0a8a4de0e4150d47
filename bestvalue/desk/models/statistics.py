"""Releases of quarterly statistics: what was counted, as at which day, by which definition and by what was known."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import append_only


class StatisticsRelease(models.Model):
    """The figures of one quarter, frozen. A correction is a further release that supersedes it; nothing is changed."""

    quarter = models.CharField(max_length=7, help_text="Year and quarter, such as 2026-Q3.")
    number = models.PositiveSmallIntegerField("number of the release")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    reason = models.TextField("what it puts right", blank=True)
    as_at = models.DateField("figures are as at")
    known_to = models.PositiveBigIntegerField("last place in the feed of events that was known")
    definition = models.PositiveSmallIntegerField("version of the definition")
    figures = models.JSONField()
    csv = models.TextField("figures as CSV")
    sha256 = models.CharField("SHA-256 of the CSV", max_length=64)
    frozen_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="statistics_frozen")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-quarter", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["quarter", "number"], name="statistics_release_numbered_once"),
            models.CheckConstraint(condition=Q(quarter__regex=r"^\d{4}-Q[1-4]$"), name="statistics_quarter_named"),
            models.CheckConstraint(
                condition=Q(number=1, supersedes__isnull=True, reason="")
                | Q(number__gt=1, supersedes__isnull=False, reason__regex=r"\S"),
                name="statistics_supersedes_with_a_reason",
                violation_error_message="A further release supersedes the last and says what it puts right.",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.quarter}, release {self.number}"

    @property
    def key(self) -> str:
        """How events name this release."""
        return f"statistics:{self.quarter}:{self.number}"
