"""Appointments (T23, T51; R10, R43)."""

import datetime as dt
from typing import Any

from bestvalue.accounts.models import User
from bestvalue.errors import Refused, Unmet
from cases.models import Case
from cases.services.act import acting
from interventions.models import Appointment

from .drafts import Draft, begin, document_of, edit
from .people import need_drafted_by_another, need_one_role

WHO = ("person", "body", "role")


APPOINTMENT = Draft(
    Appointment,
    "draft_appointment",
    "edit_appointment",
    document_of("make_appointment"),
    fields=(
        *("person", "body", "role", "powers", "duties", "recommendation", "authority_view"),
        *("day_limit", "daily_rate", "starts_on", "ends_on"),
    ),
    states=("proposed", "conflicts_cleared"),
)


def draft_appointment(*, by: User, case: Case, expected_version: int | None = None, **given: Any) -> Appointment:
    """Propose an appointment: the person, the role and the terms."""
    drafted: Appointment = begin(
        APPOINTMENT, by=by, case=case, past=None, expected_version=expected_version, given=given
    )
    return drafted


def edit_appointment(
    *, by: User, appointment: Appointment, expected_version: int | None = None, **given: Any
) -> Appointment:
    """Edit a proposed appointment; who it is may change only before the conflicts check (R43)."""
    cleared = Appointment.objects.filter(pk=appointment.pk, state="conflicts_cleared")
    if cleared.exists() and any(given.get(name, value) != value for name, value in cleared.values(*WHO)[0].items()):
        raise Refused(
            [Unmet("cleared", "The conflicts check was about this person and role. Discard it and begin anew.")]
        )
    edited: Appointment = edit(APPOINTMENT, by=by, draft=appointment, expected_version=expected_version, given=given)
    return edited


def clear_conflicts(
    *, by: User, appointment: Appointment, finding: str, two_roles_reason: str = "", expected_version: int | None = None
) -> Appointment:
    """Record the conflicts check (R43); a person who already serves on the case needs a recorded reason for a
    second role.
    """
    with acting("clear_conflicts", case=appointment.case_id, by=by, expected_version=expected_version) as act:
        appointment = act.lock(appointment)
        act.need(finding.strip(), "no_finding", "Say what was checked and what was found.")
        need_one_role(act, f"{appointment.person} {appointment.body}", two_roles_reason, besides=appointment)
        act.need(appointment.state == "proposed", "cleared", "The check is already recorded.")
        act.check()
        appointment.clear()
        appointment.conflicts_check, appointment.two_roles_reason = finding, two_roles_reason
        appointment.save()
        act.tell(subject=appointment.key, reason=finding)
    return appointment


def make_appointment(*, by: User, appointment: Appointment, expected_version: int | None = None) -> Appointment:
    """Appoint the person on a minister's decision (T51)."""
    return _appoint("make_appointment", by, appointment, expected_version)


def appoint_assistant_inspector(
    *, by: User, appointment: Appointment, expected_version: int | None = None
) -> Appointment:
    """Appoint an assistant inspector, recommended by the inspector or urgently (T23, LGA 1999 s.10(2)-(3))."""
    return _appoint("appoint_assistant_inspector", by, appointment, expected_version)


def _appoint(move: str, by: User, appointment: Appointment, expected_version: int | None) -> Appointment:
    with acting(move, case=appointment.case_id, by=by, expected_version=expected_version) as act:
        appointment = act.lock(appointment)
        act.need(
            appointment.state == "conflicts_cleared", "no_conflicts_check", "Record the conflicts check first (R43)."
        )
        assistant = appointment.role == Appointment.Role.ASSISTANT_INSPECTOR
        starts_on = appointment.starts_on or act.today
        need_drafted_by_another(act, appointment)
        act.unmet.extend(appointment.lacks())
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
        appointment.starts_on, appointment.issued_by = starts_on, by
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
        act.adopt(appointment)
        act.check(appointment)
        act.spend(appointment)
        appointment.end()
        appointment.ended_on = ended_on
        appointment.save()
        act.tell(subject=appointment.key, reason=reason, effective_on=ended_on)
    return appointment
