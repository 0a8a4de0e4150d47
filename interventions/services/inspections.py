"""Inspections (T22 to T2A; LGA 1999 ss.10 to 13)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from bestvalue.accounts.models import User
from cases.days import after_clear_days
from cases.models import NOT_PUBLISHED, Case, NotPublished
from cases.services.act import Act, Past, acting
from cases.services.landing import land, step_on
from cases.stages import Stage
from interventions.models import CriticisedPerson, Inspection, InspectorsRequirement

from .drafts import Draft, begin, document_of, edit
from .people import need_drafted_by_another, need_one_role

CLEAR_DAYS = 3
TIME_TO_ANSWER = dt.timedelta(days=14)


INSPECTION = Draft(
    Inspection,
    "draft_inspection",
    "edit_inspection",
    document_of("appoint_inspector"),
    fields=(
        *("functions", "inspector", "conflicts_check", "two_roles_reason"),
        *("fees", "evidence", "report_due_on"),
    ),
)


def draft_inspection(
    *, by: User, case: Case, past: Past | None = None, expected_version: int | None = None, **given: Any
) -> Inspection:
    """Draft an inspection: functions, inspector, conflicts check, fees, evidence, report date."""
    drafted: Inspection = begin(INSPECTION, by=by, case=case, past=past, expected_version=expected_version, given=given)
    return drafted


def edit_inspection(
    *, by: User, inspection: Inspection, expected_version: int | None = None, **given: Any
) -> Inspection:
    """Edit a draft inspection."""
    edited: Inspection = edit(INSPECTION, by=by, draft=inspection, expected_version=expected_version, given=given)
    return edited


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
        need_drafted_by_another(act, inspection)
        act.unmet.extend([] if past else inspection.lacks())
        need_one_role(act, inspection.inspector, inspection.two_roles_reason)
        act.need(not due or due > act.today, "due_passed", "The report must be due after the appointment.")
        act.check(inspection)
        act.spend(inspection)
        inspection.appoint()
        inspection.set_facts(appointed_on=act.dated)
        inspection.issued_by = None if past else by
        inspection.opened_from = act.case.stage
        inspection.save()
        act.go(step_on(act, Stage.INSPECTION))
        act.tell(subject=inspection.key)
    return inspection


def vary_inspection(
    *,
    by: User,
    inspection: Inspection,
    reason: str,
    report_due_on: dt.date | NotPublished | None = None,
    functions: list[str] | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Inspection:
    """Change the report date, or the functions by a new specification (T24); what is not given is as was approved."""
    with acting("vary_inspection", case=inspection.case_id, by=by, past=past, expected_version=expected_version) as act:
        inspection = act.lock(inspection)
        before = inspection.report_due_on
        act.need(reason.strip(), "no_reason", "Give the reason, or the inspector's request.")
        act.adopt(inspection)
        if report_due_on is not None:
            inspection.set_facts(report_due_on=before if report_due_on is NOT_PUBLISHED and before else report_due_on)
        if functions:
            inspection.functions = functions
        due = inspection.report_due_on
        later = not due or due > (inspection.appointed_on or dt.date.min)
        act.need(later, "due_before", "The new date must be after the appointment.")
        act.check(inspection)
        act.spend(inspection)
        inspection.save()
        act.tell(subject=inspection.key, reason=reason, before={"due": str(before)}, after={"due": str(due)})
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
        earliest = after_clear_days(served_on, CLEAR_DAYS)
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
    steps: Sequence[Mapping[str, Any]] = (),
    past: Past | None = None,
    expected_version: int | None = None,
) -> Inspection:
    """Record the report: both deliveries, and whether it recommends directions (T26, R13).

    `steps` are what it recommends, each with its `text` and whether it is taken `with_support` (response para 78).
    """
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
        for step in steps:
            inspection.steps.create(**step)
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
        unheard = inspection.criticised.filter(answered_on=None, sent_on__gt=act.today - TIME_TO_ANSWER)
        message = "Somebody whom the report criticises still has time to answer. Record the answer, or wait (R14)."
        act.need(past or not unheard.exists(), "unheard", message)
        act.need(
            past or checks.strip(),
            "no_checks",
            "Say how people criticised were heard and data protection checked (R14).",
        )
        act.adopt(inspection)
        act.check(inspection)
        act.spend(inspection)
        inspection.published_on = inspection.published_on or act.today
        inspection.save()
        act.tell(subject=inspection.key, reason=checks)
    return inspection


def send_passages(
    *,
    by: User,
    inspection: Inspection,
    person: str,
    passages: str,
    sent_on: dt.date,
    expected_version: int | None = None,
) -> CriticisedPerson:
    """Record that somebody whom a report criticises was sent those passages, to answer before it is published (R14)."""
    with acting("send_passages", case=inspection.case_id, by=by, expected_version=expected_version) as act:
        inspection = act.lock(inspection)
        act.need(inspection.is_live, "no_inspection", "The inspection is not live.")
        act.need(person.strip() and passages.strip(), "incomplete", "Say who was sent which passages.")
        act.need(sent_on <= act.today, "later", "It is recorded once they were sent.")
        act.check()
        made: CriticisedPerson = inspection.criticised.create(person=person, passages=passages, sent_on=sent_on)
        act.tell(subject=inspection.key, effective_on=sent_on, after={"criticised": made.pk})
    return made


def record_passages_answer(
    *, by: User, criticised: CriticisedPerson, answered_on: dt.date, answer: str, expected_version: int | None = None
) -> CriticisedPerson:
    """Record what a criticised person answers, in their own words."""
    case = criticised.inspection.case_id
    with acting("record_passages_answer", case=case, by=by, expected_version=expected_version) as act:
        criticised = act.lock(criticised)
        act.need(criticised.answered_on is None, "answered", f"They answered on {criticised.answered_on}.")
        in_time = criticised.sent_on <= answered_on <= act.today
        act.need(in_time, "wrong_day", "They answer after they were sent the passages, and not in the future.")
        act.need(answer.strip(), "no_answer", "Give the answer.")
        act.check()
        criticised.answered_on, criticised.answer = answered_on, answer
        criticised.save()
        act.tell(subject=criticised.inspection.key, effective_on=answered_on, after={"criticised": criticised.pk})
    return criticised


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
    act.adopt(inspection)
    act.check(inspection)
    act.spend(inspection)
    inspection.end()
    inspection.ended_on, inspection.ending = act.today, ending
    inspection.save()
    land(act, to, ending=inspection, outcome=reason)
    act.tell(subject=inspection.key, reason=reason)
    return inspection
