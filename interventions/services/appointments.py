"""Appointments (T23, T51; R10, R43)."""

import datetime as dt
from typing import Any

from bestvalue.accounts.models import User
from cases.models import Case
from cases.services.act import acting
from interventions.models import Appointment


def draft_appointment(*, by: User, case: Case, person: str, role: str, **terms: Any) -> Appointment:
    """Propose an appointment: the person, the role and the terms."""
    with acting("draft_appointment", case=case.pk, by=by) as act:
        act.need(person.strip(), "no_person", "Name the person.")
        act.check()
        appointment = Appointment.objects.create(case=act.case, person=person, role=role, **terms)
        act.tell(subject=appointment.key)
    return appointment


def clear_conflicts(
    *, by: User, appointment: Appointment, finding: str, two_roles_reason: str = "", expected_version: int | None = None
) -> Appointment:
    """Record the conflicts check (R43); a person who already serves on the case needs a recorded reason for a
    second role.
    """
    with acting("clear_conflicts", case=appointment.case_id, by=by, expected_version=expected_version) as act:
        appointment = act.lock(appointment)
        serves = Appointment.objects.filter(case=act.case, person=appointment.person, state="serving").exists()
        act.need(finding.strip(), "no_finding", "Say what was checked and what was found.")
        act.need(
            not serves or two_roles_reason.strip(),
            "two_roles",
            "They already hold a role here: record why two are right.",
        )
        act.need(appointment.state == "proposed", "cleared", "The check is already recorded.")
        act.check()
        appointment.clear()
        appointment.conflicts_check, appointment.two_roles_reason = finding, two_roles_reason
        appointment.save()
        act.tell(subject=appointment.key, reason=finding)
    return appointment


def make_appointment(
    *, by: User, appointment: Appointment, starts_on: dt.date, expected_version: int | None = None
) -> Appointment:
    """Appoint the person on a minister's decision (T51)."""
    return _appoint("make_appointment", by, appointment, starts_on, expected_version)


def appoint_assistant_inspector(
    *, by: User, appointment: Appointment, starts_on: dt.date, expected_version: int | None = None
) -> Appointment:
    """Appoint an assistant inspector, recommended by the inspector or urgently (T23, LGA 1999 s.10(2)-(3))."""
    return _appoint("appoint_assistant_inspector", by, appointment, starts_on, expected_version)


def _appoint(
    move: str, by: User, appointment: Appointment, starts_on: dt.date, expected_version: int | None
) -> Appointment:
    with acting(move, case=appointment.case_id, by=by, expected_version=expected_version) as act:
        appointment = act.lock(appointment)
        act.need(
            appointment.state == "conflicts_cleared", "no_conflicts_check", "Record the conflicts check first (R43)."
        )
        assistant = appointment.role == Appointment.Role.ASSISTANT_INSPECTOR
        act.need(
            not assistant or appointment.recommendation.strip(),
            "no_recommendation",
            "Give the inspector's recommendation, or why it is too urgent to wait for it (LGA 1999 s.10(3)).",
        )
        act.need(
            assistant == (move == "appoint_assistant_inspector"),
            "other_route",
            "Assistant inspectors have their own act.",
        )
        act.need(
            not appointment.ends_on or appointment.ends_on >= starts_on,
            "ends_before",
            "The term ends before it starts.",
        )
        act.need(starts_on <= act.today, "not_yet", "Record the appointment on or after the day it starts.")
        act.check(appointment)
        act.spend(appointment)
        appointment.serve()
        appointment.starts_on = starts_on
        appointment.save()
        act.tell(subject=appointment.key, effective_on=starts_on)
    return appointment


def end_appointment(
    *, by: User, appointment: Appointment, ended_on: dt.date, reason: str, expected_version: int | None = None
) -> Appointment:
    """End an appointment on a minister's decision (T51)."""
    with acting("end_appointment", case=appointment.case_id, by=by, expected_version=expected_version) as act:
        appointment = act.lock(appointment)
        act.need(appointment.state == "serving", "ended", f"The appointment ended on {appointment.ended_on}.")
        act.need(reason.strip(), "no_reason", "Give the reason.")
        act.need(
            not appointment.starts_on or appointment.starts_on <= ended_on <= act.today,
            "wrong_day",
            "It ends after its start, and not in the future.",
        )
        act.check(appointment)
        act.spend(appointment)
        appointment.end()
        appointment.ended_on = ended_on
        appointment.save()
        act.tell(subject=appointment.key, reason=reason, effective_on=ended_on)
    return appointment
