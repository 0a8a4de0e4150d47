"""External reviews: by agreement, or as a condition of financial support (T06, T07)."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.errors import Unmet
from cases.letters import plain
from cases.models import Instrument, Life, facts_known
from interventions.completeness import review_lacks

LIFE = Life(
    "draft",
    {
        "discard": (("draft",), "discarded"),
        "commission": (("draft",), "commissioned"),
        "report": (("commissioned",), "reported"),
        "end": (("commissioned", "reported"), "ended"),
    },
    frozenset({"commissioned", "reported"}),
)


class ExternalReview(Instrument):
    """A review of the authority by somebody outside, with terms of reference and named reviewers."""

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "external_review"
    BLOCKS_CLOSING: ClassVar[bool] = False

    state = LIFE.field()
    terms = models.TextField("terms of reference", blank=True)
    reviewers = models.TextField(blank=True)
    basis = models.TextField("the authority's consent, or the condition of financial support", blank=True)
    commissioned_on = models.DateField(null=True, blank=True)
    report_due_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    findings = models.TextField("what it found", blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "external review"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("review"),
            *facts_known(
                "review",
                "commissioned_on",
                text=("terms", "reviewers", "basis"),
                unless=Q(state__in=["draft", "discarded"]),
            ),
            *facts_known("review", "reported_on", text=("findings",), unless=~Q(state="reported")),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("discard")
    def discard(self) -> None:
        """It is no longer wanted."""

    @LIFE.act("commission")
    def commission(self) -> None:
        """A minister commissions it."""

    @LIFE.act("report")
    def report(self) -> None:
        """The final report is received, checked for accuracy with the authority."""

    @LIFE.act("end")
    def end(self) -> None:
        """The review is over."""

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished (T69)."""
        self.end()
        self.ended_on = on

    def lacks(self) -> list[Unmet]:
        """What must be written before a minister can be asked to commission it."""
        return review_lacks(self) if self.state == "draft" else []

    def full_text(self) -> str:
        """The commission: terms, reviewers and basis."""
        return (
            f"# External review of {self.case.authority}\n\n## Terms of reference\n\n{plain(self.terms)}\n\n"
            f"## Reviewers\n\n{plain(self.reviewers)}\n\n## Basis\n\n{plain(self.basis)}"
        )
