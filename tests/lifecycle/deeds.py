"""What the random walk can do: drafts of every instrument, acts that a minister decides, and acts of officials."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from bestvalue import clock
from cases.models import Case, Instrument, SupportArrangement
from cases.services import opening
from cases.services.files import attach
from interventions.models import Appointment, Direction, Inspection, OversightPeriod, Package, Proposal, Representation
from interventions.services import (
    appointments,
    court,
    directions,
    exits,
    inspections,
    leaving,
    oversight,
    packages,
    proposals,
    reports,
    representations,
)
from notices import services as notices
from notices.models import Notice
from tests.support.assessing import assessed

from .build import FINDINGS

Facts = dict[str, Any]
Draw = Callable[..., Any]
WORDS: Facts = {"reason": "Because of the evidence."}
VIEWS = {"authority": "Ready.", "commissioners": "Ready.", "officials": "Ready."}


def in_days(days: int) -> dt.date:
    """The day so many days after the walk's today."""
    return clock.today() + dt.timedelta(days=days)


def _notice(case: Case, by: Any) -> Instrument:
    return notices.draft_notice(
        by=by,
        case=case,
        concerns=[{"theme_id": "ur", "text": "Reserves were used unplanned."}],
        expectations=["Agree a balanced plan."],
        recipients=[{"officer": case.authority.officers.first(), "role": "to"}],
        what_prompted="The auditor's report.",
        private_response="They accept it.",
    )


def _inspection(case: Case, by: Any) -> Instrument:
    return inspections.draft_inspection(
        by=by,
        case=case,
        functions=["Governance"],
        inspector="A. Inspector",
        conflicts_check="None found.",
        fees="At cost",
        evidence="A disclosure.",
        report_due_on=in_days(90),
    )


def _package(case: Case, by: Any) -> Instrument:
    return packages.draft_package(
        by=by,
        case=case,
        model="board",
        agreement="Their letter.",
        terms="Terms.",
        members="Three.",
        reporting="Quarterly",
        review_on=in_days(365),
    )


def _proposal(case: Case, by: Any) -> Instrument:
    return proposals.draft_proposal(
        by=by,
        case=assessed(case),
        evidence="The report.",
        model="Commissioners",
        period="Two years",
        cost="Paid by the authority.",
        services_statement="Services stay funded.",
        exit_strategy="Step by step.",
        actions=["Agree a plan."],
        findings=FINDINGS,
    )


def _direction(case: Case, by: Any) -> Instrument:
    return directions.draft_directions(
        by=by,
        case=case,
        proposal=Proposal.objects.filter(case=case, state__in=("open", "closed")).first(),
        recitals="The Duty is not met.",
        actions=["Agree a plan."],
        findings=FINDINGS,
        ends_on=in_days(400),
        package_fate="absorbed",
    )


def _urgent(case: Case, by: Any) -> Instrument:
    return directions.draft_directions(
        by=by,
        case=case,
        recitals="Immediate danger.",
        actions=["Stop the sale."],
        findings=FINDINGS,
        package_fate="continues",
        ends_on=in_days(200),
        is_urgent=True,
        urgency_reason="The sale is tomorrow.",
        legal_advice="It is urgent.",
        notice_to_authority="To you.",
        notice_to_representatives="To the LGA.",
    )


def _appointment(case: Case, by: Any) -> Instrument:
    drafted = appointments.draft_appointment(by=by, case=case, person="A. Commissioner", role="commissioner")
    return appointments.clear_conflicts(
        by=by, appointment=drafted, finding="None found.", two_roles_reason="Both are needed."
    )


def restore_by_court_order(by: Any, quashed: Any, order: str) -> Any:
    """Carry out an order, whose paper is kept on the case first."""
    case = quashed.case
    sealed = attach(by=by, case=case, subject=quashed.key, name="order.txt", content=b"Quashed.")
    return court.restore_by_court_order(by=by, quashed=quashed, order=order, sealed=sealed)


Deed = tuple[Callable[..., Any], str, type[Any], tuple[str, ...], Callable[[Draw], Facts]]


def _to(draw: Draw) -> Facts:
    return {**WORDS, "to": draw("to")}


def _leaving(draw: Draw) -> Facts:
    return {**WORDS, "views": VIEWS}


def _words(draw: Draw) -> Facts:
    return WORDS


def _none(draw: Draw) -> Facts:
    return {}


# What to draft where none is there, by the act that needs it.
DRAFTS: Mapping[str, Callable[[Case, Any], Instrument]] = {
    **dict.fromkeys(("issue_notice", "revise_notice", "reissue_notice"), _notice),
    "appoint_inspector": _inspection,
    "agree_package": _package,
    **dict.fromkeys(("propose_intervention", "propose_new_directions", "change_proposal"), _proposal),
    "make_directions": _direction,
    "make_urgent_directions": _urgent,
    "make_appointment": _appointment,
}

