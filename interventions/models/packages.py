"""Non-statutory packages: boards, task forces and sector-led support that a minister agreed (NS1)."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cases.models import Instrument, Life, facts_known
from cases.stages import Stage

LIFE = Life("draft", {"agree": (("draft",), "agreed"), "end": (("agreed",), "ended")}, frozenset({"agreed"}))


class Package(Instrument):
    """An agreed intervention outside LGA 1999 s.15. A board that the authority appointed is none (domain 8.13)."""

    class Model(models.TextChoices):
        """The form the package takes."""

        BOARD = "board", "Board or panel"
        TASK_FORCE = "task_force", "Task force"
        SECTOR_LED = "sector_led", "Sector-led"
        OTHER = "other", "Other"
        UNKNOWN = "not_published", "Not published"

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "package"
    SUSTAINS: ClassVar[tuple[Stage, ...]] = (Stage.INTERVENTION,)

    state = LIFE.field()
    model = models.CharField(max_length=20, choices=Model)
    agreement = models.TextField("the authority's agreement in writing", blank=True)
    terms = models.TextField("terms of reference", blank=True)
    members = models.TextField(blank=True)
    reporting = models.TextField("how often it reports", blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    review_on = models.DateField("end or review date", null=True, blank=True)
    final_view = models.TextField("its final view", blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField("how it ended", max_length=200, blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "non-statutory package"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("package"),
            *facts_known(
                "package",
                "agreed_on",
                "review_on",
                text=("agreement", "terms", "members", "reporting"),
                unless=Q(state="draft"),
            ),
            models.CheckConstraint(
                condition=Q(retrospective=True) | ~Q(model="not_published"), name="package_model_known"
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(agreed_on__isnull=True) | Q(review_on__gt=F("agreed_on")),
                name="package_review_after_start",
                violation_error_message="The review date must be after the start.",
            ),
            models.CheckConstraint(
                condition=(Q(state="ended", ended_on__isnull=False) & ~Q(ending=""))
                | (~Q(state="ended") & Q(ended_on__isnull=True, ending="")),
                name="package_ended_somehow",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("agree")
    def agree(self) -> None:
        """A minister and the authority agree it."""

    @LIFE.act("end")
    def end(self) -> None:
        """It ends."""

    @property
    def until(self) -> dt.date | None:
        """Its end or review date."""
        return self.review_on

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished (T69)."""
        self.end()
        self.ended_on, self.ending = on, "Authority abolished"

    def decision_text(self) -> str:
        """The package: form, terms, members and reporting."""
        return (
            f"Non-statutory package for {self.case.authority}: {self.get_model_display()}\n\n{self.terms}\n\n"
            f"Members: {self.members}\nReports: {self.reporting}\nUntil: {self.review_on or 'not published'}"
        )
