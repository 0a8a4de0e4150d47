"""What else a minister does with a box: stand aside for an interest, and confirm what a predecessor decided."""

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden
from cases.models import Recusal, Submission, SubmissionAct
from cases.moves import MOVES
from cases.services.act import acting
from cases.services.decisions import in_office

from .clearing import need_able
from .texts import has_moved_on


def recuse(
    *, by: User, submission: Submission, interest: str, to: User | None = None, expected_version: int | None = None
) -> Submission:
    """A minister whose interest takes them out stands aside; the box passes to `to`, or to any other minister."""
    with acting("recuse", case=submission.case_id, by=by, expected_version=expected_version) as act:
        submission = act.lock(submission)
        act.need(interest.strip(), "no_interest", "Say what the interest is.")
        act.need(submission.state == "with_minister", "not_waiting", "It is not with a minister.")
        aside = submission.recusals.filter(minister=by).exists()
        act.need(not aside, "already_aside", "You have stood aside from this submission already.")
        act.need(to != by, "to_yourself", "Pass it to another minister.")
        if to:
            need_able(act, submission, to)
        act.check()
        Recusal.objects.create(submission=submission, minister=by, interest=interest, declared_at=clock.now())
        if to or submission.minister == by:
            submission.minister = to
            submission.save(update_fields=["minister"])
        act.tell(subject=submission.key, reason=interest, after={"to": str(to or "any minister")})
    return submission


def confirm_decision(*, by: User, asked: SubmissionAct, expected_version: int | None = None) -> SubmissionAct:
    """A successor confirms an unspent approval of a minister who has left office (rulings 16)."""
    with acting("confirm_decision", case=asked.submission.case_id, by=by, expected_version=expected_version) as act:
        submission, asked = act.lock(asked.submission), act.lock(asked)
        if by.roles_on(act.today).isdisjoint(MOVES[asked.move].decider):
            raise Forbidden("Only a minister in office confirms this.")
        act.need(asked.state == "approved", "not_approved", "There is no unspent approval to confirm.")
        act.need(
            not in_office(asked, act.today),
            "in_office",
            "The minister who decided or confirmed it is still in office.",
        )
        need_able(act, submission, by)
        act.need(not has_moved_on(asked), "text_changed", "The text has changed since. It needs a new decision.")
        act.check()
        asked.confirmed_by, asked.confirmed_on = by, act.today
        asked.save(update_fields=["confirmed_by", "confirmed_on"])
        after = {"act": asked.move, "of": asked.subject, "document": asked.document.sha256}
        act.tell(subject=submission.key, decided_on=act.today, after=after)
    return asked
