"""Proposals: the Secretary of State is "minded to" direct, and hears the authority first (LGA 1999 s.15(9))."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.errors import Unmet
from bestvalue.records.triggers import part_of_a_draft
from cases.models import Instrument, Life, facts_known
from cases.stages import Stage
from interventions import letters
from interventions.completeness import not_heard, proposal_lacks

from .drafted import Drafted, issued_by_another

TEMPLATE, WINDOW = "proposal_1", 10
LIFE = Life(
    "draft",
    {
        "discard": (("draft",), "discarded"),
        "open": (("draft",), "open"),
        "close": (("open",), "closed"),
        "replace": (("open", "closed"), "replaced"),
        "decide": (("closed",), "decided"),
        "abandon": (("open", "closed"), "not_proceeded_with"),
    },
    frozenset({"open", "closed"}),
)


class Proposal(Drafted, Instrument):
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
    letter_template = models.CharField(max_length=60, default=TEMPLATE, editable=False)
    evidence = models.TextField("evidence that the Duty is not being met, and its sources", blank=True)
    report = models.TextField("report that led here, and how the authority has it", blank=True)
    model = models.CharField("form of intervention", max_length=200, blank=True)
    period = models.CharField(max_length=200, blank=True)
    people = models.TextField("people proposed", blank=True)
    cost = models.TextField("cost, and who pays", blank=True)
    services_statement = models.TextField("why statutory services stay safe", blank=True)
    exit_strategy = models.TextField("exit strategy, or why there is none yet", blank=True)
    exit_strategy_by = models.DateField("date by which there will be an exit strategy", null=True, blank=True)
    window_days = models.PositiveSmallIntegerField("working days for representations", default=WINDOW)
    respond_to = models.TextField("where representations go", blank=True)
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
            issued_by_another("proposal"),
            *facts_known(
                "proposal",
                "opened_on",
                "closes_on",
                text=("evidence", "model", "cost", "services_statement", "exit_strategy"),
                unless=Q(state__in=["draft", "discarded"]),
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

    @LIFE.act("discard")
    def discard(self) -> None:
        """It is no longer wanted."""

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

    def unread(self) -> int:
        """How many representations are not yet summarised and answered (R18)."""
        return int(self.representations.exclude(state="answered").count())

    def lacks(self) -> list[Unmet]:
        """What must be written before a minister can be asked to put it to the authority (R15, R22, R24, R25)."""
        return proposal_lacks(self) if self.state == "draft" else []

    def not_decidable(self, move: str, on: dt.date) -> list[Unmet]:
        """Not before the authority was heard, where the decision is on the merits (R18, R19)."""
        return not_heard(self, on) if move == "do_not_intervene" else []

    def full_text(self) -> str:
        """The "minded to" letter in full: what the authority is asked about, and how and until when it may answer."""
        return letters.render(self.letter_template, proposal=self, authority=self.case.authority)


class Action(models.Model):
    """An action that the authority must take (LGA 1999 s.15(5))."""

    text = models.TextField("action")
    due_on = models.DateField("to be done by", null=True, blank=True)

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

    class Meta(Action.Meta):
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("interventions_proposal", "proposal_id")]


class ProposedFunction(Function):
    """A function in a proposal."""

    proposal = models.ForeignKey("interventions.Proposal", on_delete=models.PROTECT, related_name="functions")

    class Meta(Function.Meta):
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("interventions_proposal", "proposal_id")]


class Finding(models.TextChoices):
    """What a decider found on one theme."""

    FAILING = "failing", "Failing"
    NOT_FAILING = "not_failing", "Not failing"
    NOT_DETERMINED = "not_determined", "Not determined"


class ThemeFinding(models.Model):
    """A finding on one theme, made only here and in directions, in words and never as a score (domain 8.19; R15)."""

    theme = models.ForeignKey("themes.Theme", on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=20, choices=Finding)
    reasons = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["theme"]

    def __str__(self) -> str:
        return f"{self.theme.name}: {self.get_finding_display()}"


class ProposalFinding(ThemeFinding):
    """What the Secretary of State is minded to find."""

    proposal = models.ForeignKey("interventions.Proposal", on_delete=models.PROTECT, related_name="findings")

    class Meta(ThemeFinding.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "theme"], name="proposal_finding_one_for_each_theme"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("interventions_proposal", "proposal_id")]
