"""Directions under LGA 1999 s.15: one row for each set."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.errors import Unmet
from bestvalue.records.triggers import part_of_a_draft, set_once
from bestvalue.text_search import words_index
from cases.models import Instrument, Life, facts_known
from cases.stages import Stage
from interventions import letters
from interventions.completeness import directions_lack, not_heard

from .drafted import Drafted, issued_by_another
from .proposals import Action, Function, Proposal, ThemeFinding

TEMPLATE = "directions_1"
DIRECTION_WORDS = ("recitals", "memorandum", "difference", "urgency_reason", "legal_advice")
LIFE = Life(
    "draft",
    {"discard": (("draft",), "discarded"), "make": (("draft",), "made"), "end": (("made",), "ended")},
    frozenset({"made"}),
)


class Direction(Drafted, Instrument):
    """One set of directions: actions (s.15(5)) and functions (s.15(6)),
    for a period or for so long as is appropriate.
    """

    class Ending(models.TextChoices):
        """How a set ended."""

        REPLACED = "replaced", "Replaced by a new set"
        REVOKED = "revoked", "Revoked early"
        LAPSED = "lapsed", "Left to lapse by decision"
        QUASHED = "quashed", "Quashed by a court"
        AUTHORITY_ABOLISHED = "authority_abolished", "Authority abolished"

    class PackageFate(models.TextChoices):
        """What becomes of a non-statutory package that is live when directions are made (rulings 4)."""

        CONTINUES = "continues", "It continues beside the directions"
        ENDS = "ends", "It ends"
        ABSORBED = "absorbed", "It is absorbed by the directions"

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "direction"
    SUSTAINS: ClassVar[tuple[Stage, ...]] = (Stage.INTERVENTION, Stage.EXIT)
    CARRIED: ClassVar["Mapping[str, models.Field[Any, Any]]"] = {
        **Instrument.CARRIED,
        "oversight_review_on": models.DateField("date of the review after the last directions"),
    }
    SEARCHED: ClassVar[tuple[str, ...]] = DIRECTION_WORDS

    oversight_review_on: dt.date | None = None

    state = LIFE.field()
    proposal = models.ForeignKey(
        "interventions.Proposal", on_delete=models.PROTECT, null=True, blank=True, related_name="directions"
    )
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    letter_template = models.CharField(max_length=60, default=TEMPLATE, editable=False)
    recitals = models.TextField("why, on what evidence, after hearing whom", blank=True)
    memorandum = models.TextField("explanatory memorandum", blank=True)
    difference = models.TextField("how they differ from what was proposed, and why that is not material", blank=True)
    package_fate = models.CharField(
        "what becomes of the non-statutory package", max_length=20, choices=PackageFate, blank=True
    )
    is_urgent = models.BooleanField("made urgently, without representations", default=False)
    urgency_reason = models.TextField("why it was sufficiently urgent", blank=True)
    legal_advice = models.TextField("legal advice on urgency", blank=True)
    notice_to_authority = models.TextField("notice to the authority", blank=True)
    notice_to_representatives = models.TextField("notice to the representative body", blank=True)
    authority_told_on = models.DateField("notice sent to the authority", null=True, blank=True)
    representatives_told_on = models.DateField("notice sent to the representative body", null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField("end", null=True, blank=True)
    is_open_ended = models.BooleanField("for so long as the Secretary of State considers appropriate", default=False)
    review_on = models.DateField("review date", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField("how it ended", max_length=30, choices=Ending, blank=True)
    views_on_exit = models.JSONField(
        "views of authority, commissioners and officials on its end", default=dict, blank=True
    )

    class Meta(Instrument.Meta):
        verbose_name = "set of directions"
        verbose_name_plural = "sets of directions"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("direction"),
            issued_by_another("direction"),
            *facts_known("direction", "starts_on", text=("recitals",), unless=Q(state__in=["draft", "discarded"])),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"])
                | Q(ends_on__isnull=False)
                | Q(is_open_ended=True, review_on__isnull=False)
                | Q(not_published__contains=["ends_on"]),
                name="direction_end_known",
                violation_error_message="Give an end date, or say it is open-ended and give a review date (R23).",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="direction_ends_after_start",
                violation_error_message="Directions must not end before they start.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"])
                | Q(is_urgent=False, proposal__isnull=False)
                | Q(is_urgent=True, retrospective=True)
                | (
                    Q(is_urgent=True)
                    & ~Q(urgency_reason="")
                    & ~Q(legal_advice="")
                    & ~Q(notice_to_authority="")
                    & ~Q(notice_to_representatives="")
                ),
                name="direction_heard_first_or_urgent",
                violation_error_message="Directions need a proposal that was heard, or the whole of "
                "the urgent route (R16, R17).",
            ),
            models.CheckConstraint(
                condition=(Q(state="ended", ended_on__isnull=False) & ~Q(ending=""))
                | (~Q(state="ended") & Q(ended_on__isnull=True, ending="")),
                name="direction_ended_somehow",
            ),
            models.CheckConstraint(
                condition=Q(authority_told_on__isnull=True, representatives_told_on__isnull=True) | Q(is_urgent=True),
                name="direction_told_of_urgency",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="made"), name="direction_one_set_made_on_a_case"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [words_index("direction_words", *DIRECTION_WORDS)]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *LIFE.triggers(),
            set_once("authority_told_on", "representatives_told_on"),
        ]

    @LIFE.act("discard")
    def discard(self) -> None:
        """They are no longer wanted."""

    @LIFE.act("make")
    def make(self) -> None:
        """They are made."""

    @LIFE.act("end")
    def end(self) -> None:
        """They end: replaced, revoked, left to lapse, quashed, or with their authority."""

    def in_force(self, today: dt.date) -> bool:
        """Whether they bind on `today`: at their end date they stop by law, whatever was decided (T62)."""
        return self.state == "made" and (self.ends_on is None or today <= self.ends_on)

    def days_left(self, today: dt.date) -> int | None:
        """Days to their end while they bind; None where no end is set, or it is past."""
        return (self.ends_on - today).days if self.ends_on and self.in_force(today) else None

    def not_put_to_the_authority(self) -> list[str]:
        """What these direct and the proposal did not: added actions and functions, and functions no longer in reserve.

        Everything, where there is no proposal.
        """
        if self.proposal is None:
            return [str(each) for each in (*self.actions.all(), *self.functions.all())]
        actions = {each.text for each in self.proposal.actions.all()}
        put = {each.text: each.is_reserve for each in self.proposal.functions.all()}
        functions = [
            each for each in self.functions.all() if each.text not in put or (put[each.text] and not each.is_reserve)
        ]
        return [*(each.text for each in self.actions.all() if each.text not in actions), *map(str, functions)]

    def outcome(self) -> str:
        """What making them decides about their proposal: as it was put, or changed within what was put."""
        proposal = self.proposal
        same = (
            proposal is not None
            and not self.difference
            and (
                [str(each) for each in (*self.actions.all(), *self.functions.all())]
                == [str(each) for each in (*proposal.actions.all(), *proposal.functions.all())]
            )
        )
        return Proposal.Outcome.INTERVENE if same else Proposal.Outcome.INTERVENE_MODIFIED

    def lapsed_undecided(self, today: dt.date) -> bool:
        """Whether their end has passed with nothing decided (T62)."""
        return self.state == "made" and not self.in_force(today)

    def standing(self, today: dt.date | None = None) -> str:
        """Its state in words, on `today`."""
        if self.state != "made":
            return str(self.state)
        return "lapsed_undecided" if today and self.lapsed_undecided(today) else "in_force"

    def end_with_authority(self, on: dt.date) -> None:
        """End them because their authority was abolished (T69)."""
        self.end()
        self.ended_on, self.ending = on, self.Ending.AUTHORITY_ABOLISHED

    def lacks(self) -> list[Unmet]:
        """What must be written before a minister can be asked to make them (R15, R17, R20, R22, R23)."""
        return directions_lack(self) if self.state == "draft" else []

    def asked_with(self, move: str) -> list[tuple[str, Instrument]]:
        """Not to intervene, which stands beside making them as an equal outcome (R21)."""
        return [("do_not_intervene", self.proposal)] if move == "make_directions" and self.proposal else []

    def not_decidable(self, move: str, on: dt.date) -> list[Unmet]:
        """Not before the authority was heard on the proposal that they rest on (R18, R19; N9)."""
        return not_heard(self.proposal, on) if move == "make_directions" and self.proposal else []

    def full_text(self) -> str:
        """The directions with Annexes A and B, the explanatory memorandum, and on the urgent route both notices."""
        return letters.render(self.letter_template, directions=self, authority=self.case.authority)

    def decision_text(self) -> str:
        """The directions, or the letter that carries an act on them with the date of the review that follows."""
        if not (self.letter and self.oversight_review_on):
            return super().decision_text()
        return f"{self.letter}\n\nProgress since will be reviewed by {self.oversight_review_on:%-d %B %Y}."


class DirectedAction(Action):
    """An action in a set of directions."""

    direction = models.ForeignKey("interventions.Direction", on_delete=models.PROTECT, related_name="actions")

    class Meta(Action.Meta):
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("interventions_direction", "direction_id")]


class DirectedFunction(Function):
    """A function in a set of directions; handing it back in practice may come before it ends in law (domain 8.8)."""

    direction = models.ForeignKey("interventions.Direction", on_delete=models.PROTECT, related_name="functions")
    handed_back_on = models.DateField("no longer exercised since", null=True, blank=True)

    class Meta(Function.Meta):
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            part_of_a_draft("interventions_direction", "direction_id", operation=pgtrigger.Insert | pgtrigger.Delete),
            set_once("direction_id", "text", "is_reserve", "handed_back_on"),
        ]


class DirectionFinding(ThemeFinding):
    """What the Secretary of State found on a theme when the directions were made (LGA 1999 s.15(1))."""

    direction = models.ForeignKey("interventions.Direction", on_delete=models.PROTECT, related_name="findings")

    class Meta(ThemeFinding.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["direction", "theme"], name="direction_finding_one_for_each_theme"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [part_of_a_draft("interventions_direction", "direction_id")]
