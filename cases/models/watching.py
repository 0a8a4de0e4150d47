"""What is seen of a failing service during its watch: its direction, re-inspections, contacts (R32, domain 8.10)."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import append_only, set_once

from .instruments import Life

REINSPECTION_LIFE = Life(
    "planned", {"hold": (("planned",), "held"), "call_off": (("planned",), "called_off")}, frozenset({"planned"})
)


class Trajectory(models.TextChoices):
    """Which way things are going, in words, as a person sees it; it decides nothing (P2)."""

    IMPROVING = "improving", "Improving"
    STATIC = "static", "Static"
    WORSENING = "worsening", "Worsening"
    NOT_KNOWN = "not_known", "Not known"


class TrajectoryNote(models.Model):
    """What a person saw of the service's direction during the watch, in words, and what that rests on (R32)."""

    watch = models.ForeignKey("cases.ServiceFailureWatch", on_delete=models.PROTECT, related_name="notes")
    on = models.DateField("date")
    direction = models.CharField(max_length=20, choices=Trajectory)
    text = models.TextField()
    rests_on = models.TextField("what it rests on")

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(direction__in=["improving", "static", "worsening", "not_known"])
                & ~Q(text="")
                & ~Q(rests_on=""),
                name="trajectory_in_words",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.on}: {self.text}"


class WatchContact(models.Model):
    """One contact with the body that judged the service."""

    watch = models.ForeignKey("cases.ServiceFailureWatch", on_delete=models.PROTECT, related_name="contacts")
    held_on = models.DateField("date of the contact")
    people = models.TextField("who took part")
    summary = models.TextField("what was said")

    class Meta:
        ordering: ClassVar[list[str]] = ["held_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(people="") & ~Q(summary=""), name="watch_contact_in_words"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"Contact on {self.held_on}"


class Reinspection(models.Model):
    """A new look at the service by a body: planned for a day, and then held, with the judgement in its own words."""

    LIFE: ClassVar[Life] = REINSPECTION_LIFE

    watch = models.ForeignKey("cases.ServiceFailureWatch", on_delete=models.PROTECT, related_name="reinspections")
    state = REINSPECTION_LIFE.field()
    body = models.CharField("who inspects", max_length=200)
    planned_on = models.DateField("date planned")
    held_on = models.DateField("date held", null=True, blank=True)
    judgement = models.TextField("judgement in the body's own words", blank=True)
    source = models.CharField("where it is published", max_length=500, blank=True)
    reason = models.TextField("why it was not held", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["planned_on", "id"]
        verbose_name = "re-inspection"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            REINSPECTION_LIFE.constraint("reinspection"),
            models.CheckConstraint(
                condition=Q(state="planned", held_on__isnull=True, judgement="", reason="")
                | (Q(state="held", held_on__isnull=False) & ~Q(judgement=""))
                | (Q(state="called_off", held_on__isnull=True, judgement="") & ~Q(reason="")),
                name="reinspection_held_with_its_judgement",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *REINSPECTION_LIFE.triggers(),
            set_once("watch_id", "body", "planned_on", "held_on"),
        ]

    def __str__(self) -> str:
        return f"Re-inspection by {self.body}, planned for {self.planned_on}"

    @REINSPECTION_LIFE.act("hold")
    def hold(self) -> None:
        """It was held."""

    @REINSPECTION_LIFE.act("call_off")
    def call_off(self) -> None:
        """It will not be held."""
