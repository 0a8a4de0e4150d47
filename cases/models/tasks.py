"""Tasks for people: what a prompt asks of somebody, and how it was dealt with. A task does nothing itself (N1)."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import set_once

from .instruments import Life

LIFE = Life("open", {"close": (("open",), "closed")}, frozenset({"open"}))


class Task(models.Model):
    """One thing that a clock asks of a person, or of a team's lead while nobody has it."""

    class Closing(models.TextChoices):
        """Why it is no longer open."""

        DONE = "done", "Done: the act it asked for was made"
        WITH_REASONS = "with_reasons", "Closed with reasons"
        OVERTAKEN = "overtaken", "Overtaken by the next prompt"
        NOT_NEEDED = "not_needed", "No longer needed"

    LIFE: ClassVar[Life] = LIFE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    prompt = models.OneToOneField("cases.Prompt", on_delete=models.PROTECT, related_name="task")
    clock = models.ForeignKey("cases.Clock", on_delete=models.PROTECT, related_name="tasks")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="tasks")
    asks = models.CharField("what is asked", max_length=200)
    due_on = models.DateField("date it is about")
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    assignee = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="whose it is",
    )
    state = LIFE.field()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="tasks_closed"
    )
    closing = models.CharField("how it ended", max_length=20, choices=Closing, blank=True)
    reason = models.TextField("reasons for closing", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "opened_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            LIFE.constraint("task"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, closing="")
                | (Q(state="closed", closed_at__isnull=False) & ~Q(closing="")),
                name="task_closed_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(closing="with_reasons") | (~Q(reason="") & Q(closed_by__isnull=False)),
                name="task_closed_by_a_person_with_reasons",
                violation_error_message="Give the reasons.",
            ),
            models.UniqueConstraint(fields=["clock"], condition=Q(state="open"), name="task_one_open_on_a_clock"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["assignee", "due_on"], condition=Q(state="open"), name="task_open_of_person"),
            models.Index(fields=["team", "due_on"], condition=Q(state="open"), name="task_open_of_team"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *LIFE.triggers(),
            set_once("prompt_id", "clock_id", "case_id", "authority_id", "asks", "due_on", "closed_at"),
        ]

    def __str__(self) -> str:
        return self.asks

    @property
    def key(self) -> str:
        """How events name this task."""
        return f"task:{self.pk}"

    @LIFE.act("close")
    def close(self) -> None:
        """It is no longer open."""
