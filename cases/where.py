"""Where each act is done, and where each unmet condition is put right: addresses that take a case (design 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.urls import reverse

from bestvalue.errors import Unmet

from .models import Case, Instrument

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
            "close_without_action",
        )
    },
    "answer_offer": "desk:engagement",
    "end_next_step": "desk:engagement",
    "end_support": "desk:engagement",
    "receive_review_report": "desk:engagement",
    "commission_review": "desk:engagement",
    "end_review": "desk:engagement",
    "draft_review": "interventions:draft_review",
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

# The page of the case on which a condition is met, by its code.
MET_AT: Mapping[str, str] = {
    "no_support": "cases:agree_support",
    "no_account": "cases:record_account",
    "other_regimes": "cases:consult_other_regimes",
    "no_draft_review": "interventions:draft_review",
    "no_review": "desk:engagement",
    "instruments_live": "desk:case_moves",
    "proposal_undecided": "desk:case_moves",
    "no_decision": "cases:submissions",
    "text_changed": "cases:submissions",
    "decider_left": "cases:submissions",
    "no_draft_notice": "notices:new_notice",
    "no_draft_requirement": "notices:new_requirement",
    "nothing_with_minister": "cases:submissions",
    **dict.fromkeys(
        ("notice_live", "no_live_notice", "period_running", "not_publishable", "progress_not_assessed"),
        "notices:notices",
    ),
}


def linked(unmet: Iterable[Unmet], case: Case) -> list[Unmet]:
    """The same conditions, each with the address of the page on which it is met, where there is one."""
    return [each if each.link else replace(each, link=_page(MET_AT, each.code, case)) for each in unmet]


def page_of_act(name: str, case: Case) -> str:
    """The address of the page on which this act is done on this case; empty where it has none."""
    return _page(DONE_AT, name, case)


def page_to_ask(move: str, instrument: Instrument, case: Case) -> str:
    """The address of the page on which a minister is asked for this act on this instrument."""
    return reverse("cases:new_submission", args=[case.ref], query={"act": move, "of": instrument.key})


def _page(table: Mapping[str, str], name: str, case: Case) -> str:
    return reverse(table[name], args=[case.ref]) if name in table else ""
