"""What waits on its way to a minister, and back: submissions and approvals."""

from collections.abc import Iterable

from bestvalue import clock
from bestvalue.accounts.models import Role
from cases.models import SubmissionAct
from cases.moves import LEAD, MOVES, Move
from cases.where import page_of_instrument

from .facts import OFFERED, WRITTEN, Facts, Turn, Turns

MINISTER = "A minister"


def a_draft_submission(facts: Facts) -> Turns:
    """A submission that is being written, or that came back, waits for its drafter."""
    for each in facts.submissions:
        if each.state == "draft":
            since = [day for verb in WRITTEN if (day := facts.steps.get((each.key, verb)))]
            what = f"Finish the submission and send it for clearance: {each}"
            yield Turn(str(each.drafted_by), what, max(since, default=None), page=facts.page_of(each))


def a_submission_to_clear(facts: Facts) -> Turns:
    """A submission that was sent for clearance waits for a deputy director."""
    for each in facts.submissions:
        if each.state == "for_clearance":
            since = facts.steps.get((each.key, OFFERED))
            yield Turn(
                "A deputy director", f"Clear the submission or return it: {each}", since, page=facts.page_of(each)
            )


def a_submission_with_a_minister(facts: Facts) -> Turns:
    """A submission that was cleared waits for the minister in office it is addressed to, or for whoever may decide."""
    for each in facts.submissions:
        if each.state == "with_minister":
            who = str(each.minister) if each.in_office else _decider(MOVES[act.move] for act in each.acts.all())
            since = clock.day_of(each.sent_at) if each.sent_at else None
            yield Turn(f"{who}, through private office", f"Decide: {each}", since, page=facts.page_of(each))


def _decider(moves: Iterable[Move]) -> str:
    return "The Secretary of State" if any(Role.MINISTER not in each.decider for each in moves) else MINISTER


def an_approval_to_confirm(facts: Facts) -> Turns:
    """An approval whose giver has left office waits for a successor (rulings 16)."""
    for each in facts.approvals:
        if not each.in_office:  # type: ignore[attr-defined]
            what = f"Confirm what a predecessor approved: {_small(each)}"
            yield Turn(_decider([MOVES[each.move]]), what, each.decided_on, page=facts.page_of(each.submission))


def an_approval_to_carry_out(facts: Facts) -> Turns:
    """An approval in force waits for somebody who may carry the act out (rulings 12)."""
    who = " or ".join(role.label.lower() for role in LEAD)
    for each in facts.approvals:
        if each.in_office:  # type: ignore[attr-defined]
            page = page_of_instrument(each.subject, facts.case) or facts.page_of(each.submission)
            yield Turn(f"A {who}", f"Carry out what was approved: {_small(each)}", each.decided_on, page=page)


def _small(asked: SubmissionAct) -> str:
    label = MOVES[asked.move].label
    return label[0].lower() + label[1:]
