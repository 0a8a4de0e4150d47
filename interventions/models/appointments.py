"""Appointments: commissioners, envoys, inspectors, board members and reviewers (R43)."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.errors import Unmet
from cases.models import Instrument, Life
from interventions import letters
from interventions.completeness import appointment_lacks

from .drafted import Drafted, issued_by_another

TEMPLATE = "appointment_1"
LIFE = Life(
    "proposed",
    {
        "discard": (("proposed", "conflicts_cleared"), "discarded"),
        "clear": (("proposed",), "conflicts_cleared"),
        "serve": (("conflicts_cleared",), "serving"),
        "end": (("serving",), "ended"),
    },
    frozenset({"serving"}),
)


class Appointment(Drafted, Instrument):
    """One person in one role on a case, with terms, days and a rate."""

    class Role(models.TextChoices):
        """The role that the person is appointed to."""

        INSPECTOR = "inspector", "Inspector"
        ASSISTANT_INSPECTOR = "assistant_inspector", "Assistant inspector"
        LEAD_COMMISSIONER = "lead_commissioner", "Lead commissioner"
        COMMISSIONER = "commissioner", "Commissioner"
        ASSISTANT_COMMISSIONER = "assistant_commissioner", "Assistant commissioner"
        MANAGING_DIRECTOR_COMMISSIONER = "managing_director_commissioner", "Managing director commissioner"
        FINANCE_COMMISSIONER = "finance_commissioner", "Finance commissioner"
        POLITICAL_COMMISSIONER = "political_commissioner", "Political commissioner"
        ENVOY = "envoy", "Ministerial envoy"
        ASSISTANT_ENVOY = "assistant_envoy", "Assistant envoy"
        BOARD_CHAIR = "board_chair", "Board chair"
        BOARD_MEMBER = "board_member", "Board member"
        REVIEWER = "reviewer", "Reviewer"
        INQUIRY_CHAIR = "inquiry_chair", "Inquiry chair"

    class Powers(models.TextChoices):
        """Whether the person holds s.15(6) functions (domain 8.14)."""

        NONE = "none", "None"
        RESERVE = "reserve", "In reserve"
        ACTIVE = "active", "Active"

    LIFE: ClassVar[Life] = LIFE
    KIND: ClassVar[str] = "appointment"

    state = LIFE.field()
    letter_template = models.CharField(max_length=60, default=TEMPLATE, editable=False)
    person = models.CharField(max_length=200)
    body = models.CharField("body they come from", max_length=200, blank=True)
    role = models.CharField(max_length=40, choices=Role)
    powers = models.CharField("holds functions", max_length=10, choices=Powers, default=Powers.NONE)
    conflicts_check = models.TextField("conflicts checked, and what was found", blank=True)
    two_roles_reason = models.TextField("why the same body may hold two roles", blank=True)
    recommendation = models.TextField("the inspector's recommendation, or why urgency dispenses with it", blank=True)
    authority_view = models.TextField("what the authority says about the appointment", blank=True)
    duties = models.TextField("what they are appointed to do, and how they report", blank=True)
    day_limit = models.PositiveSmallIntegerField("days a year at most", null=True, blank=True)
    daily_rate = models.DecimalField("daily rate in pounds", max_digits=8, decimal_places=2, null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField("end of term", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta(Instrument.Meta):
        verbose_name = "appointment"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Instrument.Meta.constraints,
            LIFE.constraint("appointment"),
            issued_by_another("appointment"),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "discarded"]) | ~Q(conflicts_check=""),
                name="appointment_conflicts_checked",
                violation_error_message="Record the conflicts check first (R43).",
            ),
            models.CheckConstraint(
                condition=~Q(role="assistant_inspector")
                | Q(state__in=["proposed", "conflicts_cleared", "discarded"])
                | ~Q(recommendation=""),
                name="appointment_assistant_recommended",
                violation_error_message="Give the inspector's recommendation, or why it is too "
                "urgent (LGA 1999 s.10(3)).",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "conflicts_cleared", "discarded"]) | Q(starts_on__isnull=False),
                name="appointment_start_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_start",
                violation_error_message="The term must not end before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) | (~Q(state="ended") & Q(ended_on__isnull=True)),
                name="appointment_ended_on_a_day",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = LIFE.triggers()

    @LIFE.act("discard")
    def discard(self) -> None:
        """It is no longer wanted."""

    @LIFE.act("clear")
    def clear(self) -> None:
        """Conflicts have been checked and cleared."""

    @LIFE.act("serve")
    def serve(self) -> None:
        """The person is appointed."""

    @LIFE.act("end")
    def end(self) -> None:
        """The appointment ends."""

    def end_with_authority(self, on: dt.date) -> None:
        """End it because its authority was abolished (T69)."""
        self.end()
        self.ended_on = on

    def lacks(self) -> list[Unmet]:
        """What must be written before a minister can be asked to appoint (R10, R43)."""
        return appointment_lacks(self) if self.state == "conflicts_cleared" else []

    def full_text(self) -> str:
        """The letter of appointment: role, powers, term, days and rate."""
        return letters.render(self.letter_template, appointment=self, authority=self.case.authority)
