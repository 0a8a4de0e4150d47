"""Inspections (T22 to T2A; LGA 1999 ss.10 to 13)."""

import datetime as dt
from typing import Any

from bestvalue.accounts.models import User
from cases.models import NOT_PUBLISHED, Case, NotPublished
from cases.services.act import Act, Past, acting, origin
from cases.services.landing import land, step_on
from cases.stages import Stage
from interventions.models import Inspection, InspectorsRequirement

CLEAR_DAYS = 3


def draft_inspection(*, by: User, case: Case, past: Past | None = None, **fields: Any) -> Inspection:
    """Draft an inspection: functions, inspector, conflicts check, fees, evidence, report date."""
    with acting("draft_inspection", case=case.pk, by=by, past=past) as act:
        act.check()
        inspection = Inspection(case=act.case, **origin(past))
        inspection.set_facts(**fields)
        inspection.save(force_insert=True)
        act.tell(subject=inspection.key)
    return inspection


def appoint_inspector(
    *, by: User, inspection: Inspection, past: Past | None = None, expected_version: int | None = None
) -> Inspection:
    """Appoint an inspector on a minister's decision (T22).

    Beside something stronger it runs in parallel (rulings 2).
    """
    with acting(
        "appoint_inspector", case=inspection.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        inspection = act.lock(inspection)
        due = inspection.report_due_on
        act.need(past or inspection.functions, "no_functions", "Name the functions to be inspected (LGA 1999 s.10(1)).")
        act.need(past or inspection.conflicts_check.strip(), "no_conflicts_check", "Record the conflicts check (R43).")
        act.need(past or due, "no_due_date", "Give the date on which the report is due.")
        act.need(not due or due > act.today, "due_passed", "The report must be due after the appointment.")
        act.check(inspection)
        act.spend(inspection)
        inspection.appoint()
        inspection.set_facts(appointed_on=act.dated)
        inspection.opened_from = act.case.stage
        inspection.save()
        act.go(step_on(act, Stage.INSPECTION))
        act.tell(subject=inspection.key)
    return inspection


def vary_inspection(
    *,
    by: User,
    inspection: Inspection,
    report_due_on: dt.date | NotPublished,
    functions: list[str] | None = None,
    reason: str,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Inspection:
    """Change the report date, or the functions by a new specification (T24)."""
    with acting("vary_inspection", case=inspection.case_id, by=by, past=past, expected_version=expected_version) as act:
        inspection = act.lock(inspection)
        before = inspection.report_due_on
        act.need(reason.strip(), "no_reason", "Give the reason, or the inspector's request.")
        later = report_due_on is NOT_PUBLISHED or report_due_on > (inspection.appointed_on or dt.date.min)
        act.need(later, "due_before", "The new date must be after the appointment.")
        act.check(inspection)
        inspection.set_facts(report_due_on=before if report_due_on is NOT_PUBLISHED and before else report_due_on)
        if functions:
            inspection.functions = functions
        act.spend(inspection)
        inspection.save()
        act.tell(subject=inspection.key, reason=reason, before={"due": str(before)}, after={"due": str(report_due_on)})
    return inspection


def serve_inspectors_requirement(
    *,
    by: User,
    inspection: Inspection,
    required_of: str,
    what: str,
    served_on: dt.date,
    comply_on: dt.date,
    expected_version: int | None = None,
) -> InspectorsRequirement:
    """Record an inspector's requirement; three clear days must lie between service and compliance (T25, R12)."""
    with acting(
        "serve_inspectors_requirement", case=inspection.case_id, by=by, expected_version=expected_version
    ) as act:
        inspection = act.lock(inspection)
        earliest = served_on + dt.timedelta(days=CLEAR_DAYS + 1)
        act.need(
            comply_on >= earliest, "too_soon", f"Three clear days are needed: {earliest} at the earliest (s.11(4)(a))."
        )
        act.need(required_of.strip() and what.strip(), "incomplete", "Say what is required, and of whom.")
        act.check(inspection)
        made = InspectorsRequirement.objects.create(
            inspection=inspection, required_of=required_of, what=what, served_on=served_on, comply_on=comply_on
        )
        act.tell(subject=inspection.key, effective_on=served_on)
    return made


def receive_inspection_report(
    *,
    by: User,
    inspection: Inspection,
    sent_to_authority_on: dt.date | NotPublished,
    sent_to_secretary_of_state_on: dt.date | NotPublished,
    recommends_directions: bool | NotPublished,
    recommended_steps: str = "",
    past: Past | None = None,
    expected_version: int | None = None,
) -> Inspection:
    """Record the report: both deliveries, and whether it recommends directions (T26, R13)."""
    with acting(
        "receive_inspection_report", case=inspection.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        inspection = act.lock(inspection)
        for day in (sent_to_authority_on, sent_to_secretary_of_state_on):
            known = day if isinstance(day, dt.date) else act.today
            in_time = (inspection.appointed_on or dt.date.min) <= known <= act.today
            act.need(in_time, "wrong_day", "A report is delivered after the appointment, and not in the future.")
        act.check(inspection)
        inspection.report()
        inspection.set_facts(
            sent_to_authority_on=sent_to_authority_on,
            sent_to_secretary_of_state_on=sent_to_secretary_of_state_on,
            recommends_directions=recommends_directions,
            recommended_steps=recommended_steps,
        )
        inspection.save()
        act.tell(subject=inspection.key, after={"recommends_directions": str(recommends_directions)})
    return inspection


def publish_inspection_report(
    *, by: User, inspection: Inspection, checks: str, past: Past | None = None, expected_version: int | None = None
) -> Inspection:
    """Decide that the report is published (T27): people criticised were heard, data protection was checked (R14)."""
    with acting(
        "publish_inspection_report", case=inspection.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        inspection = act.lock(inspection)
        act.need(
            past or checks.strip(),
            "no_checks",
            "Say how people criticised were heard and data protection checked (R14).",
        )
        act.check(inspection)
        act.spend(inspection)
        inspection.published_on = inspection.published_on or act.today
        inspection.save()
        act.tell(subject=inspection.key, reason=checks)
    return inspection


def respond_to_inspection(
    *,
    by: User,
    inspection: Inspection,
    reason: str,
    to: Stage | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Inspection:
    """Respond to a report without a stronger step (T29); the decider picks where the case goes (rulings 3)."""
    with acting(
        "respond_to_inspection", case=inspection.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        return _end(act, inspection, Inspection.Ending.RESPONDED, reason, to)


def end_inspection_early(
    *,
    by: User,
    inspection: Inspection,
    reason: str,
    to: Stage | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Inspection:
    """End an inspection before it reports, with fees settled (T2A)."""
    with acting(
        "end_inspection_early", case=inspection.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        return _end(act, inspection, Inspection.Ending.ENDED_EARLY, reason, to)


def _end(act: Act, inspection: Inspection, ending: str, reason: str, to: Stage | None) -> Inspection:
    inspection = act.lock(inspection)
    act.need(reason.strip(), "no_reason", "Give the reasons.")
    act.check(inspection)
    act.spend(inspection)
    inspection.end()
    inspection.ended_on, inspection.ending = act.today, ending
    inspection.save()
    land(act, to, ending=inspection, outcome=reason)
    act.tell(subject=inspection.key, reason=reason)
    return inspection
