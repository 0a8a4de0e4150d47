"""Exit strategies and their milestones (T58, R25, R26)."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import kept, lawful_states
from cases.models import Instrument, Life, facts_known

LIFE = Life("agreed", {"end": (("agreed",), "ended")}, frozenset({"agreed"}))
MILESTONE_LIFE = Life("pending", {"meet": (("pending",), "met")}, frozenset({"pending"}))


class ExitStrategy(Instrument):
    """How the intervention is to end; expected from early on. Perfection is not the test (R27, N18)."""

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "exit_strategy"
    BLOCKS_CLOSING: ClassVar[bool] = False

    state = LIFE.field()
    text = models.TextField("strategy", blank=True)
    agreed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "exit strategy"
        verbose_name_plural = "exit strategies"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("exit"),
            *facts_known("exit", text=("text",)),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("end")
    def end(self) -> None:
        """The intervention it was for has ended."""

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished (T69)."""
        self.end()
        self.ended_on = on

    def full_text(self) -> str:
        """The strategy and its milestones."""
        milestones = "\n".join(f"- {each.text}" for each in self.milestones.all())
        return f"Exit strategy for {self.case.authority}\n\n{self.text}\n\n{milestones}"


class Milestone(models.Model):
    """One step of an exit, met on evidence."""

    LIFE: ClassVar[Life] = MILESTONE_LIFE

    strategy = models.ForeignKey("interventions.ExitStrategy", on_delete=models.PROTECT, related_name="milestones")
    state = MILESTONE_LIFE.field()
    text = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            MILESTONE_LIFE.constraint("milestone"),
            models.CheckConstraint(
                condition=Q(state="pending") | (Q(met_on__isnull=False) & ~Q(evidence="")),
                name="milestone_met_on_evidence",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            *lawful_states(MILESTONE_LIFE.pairs(), initial="pending"),
        ]

    def __str__(self) -> str:
        return self.text

    @MILESTONE_LIFE.act("meet")
    def meet(self) -> None:
        """It was met, on evidence."""
