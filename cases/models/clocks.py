"""Clocks: one row for each date that runs, what changed it, and the prompts it gave (domain 2.6; N1, N11 to N14).

The row is the truth: the scheduler holds nothing but "wake up", so that two years survive every restart.
"""

import datetime as dt
import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue import clock as now
from bestvalue.records.triggers import append_only, set_once

from ..clocks import KINDS, ClockKind, Point
from .instruments import Life

KIND_CHOICES = [(each, kind.label) for each, kind in KINDS.items()]
LIFE = Life("running", {"meet": (("running",), "met"), "cancel": (("running",), "cancelled")}, frozenset({"running"}))


class ClockQuerySet(models.QuerySet["Clock"]):
    """Questions about clocks."""

    def running(self) -> "ClockQuerySet":
        """Those that have not ended."""
        return self.filter(state="running")

    def shown(self) -> "ClockQuerySet":
        """Those that are not about what was sealed."""
        return self.filter(is_hidden=False)

    def to_prompt(self, at: dt.datetime) -> "ClockQuerySet":
        """Those with a prompt due at that instant, the oldest first; a row that failed waits for its next try."""
        due = self.filter(next_at__lte=at).filter(Q(retry_at__isnull=True) | Q(retry_at__lte=at))
        return due.order_by("next_at", "pk")


class Clock(models.Model):
    """One date that runs on something. It prompts people and never does anything to a case."""

    LIFE: ClassVar[Life] = LIFE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30, choices=KIND_CHOICES)
    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="clocks")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="clocks")
    subject = models.CharField("what it runs on", max_length=200)
    part = models.CharField("which part of it", max_length=100, blank=True)
    what = models.TextField("what it is about")
    is_hidden = models.BooleanField("what it runs on was sealed: it is shown to nobody", default=False)
    owner = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="clocks", verbose_name="keeper"
    )
    team = models.ForeignKey(
        "accounts.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clocks",
        verbose_name="team of the keeper",
    )
    state = LIFE.field()
    started_on = models.DateField()
    due_on = models.DateField()
    given_due_on = models.DateField("date that its instrument gives")
    paused_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    next_at = models.DateTimeField("next prompt", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("failed tries of the next prompt", default=0)
    retry_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            LIFE.constraint("clock"),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="clock_kind_known"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("started_on")),
                name="clock_due_after_start",
                violation_error_message="The date must not come before the start.",
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_on__isnull=True)
                | (~Q(state="running") & Q(ended_on__isnull=False, next_at__isnull=True, paused_on__isnull=True)),
                name="clock_ended_is_silent",
            ),
            models.CheckConstraint(
                condition=Q(paused_on__isnull=True) | Q(next_at__isnull=True), name="clock_paused_is_silent"
            ),
            models.UniqueConstraint(
                fields=["kind", "subject", "part"], condition=Q(state="running"), name="clock_one_running_on_a_thing"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # the sweep reads this and nothing else: its cost depends on what is due
            models.Index(fields=["next_at", "id"], condition=Q(next_at__isnull=False), name="clock_to_prompt"),
            models.Index(fields=["due_on", "id"], condition=Q(state="running"), name="clock_running_by_due"),
            models.Index(fields=["case", "state"], name="clock_of_case"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *LIFE.triggers(),
            set_once("kind", "authority_id", "case_id", "subject", "part", "started_on"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.due_on:%-d %B %Y}"

    @property
    def key(self) -> str:
        """How events name this clock."""
        return f"clock:{self.pk}"

    @property
    def row(self) -> ClockKind:
        """Its row in the table of kinds."""
        return KINDS[self.kind]

    @LIFE.act("meet")
    def meet(self) -> None:
        """What it was about was done."""

    @LIFE.act("cancel")
    def cancel(self) -> None:
        """It is no longer needed."""

    def days(self) -> list[tuple[Point, dt.date]]:
        """Its prompts, each with its legal day; those that would come before it started are none of its own."""
        dated = [(point, point.on(self.started_on, self.due_on)) for point in self.row.points]
        return [(point, day) for point, day in dated if day >= self.started_on]

    def set_next(self, given: set[str]) -> None:
        """Work out the next prompt, the keys of those of the present date that were given being known."""
        waiting = [day for point, day in self.days() if point.key not in given]
        silent = self.state != "running" or self.paused_on is not None or not waiting
        self.next_at = None if silent else now.start_of(min(waiting))
        self.attempts, self.retry_at, self.last_error = 0, None, ""

    def standing(self, today: dt.date) -> str:
        """Where it stands, in words, on `today`; that a date has passed is only said."""
        if self.state != "running":
            return "Done" if self.state == "met" else "No longer needed"
        if self.paused_on:
            return f"Prompts paused since {self.paused_on:%-d %B %Y}"
        days = (self.due_on - today).days
        if days < 0:
            return "Its date has passed"
        return "Today" if days == 0 else "Tomorrow" if days == 1 else f"In {days:,} days"


class ClockChange(models.Model):
    """Something that was done to a clock: by whom, why, and under what authority."""

    class Act(models.TextChoices):
        """What was done."""

        STARTED = "started", "Started"
        MOVED = "moved", "Given another date"
        PAUSED = "paused", "Prompts paused"
        RESUMED = "resumed", "Prompts resumed"
        MET = "met", "Done"
        CANCELLED = "cancelled", "No longer needed"

    clock = models.ForeignKey("cases.Clock", on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=10, choices=Act)
    on = models.DateField("legal day")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)
    legal_basis = models.CharField("under what authority", max_length=300, blank=True)
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)
    event = models.ForeignKey("records.Event", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.get_act_display()} on {self.on}"


class Prompt(models.Model):
    """One prompt of a clock, given once; or passed over, because its day was past when the date was recorded."""

    clock = models.ForeignKey("cases.Clock", on_delete=models.PROTECT, related_name="prompts")
    due_on = models.DateField("date it was counted from")
    point = models.CharField(max_length=30)
    on = models.DateField("legal day")
    passed_before_recording = models.BooleanField(default=False)
    given_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["clock", "due_on", "point"], name="prompt_given_once"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.point} of {self.due_on}"
