"""Watches on a failing service for two years: prompts to consider the Duty, never a deadline for cure (C8, N14)."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.accounts.models.teams import given_to_an_open_team
from bestvalue.records.triggers import FirmTrigger, append_only, refusal, set_once

from .instruments import InstrumentQuerySet, Life

WATCH_LIFE = Life("running", {"end": (("running",), "ended")}, frozenset({"running"}))


def _case_of_the_authority() -> pgtrigger.Trigger:
    """Trigger: a case that a watch is linked to is a case on the same authority."""
    other = "(SELECT authority_id FROM cases_case WHERE id = NEW.case_id) <> NEW.authority_id"
    message = "A watch is linked only to a case on its own authority."
    return FirmTrigger(
        name="case_of_the_authority",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("case_id"),
        func=f"IF NEW.case_id IS NOT NULL AND {other} THEN {refusal(message)} END IF; RETURN NEW;",
    )


class ServiceFailureWatch(models.Model):
    """One service of one authority that a body judged to fail.

    Hangs on the authority, perhaps with a case (rulings 9). An officer keeps it, for a team.
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
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="service_failures")
    officer = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="service_failures", verbose_name="who keeps the watch"
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
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *WATCH_LIFE.triggers(),
            set_once("authority_id", "service", "judged_by", "ended_on"),
            _case_of_the_authority(),
            given_to_an_open_team(),
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.authority}"

    @property
    def key(self) -> str:
        """How events name this watch."""
        return f"{self.KIND}:{self.pk}"

    @WATCH_LIFE.act("end")
    def end(self) -> None:
        """A person ends the watch, with a reason."""


class StartCorrection(models.Model):
    """The two years were counted from another day until this was put right: the old day and its reason are kept."""

    watch = models.ForeignKey("cases.ServiceFailureWatch", on_delete=models.PROTECT, related_name="corrections")
    on = models.DateField("date of the correction")
    starts_on_before = models.DateField()
    why_before = models.TextField()
    starts_on = models.DateField()
    why_then = models.TextField("why the two years start then")

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(starts_on=F("starts_on_before")) & ~Q(why_then=""), name="start_corrected_with_a_reason"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.starts_on_before} corrected to {self.starts_on}"


class Escalation(models.Model):
    """A person took a watched failure further: what they decided to do. It moves no case (R32, N1)."""

    watch = models.ForeignKey("cases.ServiceFailureWatch", on_delete=models.PROTECT, related_name="escalations")
    on = models.DateField("date")
    decided = models.TextField("what was decided to do")
    reason = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(decided="") & ~Q(reason=""), name="escalation_says_what_and_why"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.on}: {self.decided}"
