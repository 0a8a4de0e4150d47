"""Which acts need a fresh proof that it is the person (rulings 18): the one list that the pages and the API read."""

from collections.abc import Callable, Mapping

from .models import User

HEADER = "Step-Up-Code"
STEP_UP: Mapping[str, str] = {
    "clear_submission": "clear a submission for a minister",
    "decide": "decide on a submission",
    "confirm_decision": "confirm a predecessor's decision",
    "send_letter": "send a letter",
    "issue_notice": "issue a Best Value Notice",
    "revise_notice": "issue a revised Best Value Notice",
    "reissue_notice": "reissue a Best Value Notice",
    "withdraw_notice": "withdraw a Best Value Notice",
    "do_not_reissue_notice": "record that a Best Value Notice is not reissued",
    "serve_requirement": "require information",
    "commission_review": "commission a review",
    "appoint_inspector": "appoint an inspector",
    "appoint_assistant_inspector": "appoint an assistant inspector",
    "vary_inspection": "change an inspection",
    "publish_inspection_report": "record that an inspection report is published",
    "respond_to_inspection": "respond to an inspection",
    "end_inspection_early": "end an inspection early",
    "agree_package": "agree a non-statutory package",
    "vary_package": "change a non-statutory package",
    "end_package": "end a non-statutory package",
    "propose_intervention": "say that the Secretary of State is minded to intervene",
    "propose_new_directions": "propose new directions",
    "change_proposal": "put a changed proposal to the authority",
    "restart_proposal": "start a proposal again",
    "do_not_intervene": "record that there is no intervention",
    "do_not_proceed_with_proposal": "record that a proposal goes no further",
    "make_directions": "make directions",
    "make_urgent_directions": "make urgent directions",
    "hand_back_function": "hand a function back",
    "enforce_directions": "record enforcement of directions",
    "make_appointment": "make an appointment",
    "end_appointment": "end an appointment",
    "reply_to_report": "record a minister's reply to a report",
    "start_exit": "start the exit",
    "halt_exit": "return from exit to intervention",
    "revoke_directions": "revoke directions",
    "let_directions_lapse": "let directions lapse",
    "extend_oversight": "extend oversight",
    "close_after_oversight": "close a case after oversight",
    "restore_by_court_order": "restore a case as a court ordered",
    "supersede": "record that an authority was abolished",
    "correct_record": "void an event that was recorded by mistake",
    "approve_publication": "approve a publication",
    "publish": "publish",
    "close_account": "close somebody's account",
    "remove_due": "have records removed for good",
    "lift_hold": "lift a legal hold",
    "freeze_statistics": "freeze the statistics of a quarter",
    "export_list": "take a list away as a file",
    "export_search": "take away what a search for a person found",
    "export_bundle": "make or download the bundle of a decision",
}
"""Names of acts, as their moves or services are called, and what the person confirms in words."""

Describer = Callable[[User, str], str | None]
_describers: list[Describer] = []


def describes_documents(describer: Describer) -> Describer:
    """Register what names, in words, a document by its hash or an instrument by its key.

    It gives None for what it does not know, and for what the person may not know of.
    """
    _describers.append(describer)
    return describer


def in_words(user: User, document: str) -> str | None:
    """What a person is asked to confirm an act on; None where there is no such thing for them."""
    return next((words for each in _describers if (words := each(user, document))), None)
