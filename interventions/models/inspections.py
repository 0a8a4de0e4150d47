"""Inspections under LGA 1999 ss.10 to 13."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from bestvalue.errors import Unmet
from bestvalue.records.triggers import append_only, kept, set_once
from cases.models import Instrument, Life, facts_known
from cases.stages import Stage
from interventions import letters
from interventions.completeness import inspection_lacks

from .drafted import Drafted, issued_by_another

TEMPLATE = "inspection_1"
LIFE = Life(
    "draft",
    {
        "discard": (("draft",), "discarded"),
        "appoint": (("draft",), "appointed"),
        "report": (("appointed",), "reported"),
        "end": (("appointed", "reported"), "ended"),
    },
    frozenset({"appointed", "reported"}),
)


class Inspection(Drafted, Instrument):
    """One inspection of named functions by an appointed inspector (R11). It presumes nothing that follows (N8)."""

    class Ending(models.TextChoices):
        """How an inspection ended."""

        RESPONDED = "responded", "The department responded"
        ENDED_EARLY = "ended_early", "Ended before a report"
        AUTHORITY_ABOLISHED = "authority_abolished", "Authority abolished"

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "inspection"
    SUSTAINS: ClassVar[tuple[Stage, ...]] = (Stage.INSPECTION,)

    state = LIFE.field()
    functions = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    inspector = models.CharField(max_length=300, blank=True)
    letter_template = models.CharField(max_length=60, default=TEMPLATE, editable=False)
    conflicts_check = models.TextField("conflicts checked, and what was found", blank=True)
    two_roles_reason = models.TextField("why the same body may hold two roles here", blank=True)
    fees = models.TextField("fees, which the authority pays", blank=True)
    evidence = models.TextField("what led to the inspection", blank=True)
    opened_from = models.CharField("stage it began in", max_length=30, choices=Stage.choices, blank=True)
    appointed_on = models.DateField(null=True, blank=True)
    report_due_on = models.DateField("report due", null=True, blank=True)
    sent_to_authority_on = models.DateField("report sent to the authority", null=True, blank=True)
    sent_to_secretary_of_state_on = models.DateField("report sent to the Secretary of State", null=True, blank=True)
    recommends_directions = models.BooleanField("recommends directions", null=True, blank=True)
    recommended_steps = models.TextField("steps recommended", blank=True)
    published_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField("how it ended", max_length=30, choices=Ending, blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "inspection"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("inspection"),
            issued_by_another("inspection"),
            *facts_known(
                "inspection",
                "appointed_on",
                "report_due_on",
                text=("inspector", "fees", "conflicts_check"),
                unless=Q(state__in=["draft", "discarded"]),
            ),
            *facts_known(
                "inspection",
                "sent_to_authority_on",
                "sent_to_secretary_of_state_on",
                "recommends_directions",
                unless=~Q(state="reported"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"])
                | ~Q(functions=[])
                | Q(not_published__contains=["functions"]),
                name="inspection_functions_known",
                violation_error_message="Name the functions to be inspected (LGA 1999 s.10(1)).",
            ),
            models.CheckConstraint(
                condition=Q(report_due_on__isnull=True)
                | Q(appointed_on__isnull=True)
                | Q(report_due_on__gt=F("appointed_on")),
                name="inspection_due_after_appointment",
                violation_error_message="The report is due after the appointment.",
            ),
            models.CheckConstraint(
                condition=(Q(state="ended", ended_on__isnull=False) & ~Q(ending=""))
                | (~Q(state="ended") & Q(ended_on__isnull=True, ending="")),
                name="inspection_ended_somehow",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("discard")
    def discard(self) -> None:
        """It is no longer wanted."""

    @LIFE.act("appoint")
    def appoint(self) -> None:
        """An inspector is appointed (s.10(1))."""

    @LIFE.act("report")
    def report(self) -> None:
        """The report has gone to the authority and the Secretary of State (s.13(3)(a))."""

    @LIFE.act("end")
    def end(self) -> None:
        """It ends: answered, or early."""

    @property
    def until(self) -> dt.date | None:
        """When its report is due."""
        return self.report_due_on

    @property
    def awaits_next_step(self) -> bool:
        """A report waits for the department's response."""
        return bool(self.state == "reported")

    def settle(self, on: dt.date) -> None:
        """The department's next step answers the report."""
        self.end()
        self.ended_on, self.ending = on, self.Ending.RESPONDED

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished (T69)."""
        self.end()
        self.ended_on, self.ending = on, self.Ending.AUTHORITY_ABOLISHED

    def lacks(self) -> list[Unmet]:
        """What must be written before a minister can be asked to appoint (R11, R43)."""
        return inspection_lacks(self) if self.state == "draft" else []

    def full_text(self) -> str:
        """The letter of appointment: authority, functions, inspector, report date, fees, and what the Act asks."""
        return letters.render(self.letter_template, inspection=self, authority=self.case.authority)


class InspectorsRequirement(models.Model):
    """What an inspector required of somebody, with three clear days' notice (s.11(4)(a); R12)."""

    inspection = models.ForeignKey("interventions.Inspection", on_delete=models.PROTECT, related_name="requirements")
    required_of = models.CharField(max_length=300)
    what = models.TextField("what is required")
    served_on = models.DateField()
    comply_on = models.DateField("to be met on")

    class Meta:
        ordering: ClassVar[list[str]] = ["served_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(comply_on__gt=F("served_on") + dt.timedelta(days=3)),
                name="requirement_three_clear_days",
                violation_error_message="Three clear days must pass between service and compliance "
                "(LGA 1999 s.11(4)(a)).",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"Required of {self.required_of} by {self.comply_on}"


class CriticisedPerson(models.Model):
    """A person whom a report criticises: the passages they were sent, and what they answered (R14)."""

    inspection = models.ForeignKey("interventions.Inspection", on_delete=models.PROTECT, related_name="criticised")
    person = models.CharField("who", max_length=300)
    passages = models.TextField("passages sent")
    sent_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "criticised people"
        ordering: ClassVar[list[str]] = ["sent_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | (Q(answered_on__gte=F("sent_on")) & ~Q(answer="")),
                name="criticised_answered_in_words",
                violation_error_message="An answer comes after the passages were sent, and says something.",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            set_once("inspection_id", "person", "passages", "sent_on", "answered_on"),
        ]

    def __str__(self) -> str:
        return self.person


class RecommendedStep(models.Model):
    """A step that an inspection recommends, to be taken alone or with support (response para 78)."""

    inspection = models.ForeignKey("interventions.Inspection", on_delete=models.PROTECT, related_name="steps")
    text = models.TextField("step")
    with_support = models.BooleanField("with support", default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.text} ({'with support' if self.with_support else 'alone'})"