# Acts that a minister decides: service, the name of its argument, instrument, states it is meant for, other facts.
DECIDED: tuple[Deed, ...] = (
    (notices.issue_notice, "notice", Notice, ("draft",), _none),
    (notices.revise_notice, "notice", Notice, ("draft",), _none),
    (notices.reissue_notice, "notice", Notice, ("draft",), _none),
    (notices.withdraw_notice, "notice", Notice, ("issued",), _to),
    (notices.do_not_reissue_notice, "notice", Notice, ("issued",), _to),
    (inspections.appoint_inspector, "inspection", Inspection, ("draft",), _none),
    (inspections.respond_to_inspection, "inspection", Inspection, ("reported",), _to),
    (inspections.end_inspection_early, "inspection", Inspection, ("appointed",), _to),
    (packages.agree_package, "package", Package, ("draft",), _none),
    (packages.end_package, "package", Package, ("agreed",), lambda draw: {**_to(draw), "final_view": "Done."}),
    (proposals.propose_intervention, "proposal", Proposal, ("draft",), _none),
    (proposals.propose_new_directions, "proposal", Proposal, ("draft",), _none),
    (proposals.change_proposal, "proposal", Proposal, ("draft",), _words),
    (proposals.do_not_intervene, "proposal", Proposal, ("closed",), _to),
    (proposals.restart_proposal, "proposal", Proposal, ("open", "closed"), _words),
    (proposals.do_not_proceed_with_proposal, "proposal", Proposal, ("open", "closed"), _to),
    (directions.make_directions, "direction", Direction, ("draft",), _words),
    (directions.make_urgent_directions, "direction", Direction, ("draft",), _none),
    (leaving.revoke_directions, "direction", Direction, ("made",), _leaving),
    (leaving.let_directions_lapse, "direction", Direction, ("made",), _leaving),
    (exits.start_exit, "case", Direction, ("made",), _words),
    (exits.halt_exit, "case", Direction, ("made",), _words),
    (oversight.close_after_oversight, "period", OversightPeriod, ("reviewed",), _words),
    (
        oversight.extend_oversight,
        "period",
        OversightPeriod,
        ("reviewed",),
        lambda draw: {**WORDS, "review_due_on": in_days(draw("days"))},
    ),
    (
        appointments.make_appointment,
        "appointment",
        Appointment,
        ("conflicts_cleared",),
        _none,
    ),
    (
        appointments.end_appointment,
        "appointment",
        Appointment,
        ("serving",),
        lambda draw: {**WORDS, "ended_on": clock.today()},
    ),
)

_OFFICIAL: tuple[Deed, ...] = (
    (
        proposals.close_window,
        "proposal",
        Proposal,
        ("open",),
        lambda draw: {"nothing_more_to_say": "We have said all." if draw("days") % 3 == 0 else ""},
    ),
    (
        representations.log_representation,
        "proposal",
        Proposal,
        ("open", "closed"),
        lambda draw: {"sender": "They", "received_on": clock.today(), "channel": "email", "text": "No."},
    ),
    (
        inspections.receive_inspection_report,
        "inspection",
        Inspection,
        ("appointed",),
        lambda draw: {
            "sent_to_authority_on": clock.today(),
            "sent_to_secretary_of_state_on": clock.today(),
            "recommends_directions": True,
        },
    ),
    (
        reports.receive_progress_report,
        "case",
        Direction,
        ("made",),
        lambda draw: {
            "author": "They",
            "dated_on": clock.today(),
            "received_on": clock.today(),
            "scope_recommended": "None",
            "text": "Progress.",
        },
    ),
    (
        exits.agree_exit_strategy,
        "case",
        Direction,
        ("made",),
        lambda draw: {"text": "Step by step.", "milestones": [{"text": "A balanced budget"}]},
    ),
    (restore_by_court_order, "quashed", Direction, ("made",), lambda draw: {"order": "CO/1/2025"}),
    (restore_by_court_order, "quashed", Proposal, ("open", "closed"), lambda draw: {"order": "CO/2/2025"}),
)
_DEPUTY: tuple[Deed, ...] = (
    (
        proposals.extend_window,
        "proposal",
        Proposal,
        ("open",),
        lambda draw: {**WORDS, "closes_on": in_days(draw("days"))},
    ),
    (oversight.return_to_engagement, "period", OversightPeriod, ("running", "reviewed"), _words),
    (
        oversight.receive_oversight_review,
        "case",
        OversightPeriod,
        ("running", "reviewed"),
        lambda draw: {"reviewer": "LGA", "findings": "It holds.", "independence": "Outside."},
    ),
    (
        opening.end_support,
        "support",
        SupportArrangement,
        ("agreed",),
        lambda draw: {**WORDS, "close": draw("days") % 2 == 0},
    ),
)
UNDECIDED = {"lead": _OFFICIAL, "deputy_director": _DEPUTY}
UNANSWERED = Representation.objects.exclude(state="answered")
