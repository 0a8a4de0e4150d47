"""Where each act is done, and where each unmet condition is put right: addresses that take a case (design 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.urls import reverse

from bestvalue.accounts.models import Role
from bestvalue.errors import Unmet

from .models import Case, Clock, Instrument
from .moves import DRAFTERS, MOVES, OFFICIAL

# The page of each kind of instrument that has one of its own.
PAGES: Mapping[str, str] = {
    "notice": "notices:notice",
    "letter": "notices:letter",
    "information_requirement": "notices:requirement",
    "assessment": "themes:assessment",
    "case_note": "cases:note",
    "submission": "cases:submission",
    **{
        kind: f"interventions:{kind}"
        for kind in (
            *("external_review", "inspection", "package", "proposal", "direction", "appointment"),
            *("progress_report", "exit_strategy", "oversight_period"),
        )
    },
}
# The page of the case on which an act is done, by the name of its move.
DONE_AT: Mapping[str, str] = {
    "issue_notice": "notices:notices",
    "revise_notice": "notices:notices",
    "reissue_notice": "notices:notices",
    "withdraw_notice": "notices:notices",
    "do_not_reissue_notice": "notices:notices",
    "serve_requirement": "notices:notices",
    "prepare_publication": "desk:prepare_publication",
    "keep_file": "cases:keep_file",
    **{
        name: f"cases:{name}"
        for name in (
            "log_contact",
            "offer_support",
            "record_account",
            "agree_next_step",
            "agree_support",
            "consult_other_regimes",
            "hand_over_case",
            "write_note",
            "close_without_action",
        )
    },
    "answer_offer": "desk:engagement",
    "end_next_step": "desk:engagement",
    "end_support": "desk:engagement",
    "supersede": "cases:supersede",
    "correct_record": "cases:corrections",
    "restore_by_court_order": "interventions:restore_by_court_order",
    "agree_exit_strategy": "interventions:agree_exit_strategy",
    "receive_progress_report": "interventions:receive_progress_report",
    "receive_oversight_review": "interventions:receive_oversight_review",
    **dict.fromkeys(
        (
            *("commission_review", "receive_review_report", "end_review"),
            *("appoint_inspector", "appoint_assistant_inspector", "vary_inspection", "serve_inspectors_requirement"),
            *("receive_inspection_report", "publish_inspection_report", "respond_to_inspection"),
            *("end_inspection_early", "agree_package", "vary_package", "end_package"),
            *("propose_intervention", "propose_new_directions", "change_proposal", "extend_window", "close_window"),
            *("do_not_intervene", "restart_proposal", "do_not_proceed_with_proposal"),
            *("make_directions", "make_urgent_directions", "make_appointment", "end_appointment", "log_instruction"),
            *("hand_back_function", "enforce_directions", "start_exit", "halt_exit", "revoke_directions"),
            *("let_directions_lapse", "extend_oversight", "close_after_oversight", "return_to_engagement"),
        ),
        "interventions:index",
    ),
    **{
        name: f"interventions:{name}"
        for name in (
            "draft_review",
            "draft_inspection",
            "draft_package",
            "draft_proposal",
            "draft_directions",
            "draft_appointment",
        )
    },
    "observe": "themes:observations",
    "draft_assessment": "themes:draft_assessment",
    "edit_assessment": "themes:assessments",
    "agree_assessment": "themes:assessments",
    "draft_notice": "notices:new_notice",
    "draft_requirement": "notices:new_requirement",
    **dict.fromkeys(
        (
            "submit_notice",
            "submit_inspection",
            "submit_proposal_after_inspection",
            "submit_after_package",
            "submit_proposal",
        ),
        "cases:new_submission",
    ),
    **dict.fromkeys(("refuse_notice", "refuse_inspection", "refuse_proposal"), "cases:submissions"),
}

# The act that meets a condition, by its code, where one act alone does.
MET_BY: Mapping[str, str] = {
    "no_support": "agree_support",
    "no_account": "record_account",
    "no_draft_assessment": "draft_assessment",
    "other_regimes": "consult_other_regimes",
    "no_draft_review": "draft_review",
    "no_draft_inspection": "draft_inspection",
    "no_draft_package": "draft_package",
    "no_draft_proposal": "draft_proposal",
    "no_draft_directions": "draft_directions",
    "no_exit_strategy": "agree_exit_strategy",
    "no_draft_notice": "draft_notice",
    "no_draft_requirement": "draft_requirement",
}

# The page of the case on which a condition is met, by its code.
MET_AT: Mapping[str, str] = {
    **{code: DONE_AT[act] for code, act in MET_BY.items()},
    "no_assessment": "themes:assessments",
    **dict.fromkeys(
        (
            *("no_review", "no_inspection", "no_report", "inspection_running", "no_package", "no_proposal"),
            *("no_open_window", "window_open", "representations_unread", "no_directions", "directions_made"),
            *("no_urgency", "no_notices", "no_appointment", "nobody_serves", "nobody_reports", "no_oversight"),
            *("nothing_to_quash",),
        ),
        "interventions:index",
    ),
    "instruments_live": "desk:case_moves",
    "proposal_undecided": "interventions:index",
    "no_decision": "cases:submissions",
    "text_changed": "cases:submissions",
    "decider_left": "cases:submissions",
    "nothing_with_minister": "cases:submissions",
    **dict.fromkeys(
        ("notice_live", "no_live_notice", "period_running", "not_publishable", "progress_not_assessed"),
        "notices:notices",
    ),
}


def linked(unmet: Iterable[Unmet], case: Case) -> list[Unmet]:
    """The same conditions, each with the address of the page on which it is met, where there is one."""
    return [each if each.link else replace(each, link=_page(MET_AT, each.code, case)) for each in unmet]


def without_what_is_shut(unmet: Iterable[Unmet], roles: frozenset[Role]) -> list[Unmet]:
    """The same conditions, without the address where the page is that of an act which none of these roles does."""
    return [each if roles.intersection(_openers(each)) else replace(each, link="") for each in unmet]


def _openers(unmet: Unmet) -> Iterable[Role]:
    if unmet.code in MET_BY:
        return MOVES[MET_BY[unmet.code]].performers
    return Role if unmet.code in MET_AT else OFFICIAL  # what is in neither table is put right in a draft


def page_of_instrument(key: str, case: Case) -> str:
    """The address of the page of the instrument that a key such as `notice:<id>` names; empty where it has none."""
    kind, _, pk = key.partition(":")
    return reverse(PAGES[kind], args=[case.ref, pk]) if kind in PAGES else ""


def page_of_clock(clock: Clock) -> str:
    """The address of what a clock runs on: an instrument, or what asks to consider the Duty; empty for none."""
    if clock.case:
        return page_of_instrument(clock.subject, clock.case)
    kind, _, pk = clock.subject.partition(":")
    return reverse("authorities:consider", args=[pk]) if kind == "service_failure" else ""


def page_of_act(name: str, case: Case) -> str:
    """The address of the page on which this act is done on this case; empty where it has none."""
    return _page(DONE_AT, name, case)


def page_for(roles: frozenset[Role], name: str, case: Case) -> str:
    """The same for who holds these roles: who clears submissions and drafts none is led to the list of them."""
    clears = DONE_AT.get(name) == "cases:new_submission" and roles.isdisjoint(DRAFTERS)
    return reverse("cases:submissions", args=[case.ref]) if clears else page_of_act(name, case)


def page_to_ask(move: str, instrument: Instrument, case: Case) -> str:
    """The address of the page on which a minister is asked for this act, and for what is asked beside it."""
    asks = [(move, instrument), *instrument.asked_with(move)]
    query = {"act": [each for each, _ in asks], "of": [each.key for _, each in asks]}
    return reverse("cases:new_submission", args=[case.ref], query=query)


def _page(table: Mapping[str, str], name: str, case: Case) -> str:
    return reverse(table[name], args=[case.ref]) if name in table else ""
