"""Oversight after exit, with a review at twelve months (R28)."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cases.models import Instrument, Life, facts_known
from cases.stages import Stage

LIFE = Life(
    "running",
    {
        "review": (("running", "reviewed"), "reviewed"),
        "extend": (("reviewed",), "running"),
        "end": (("running", "reviewed"), "ended"),
    },
    frozenset({"running", "reviewed"}),
)


class OversightPeriod(Instrument):
    """The watch after the last directions end: from the day after, with a review due (domain 8.11)."""

    class Ending(models.TextChoices):
        """How oversight ended."""

        CLOSED = "closed", "Improvement holds; closed"
        TAKEN_FURTHER = "taken_further", "A new step was taken"
        RETURNED = "returned", "Returned to early engagement"
        AUTHORITY_ABOLISHED = "authority_abolished", "Authority abolished"

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "oversight_period"
    SUSTAINS: ClassVar[tuple[Stage, ...]] = (Stage.OVERSIGHT,)
    BLOCKS_CLOSING: ClassVar[bool] = False

    state = LIFE.field()
    starts_on = models.DateField()
    review_due_on = models.DateField("review due", null=True, blank=True)
    plan = models.TextField("what is watched, and how", blank=True)
    critical_friend = models.TextField("critical friend, and on what terms", blank=True)
    reviewer = models.CharField(max_length=300, blank=True)
    independence = models.TextField("why the reviewer is independent, or why officials reviewed", blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    findings = models.TextField("what the review found", blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField("how it ended", max_length=30, choices=Ending, blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "oversight period"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("oversight"),
            *facts_known("oversight", "review_due_on"),
            *facts_known("oversight", "reviewed_on", text=("reviewer", "findings"), unless=~Q(state="reviewed")),
            models.CheckConstraint(
                condition=Q(review_due_on__isnull=True) | Q(review_due_on__gt=F("starts_on")),
                name="oversight_review_after_start",
                violation_error_message="The review is due after oversight starts.",
            ),
            models.CheckConstraint(
                condition=(Q(state="ended", ended_on__isnull=False) & ~Q(ending=""))
                | (~Q(state="ended") & Q(ended_on__isnull=True, ending="")),
                name="oversight_ended_somehow",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=["running", "reviewed"]), name="oversight_one_on_a_case"
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("review")
    def review(self) -> None:
        """A review is received."""

    @LIFE.act("extend")
    def extend(self) -> None:
        """Oversight goes on, with a new review date."""

    @LIFE.act("end")
    def end(self) -> None:
        """Oversight ends."""

    @property
    def until(self) -> dt.date | None:
        """When the review is due."""
        return self.review_due_on

    @property
    def awaits_next_step(self) -> bool:
        """Any new step takes the case out of oversight (T67)."""
        return True

    def settle(self, on: dt.date) -> None:
        """A new step takes the matter further."""
        self._end(on, self.Ending.TAKEN_FURTHER)

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished (T69)."""
        self._end(on, self.Ending.AUTHORITY_ABOLISHED)

    def _end(self, on: dt.date, ending: str) -> None:
        self.end()
        self.ended_on, self.ending = on, ending

    def full_text(self) -> str:
        """What is decided about oversight."""
        return (
            f"Oversight of {self.case.authority} from {self.starts_on}\n\n{self.findings}\n\n"
            f"Review due: {self.review_due_on or 'not published'}"
        )
