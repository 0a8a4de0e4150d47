"""Proposals: the Secretary of State is "minded to" direct, and hears the authority first (LGA 1999 s.15(9))."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from cases.models import Instrument, Life, facts_known
from cases.stages import Stage

LIFE = Life(
    "draft",
    {
        "open": (("draft",), "open"),
        "close": (("open",), "closed"),
        "replace": (("open", "closed"), "replaced"),
        "decide": (("closed",), "decided"),
        "abandon": (("open", "closed"), "not_proceeded_with"),
    },
    frozenset({"open", "closed"}),
)


class Proposal(Instrument):
    """One proposed package of directions, put to the authority and to others for representations (R16 to R21)."""

    class Outcome(models.TextChoices):
        """What was decided."""

        INTERVENE = "intervene", "Intervene as proposed"
        INTERVENE_MODIFIED = "intervene_modified", "Intervene, changed within what was proposed"
        DO_NOT_INTERVENE = "do_not_intervene", "Do not intervene"
        RESTART = "restart", "Start again"

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "proposal"
    SUSTAINS: ClassVar[tuple[Stage, ...]] = (Stage.MINDED_TO,)

    state = LIFE.field()
    evidence = models.TextField("evidence that the Duty is not being met, and its sources", blank=True)
    model = models.CharField("form of intervention", max_length=200, blank=True)
    period = models.CharField(max_length=200, blank=True)
    people = models.TextField("people proposed", blank=True)
    cost = models.TextField("cost, and who pays", blank=True)
    services_statement = models.TextField("why statutory services stay safe (response para 23)", blank=True)
    exit_strategy = models.TextField("exit strategy, or why there is none yet and by when", blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    opened_from = models.CharField("stage it was opened from", max_length=30, choices=Stage.choices, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField("closing date for representations", null=True, blank=True)
    short_window_reason = models.TextField("why fewer than five working days", blank=True)
    nothing_more_to_say = models.TextField("the authority's word that it will say no more", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=30, choices=Outcome, blank=True)
    reason_decided = models.TextField("reasons for the decision", blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "proposal to intervene"
        verbose_name_plural = "proposals to intervene"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("proposal"),
            *facts_known(
                "proposal",
                "opened_on",
                "closes_on",
                text=("evidence", "model", "cost", "services_statement", "exit_strategy"),
                unless=Q(state="draft"),
            ),
            models.CheckConstraint(
                condition=(Q(state="decided", decided_on__isnull=False) & ~Q(outcome=""))
                | (~Q(state="decided") & Q(outcome="")),
                name="proposal_decided_somehow",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["open", "closed"]), name="proposal_one_undecided_on_a_case"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("open")
    def open(self) -> None:
        """It is put to the authority."""

    @LIFE.act("close")
    def close(self) -> None:
        """The time for representations is over."""

    @LIFE.act("replace")
    def replace(self) -> None:
        """A changed proposal is put to the authority in its place, with a fresh window (R20)."""

    @LIFE.act("decide")
    def decide(self) -> None:
        """It is decided, after the representations were considered."""

    @LIFE.act("abandon")
    def abandon(self) -> None:
        """It goes no further, without a decision on its merits (rulings 4)."""

    @property
    def until(self) -> dt.date | None:
        """The closing date."""
        return self.closes_on

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished (T69)."""
        self.abandon()
        self.decided_on, self.reason_decided = on, "Authority abolished"

    def decision_text(self) -> str:
        """The proposal in full: what the authority is asked about."""
        actions = "\n".join(f"- {each.text}" for each in self.actions.all())
        functions = "\n".join(f"- {each}" for each in self.functions.all())
        return (
            f"Proposal to intervene at {self.case.authority} (LGA 1999 s.15)\n\n{self.evidence}\n\nForm: {self.model}\n"
            f"Period: {self.period}\nPeople: {self.people}\n\nActions, "
            f"s.15(5)\n{actions}\n\nFunctions, s.15(6)\n{functions}\n\n"
            f"Cost: {self.cost}\n\n{self.services_statement}\n\nExit: {self.exit_strategy}"
        )


class Action(models.Model):
    """An action that the authority must take (LGA 1999 s.15(5))."""

    text = models.TextField("action")

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.text


class Function(models.Model):
    """A specified function that the Secretary of State or a nominee exercises (LGA 1999 s.15(6); R22)."""

    text = models.TextField("function")
    is_reserve = models.BooleanField("held in reserve", default=False)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"{self.text} ({'reserve' if self.is_reserve else 'active'})"


class ProposedAction(Action):
    """An action in a proposal."""

    proposal = models.ForeignKey("interventions.Proposal", on_delete=models.PROTECT, related_name="actions")


class ProposedFunction(Function):
    """A function in a proposal."""

    proposal = models.ForeignKey("interventions.Proposal", on_delete=models.PROTECT, related_name="functions")


class ThemeFinding(models.Model):
    """The decider's finding on one theme, only at this stage, and never a score (domain 8.19)."""

    class Finding(models.TextChoices):
        """What was found."""

        FAILING = "failing", "Failing"
        NOT_FAILING = "not_failing", "Not failing"
        NOT_DETERMINED = "not_determined", "Not determined"

    proposal = models.ForeignKey("interventions.Proposal", on_delete=models.PROTECT, related_name="findings")
    theme = models.ForeignKey("themes.Theme", on_delete=models.PROTECT, related_name="findings")
    finding = models.CharField(max_length=20, choices=Finding)
    reasons = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["theme"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "theme"], name="finding_one_for_each_theme"),
        ]

    def __str__(self) -> str:
        return f"{self.theme.name}: {self.get_finding_display()}"
