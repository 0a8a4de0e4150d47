"""Non-statutory packages: boards, task forces and sector-led support that a minister agreed (NS1)."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.errors import Unmet
from cases.models import Instrument, Life, facts_known
from cases.stages import Stage
from interventions import letters
from interventions.completeness import package_lacks

from .drafted import Drafted, issued_by_another

TEMPLATE = "package_1"
LIFE = Life(
    "draft",
    {"discard": (("draft",), "discarded"), "agree": (("draft",), "agreed"), "end": (("agreed",), "ended")},
    frozenset({"agreed"}),
)


class Package(Drafted, Instrument):
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
    letter_template = models.CharField(max_length=60, default=TEMPLATE, editable=False)
    model = models.CharField("form", max_length=20, choices=Model, blank=True)
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
            issued_by_another("package"),
            *facts_known(
                "package",
                "agreed_on",
                "review_on",
                text=("agreement", "terms", "members", "reporting"),
                unless=Q(state__in=["draft", "discarded"]),
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

    @LIFE.act("discard")
    def discard(self) -> None:
        """It is no longer wanted."""

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

    def lacks(self) -> list[Unmet]:
        """What must be written before a minister can be asked to agree it."""
        return package_lacks(self) if self.state == "draft" else []

    def full_text(self) -> str:
        """The letter: form, terms, members, reporting, and how long it runs."""
        return letters.render(self.letter_template, package=self, authority=self.case.authority)
