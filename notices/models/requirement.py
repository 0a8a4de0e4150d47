"""Requirements for information (LGA 1972 s.230): with a notice or by letter alone (R9, rulings 9)."""

import datetime as dt
import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import append_only, part_of_a_draft
from cases.models import Instrument, Life, facts_known
from notices import letters

LIFE = Life("draft", {"serve": (("draft",), "served"), "end": (("served",), "ended")}, frozenset({"served"}))


class InformationRequirement(Instrument):
    """One requirement with its items. Lateness is a flag worked out from dates, never a failure of the Duty (N13)."""

    class Ending(models.TextChoices):
        """How a requirement ended."""

        RECEIVED = "received", "Everything was received"
        REPLACED = "replaced", "Replaced by a later requirement"
        CANCELLED = "cancelled", "Cancelled"
        WITH_NOTICE = "with_notice", "Ended with its notice"
        AUTHORITY_ABOLISHED = "authority_abolished", "Authority abolished"

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "information_requirement"
    BLOCKS_CLOSING: ClassVar[bool] = False

    state = LIFE.field()
    notice = models.ForeignKey(
        "notices.Notice", on_delete=models.PROTECT, null=True, blank=True, related_name="requirements"
    )
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    letter_template = models.CharField(max_length=60, default=letters.REQUIREMENT, editable=False)
    purpose = models.TextField("why the information is needed", blank=True)
    served_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField("how it ended", max_length=30, choices=Ending, blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "requirement for information"
        verbose_name_plural = "requirements for information"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("requirement"),
            *facts_known("requirement", "served_on", text=("purpose",), unless=Q(state="draft")),
            models.CheckConstraint(
                condition=(Q(state="ended", ended_on__isnull=False) & ~Q(ending=""))
                | (~Q(state="ended") & Q(ended_on__isnull=True, ending="")),
                name="requirement_ended_somehow",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("serve")
    def serve(self) -> None:
        """It is served on the authority."""

    @LIFE.act("end")
    def end(self) -> None:
        """It ends: received, replaced, cancelled, or with its notice."""

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished (T69)."""
        self.end()
        self.ended_on, self.ending = on, self.Ending.AUTHORITY_ABOLISHED

    def decision_text(self) -> str:
        """The requirement in full, item by item."""
        return letters.requirement_text(self)


class RequirementItem(models.Model):
    """One thing asked for: the question, the function it relates to, the format, how often, and by when (R9)."""

    class Frequency(models.TextChoices):
        """How often a return is due after the first."""

        ONCE = "once", "Once"
        WEEKLY = "weekly", "Every week"
        FORTNIGHTLY = "fortnightly", "Every two weeks"
        MONTHLY = "monthly", "Every month"
        QUARTERLY = "quarterly", "Every three months"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    requirement = models.ForeignKey("notices.InformationRequirement", on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    question = models.TextField()
    function = models.CharField("function of the authority it relates to", max_length=300)
    format = models.CharField(max_length=200)
    frequency = models.CharField("how often", max_length=20, choices=Frequency, default=Frequency.ONCE)
    due_on = models.DateField("first return due")
    due_rule = models.CharField("how the due date was set", max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["requirement", "number"], name="item_numbered_once"),
            models.CheckConstraint(condition=~Q(question="") & ~Q(function=""), name="item_says_what_and_why"),
            models.CheckConstraint(
                condition=Q(frequency__in=["once", "weekly", "fortnightly", "monthly", "quarterly"]),
                name="item_frequency_known",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            part_of_a_draft("notices_informationrequirement", "requirement_id")
        ]

    def __str__(self) -> str:
        often = self.get_frequency_display().lower()
        return f"{self.number}. {self.question} ({self.function}; {self.format}; {often}; first by {self.due_on})"


class RequirementReturn(models.Model):
    """One return received for an item; private, and every version is kept (N22, N23)."""

    item = models.ForeignKey("notices.RequirementItem", on_delete=models.PROTECT, related_name="returns")
    received_on = models.DateField()
    answers_due_on = models.DateField("due date it answers", null=True, blank=True)
    summary = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["received_on", "id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"Return of {self.received_on}"
