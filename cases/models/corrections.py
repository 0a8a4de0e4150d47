"""Corrections of a mistake of recording: asked for by one person and made by another; nothing is deleted (T70, N22)."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import kept, lawful_states

from ..stages import Stage
from .instruments import Life

LIFE = Life("asked", {"make": (("asked",), "made"), "refuse": (("asked",), "refused")}, frozenset({"asked"}))


class Correction(models.Model):
    """One event that was recorded by mistake, who says so, and who agreed or did not."""

    LIFE: ClassVar[Life] = LIFE

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="corrections")
    event = models.ForeignKey("records.Event", on_delete=models.PROTECT, related_name="+")
    state = LIFE.field()
    mistake = models.TextField("what was recorded wrongly")
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField("what the second person says", blank=True)
    stage_after = models.CharField("stage that the remaining events give", max_length=30, choices=Stage, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            LIFE.constraint("correction"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="correction_by_two_people",
                violation_error_message="A correction takes two people.",
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | Q(state__in=["made", "refused"], decided_by__isnull=False, decided_at__isnull=False),
                name="correction_decided_by_somebody",
            ),
            models.UniqueConstraint(fields=["event"], condition=Q(state="made"), name="correction_made_once"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="asked"), name="correction_one_waits_on_a_case"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), *lawful_states(LIFE.pairs(), initial="asked")]

    def __str__(self) -> str:
        return f"{self.mistake[:60]} ({self.state})"

    @LIFE.act("make")
    def make(self) -> None:
        """The second person agrees."""

    @LIFE.act("refuse")
    def refuse(self) -> None:
        """The second person does not agree."""
