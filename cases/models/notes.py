"""Notes on an authority's timeline: published events that move nothing (rulings 28),
and what has been entered from where.
"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import append_only


class Note(models.Model):
    """A dated, published fact about an authority that moves no case: a report, a section 114 notice, a statement."""

    class Kind(models.TextChoices):
        """What kind of fact it is."""

        EXTERNAL_REPORT = "external_report", "Outside review or report"
        SECTION_114 = "s114_notice", "Section 114 report"
        LOCAL_BOARD = "local_board", "The authority's own board"
        OTHER_REGIME = "other_regime", "Step under another Act"
        OTHER = "other", "Note"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=30, choices=Kind)
    on = models.DateField("date")
    month_only = models.BooleanField("only the month is known", default=False)
    text = models.TextField()
    legal_basis = models.CharField(max_length=300, blank=True)
    source = models.CharField("published page", max_length=1000, blank=True)
    confirmed = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.on}: {self.text}"


class PastEvent(models.Model):
    """One published event that a person entered, and the acts that entering it made (rulings 25, 31)."""

    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="past_events")
    place = models.PositiveIntegerField("place in the authority's history")
    date = models.CharField("date as published", max_length=10)
    type = models.CharField(max_length=60)
    source = models.CharField(max_length=1000, blank=True)
    ordinal = models.PositiveIntegerField("which of several alike", default=0)
    description = models.TextField(blank=True)
    moves = models.JSONField("acts made", default=list)
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="past_events")
    entered_at = models.DateTimeField(auto_now_add=True)
    acts_after = models.PositiveIntegerField("events on record once it was entered")

    class Meta:
        ordering: ClassVar[list[str]] = ["authority", "place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["authority", "place"], name="pastevent_one_in_each_place"),
            models.UniqueConstraint(
                fields=["authority", "type", "date", "source", "ordinal"], name="pastevent_entered_once"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.date} {self.type}"
