"""Directions under LGA 1999 s.15: one row for each set."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cases.models import Instrument, Life, facts_known
from cases.stages import Stage

from .proposals import Action, Function

LIFE = Life("draft", {"make": (("draft",), "made"), "end": (("made",), "ended")}, frozenset({"made"}))


class Direction(Instrument):
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

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "direction"
    SUSTAINS: ClassVar[tuple[Stage, ...]] = (Stage.INTERVENTION, Stage.EXIT)

    state = LIFE.field()
    proposal = models.ForeignKey(
        "interventions.Proposal", on_delete=models.PROTECT, null=True, blank=True, related_name="directions"
    )
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    recitals = models.TextField("why, on what evidence, after hearing whom", blank=True)
    is_urgent = models.BooleanField("made urgently, without representations (s.15(11))", default=False)
    urgency_reason = models.TextField("why it was sufficiently urgent", blank=True)
    legal_advice = models.TextField("legal advice on urgency", blank=True)
    notice_to_authority = models.TextField("notice to the authority (s.15(12)(a))", blank=True)
    notice_to_representatives = models.TextField("notice to the representative body (s.15(12)(b))", blank=True)
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
            *facts_known("direction", "starts_on", text=("recitals",), unless=Q(state="draft")),
            models.CheckConstraint(
                condition=Q(state="draft")
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
                condition=Q(state="draft")
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
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="made"), name="direction_one_set_made_on_a_case"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("make")
    def make(self) -> None:
        """They are made."""

    @LIFE.act("end")
    def end(self) -> None:
        """They end: replaced, revoked, left to lapse, quashed, or with their authority."""

    def in_force(self, today: dt.date) -> bool:
        """Whether they bind on `today`: at their end date they stop by law, whatever was decided (T62)."""
        return self.state == "made" and (self.ends_on is None or today <= self.ends_on)

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

    def decision_text(self) -> str:
        """The directions in full: recitals, actions, functions, dates, and the set they revoke."""
        actions = "\n".join(f"- {each}" for each in self.actions.all())
        functions = "\n".join(f"- {each}" for each in self.functions.all())
        end = self.ends_on or (
            "for so long as the Secretary of State considers appropriate" if self.is_open_ended else "not published"
        )
        urgent = f"\n\nUrgency, s.15(11): {self.urgency_reason}" if self.is_urgent else ""
        return (
            f"Directions to {self.case.authority} under LGA 1999 s.15\n\n{self.recitals}{urgent}\n\n"
            f"Annex A, actions, s.15(5)\n{actions}\n\nAnnex B, functions, s.15(6)\n{functions}\n\nUntil: {end}"
        )


class DirectedAction(Action):
    """An action in a set of directions."""

    direction = models.ForeignKey("interventions.Direction", on_delete=models.PROTECT, related_name="actions")


class DirectedFunction(Function):
    """A function in a set of directions; handing it back in practice may come before it ends in law (domain 8.8)."""

    direction = models.ForeignKey("interventions.Direction", on_delete=models.PROTECT, related_name="functions")
    handed_back_on = models.DateField("no longer exercised since", null=True, blank=True)
