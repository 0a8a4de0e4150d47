"""Whose move it is: who is waited for on a case, since when and by when, from its facts alone. It moves nothing (N1).

One rule for each way in which a case waits; `RULES` is the table of them, and holds in the past too. What is kept of
the present only, tasks and publications in preparation, is in `OF_THE_PRESENT`.
"""

from collections.abc import Callable

from bestvalue.accounts.models import User
from cases.conditions import Situation

from . import decisions, instruments, present
from .facts import Facts, Rule, Turn, Turns

__all__ = ["OF_THE_PRESENT", "RULES", "Turn", "present_turns_of", "turns_of"]

RULES: tuple[Rule, ...] = (
    decisions.a_submission_with_a_minister,
    decisions.an_approval_to_confirm,
    decisions.an_approval_to_carry_out,
    decisions.a_submission_to_clear,
    decisions.a_draft_submission,
    instruments.notices_of_urgency,
    instruments.a_notice_to_serve,
    instruments.a_window,
    instruments.a_window_that_is_over,
    instruments.representations,
    instruments.directions_that_lapsed,
    instruments.a_period_that_ended,
    instruments.an_inspection_under_way,
    instruments.an_inspection_that_reported,
    instruments.a_review,
    instruments.a_progress_report,
    instruments.oversight,
    instruments.a_return,
    instruments.an_offer,
    instruments.a_next_step,
    instruments.a_correction,
)
OF_THE_PRESENT: tuple[Callable[[Facts, User], Turns], ...] = (present.tasks, present.publications)


def turns_of(situation: Situation) -> list[Turn]:
    """Everybody who is waited for on a case, in the order of the rules."""
    facts = Facts(situation)
    return [turn for rule in RULES for turn in rule(facts)] if situation.case.is_open else []


def present_turns_of(situation: Situation, user: User) -> list[Turn]:
    """The open tasks on the case, and publications in preparation, that this person may know of."""
    return [turn for rule in OF_THE_PRESENT for turn in rule(Facts(situation), user)]
