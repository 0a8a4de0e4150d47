"""Watches on a failing service for two years: prompts to consider the Duty, never a deadline for cure (C8, N14)."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import append_only

from .instruments import InstrumentQuerySet, Life

WATCH_LIFE = Life("running", {"end": (("running",), "ended")}, frozenset({"running"}))


class ServiceFailureWatch(models.Model):
    """One service of one authority that a body judged to fail.

    Hangs on the authority, perhaps with a case (rulings 9).
    """

    class Ending(models.TextChoices):
        """Why a person ended the watch."""

        CORRECTED = "corrected", "The failure was corrected"
        ESCALATED = "escalated", "A person took it further"
        NOT_NEEDED = "not_needed", "The watch is no longer needed"

    LIFE: ClassVar[Life] = WATCH_LIFE
    KIND: ClassVar[str] = "service_failure"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="service_failures")
    case = models.ForeignKey(
        "cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="service_failures"
    )
    state = WATCH_LIFE.field()
    service = models.CharField(max_length=200)
    judged_by = models.CharField("body that judged it", max_length=200)
    starts_on = models.DateField()
    why_then = models.TextField("why the two years start then")
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=20, choices=Ending, blank=True)
    reason_ended = models.TextField(blank=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["starts_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            WATCH_LIFE.constraint("watch"),
            models.UniqueConstraint(
                fields=["authority", "service"], condition=Q(state="running"), name="watch_one_running_for_a_service"
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_on__isnull=True)
                | (Q(state="ended", ended_on__gte=F("starts_on")) & ~Q(ending="") & ~Q(reason_ended="")),
                name="watch_ended_with_a_reason",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = WATCH_LIFE.triggers()

    def __str__(self) -> str:
        return f"{self.service}, {self.authority}"

    @property
    def key(self) -> str:
        """How events name this watch."""
        return f"{self.KIND}:{self.pk}"

    @WATCH_LIFE.act("end")
    def end(self) -> None:
        """A person ends the watch, with a reason."""


class TrajectoryNote(models.Model):
    """What a person saw of the service's direction during the watch, in words (R32)."""

    watch = models.ForeignKey("cases.ServiceFailureWatch", on_delete=models.PROTECT, related_name="notes")
    on = models.DateField("date")
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.on}: {self.text}"
