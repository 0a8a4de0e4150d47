"""Taking advice to a minister, and recording what the minister decides (design 5, rulings 15 to 18)."""

from .boxes import confirm_decision, recuse
from .clearing import clear_submission, return_submission, take_back_submission
from .deciding import decide
from .drafting import (
    add_annexes,
    draft_submission,
    edit_submission,
    lapse_submission,
    offer_for_clearance,
)
from .editing import need_not_with_minister, void_approvals

__all__ = [
    "add_annexes",
    "clear_submission",
    "confirm_decision",
    "decide",
    "draft_submission",
    "edit_submission",
    "lapse_submission",
    "need_not_with_minister",
    "offer_for_clearance",
    "recuse",
    "return_submission",
    "take_back_submission",
    "void_approvals",
]
