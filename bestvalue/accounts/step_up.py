"""Which acts need a fresh proof that it is the person (rulings 18): the one list that the pages and the API read."""

from collections.abc import Callable, Mapping

from .models import User

HEADER = "Step-Up-Code"
STEP_UP: Mapping[str, str] = {
    "clear_submission": "clear a submission for a minister",
    "decide": "decide on a submission",
    "confirm_decision": "confirm a predecessor's decision",
    "issue_notice": "issue a Best Value Notice",
    "revise_notice": "issue a revised Best Value Notice",
    "reissue_notice": "reissue a Best Value Notice",
    "serve_requirement": "require information",
    "appoint_inspector": "appoint an inspector",
    "appoint_assistant_inspector": "appoint an assistant inspector",
    "agree_package": "agree a non-statutory package",
    "propose_intervention": "say that the Secretary of State is minded to intervene",
    "propose_new_directions": "propose new directions",
    "change_proposal": "put a changed proposal to the authority",
    "make_directions": "make directions",
    "make_urgent_directions": "make urgent directions",
    "make_appointment": "make an appointment",
    "revoke_directions": "revoke directions",
    "approve_publication": "approve a publication",
    "publish": "publish",
    "close_account": "close somebody's account",
    "remove_due": "have records removed for good",
    "lift_hold": "lift a legal hold",
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
