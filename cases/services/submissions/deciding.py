"""The minister's decision on each act of a submission, in person or recorded by private office with proof (N6)."""

import datetime as dt

from django.db.models import Exists, OuterRef

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.errors import Forbidden
from cases.asks import OTHER_OUTCOME
from cases.models import Submission, SubmissionAct
from cases.moves import MOVES
from cases.services.act import Act, acting
from cases.services.telling import tell_of_submission

from .clearing import back_to_draft, wrote
from .texts import has_moved_on, instrument_of

DECISIONS = {"approve": "approved", "return_for_changes": "returned", "decline": "declined"}


def decide(
    *,
    by: User,
    asked: SubmissionAct,
    decision: str,
    reasons: str,
    interests: str = "",
    minister: User | None = None,
    proof: str = "",
    decided_at: dt.datetime | None = None,
    expected_version: int | None = None,
) -> SubmissionAct:
    """A minister decides one act of a submission: `approve`, `return_for_changes` or `decline`.

    Private office may record a decision that `minister` took at `decided_at`, with `proof`. Any minister who holds
    the office may decide, whoever it is addressed to. Raises Forbidden, Changed or Refused.
    """
    with acting("decide", case=asked.submission.case_id, by=by, expected_version=expected_version) as act:
        submission, asked = act.lock(asked.submission), act.lock(asked)
        decider, moment = minister or by, decided_at or clock.now()
        _check_decider(by, decider, submission, asked, proof)
        _need_waiting(act, submission, asked, decision, reasons)
        if decision == "approve":
            act.unmet.extend(instrument_of(asked).not_decidable(asked.move, moment.astimezone(clock.LONDON).date()))
        act.need(_in_time(submission, moment), "not_then", "Give a time between its going to the minister and now.")
        act.check()
        getattr(asked, decision)()
        asked.decided_by, asked.decided_at, asked.reasons = decider, moment, reasons
        asked.decided_on = moment.astimezone(clock.LONDON).date()
        asked.recorded_by, asked.proof, asked.interests = (by if decider != by else None), proof, interests
        asked.save()
        if decision == "approve":
            _decline_the_other(asked)
        _settle(submission)
        _tell(act, asked, submission)
        subject = f"{DECISIONS[decision].capitalize()} by a minister: {MOVES[asked.move].label}"
        tell_of_submission(act, submission, [submission.drafted_by], kind="decided", subject=subject)
    return asked


def _check_decider(by: User, decider: User, submission: Submission, asked: SubmissionAct, proof: str) -> None:
    if decider.roles_on(clock.today()).isdisjoint(MOVES[asked.move].decider):
        raise Forbidden("Only a minister in office decides this.")
    if decider != by and not (holds(by, Role.PRIVATE_OFFICE) and proof.strip()):
        raise Forbidden("Only private office records a minister's decision, with proof of it.")
    if decider.pk == submission.cleared_by_id or wrote(decider, submission):
        raise Forbidden("Nobody decides a submission that they drafted or cleared.")
    if submission.recusals.filter(minister=decider).exists():
        raise Forbidden("A minister who declared an interest does not decide.")


def _need_waiting(act: Act, submission: Submission, asked: SubmissionAct, decision: str, reasons: str) -> None:
    waits = submission.state == "with_minister" and asked.state == "asked"
    act.need(waits, "not_waiting", "This is not waiting for a minister's decision.")
    act.need(decision in DECISIONS, "unknown_decision", "Approve, return for changes, or decline.")
    act.need(reasons.strip(), "no_reasons", "Give the reasons.")
    changed = waits and decision == "approve" and has_moved_on(asked)
    act.need(
        not changed, "text_changed", "The text has changed since it was sent. It must be taken back and sent again."
    )


def _decline_the_other(approved: SubmissionAct) -> None:
    """Approving one of two equal outcomes is declining the other (R21)."""
    waiting = approved.submission.acts.select_for_update(of=("self",)).filter(state="asked")
    for other in waiting.filter(move=OTHER_OUTCOME.get(approved.move, "")):
        other.decline()
        other.reasons = f"The other outcome was approved: {MOVES[approved.move].label.lower()}."
        for name in ("decided_by", "decided_at", "decided_on", "recorded_by", "proof", "interests"):
            setattr(other, name, getattr(approved, name))
        other.save()


def _in_time(submission: Submission, moment: dt.datetime) -> bool:
    """Whether it was there to be decided then; people tell a time to the minute."""
    sent_at = submission.sent_at or moment
    return sent_at.replace(second=0, microsecond=0) <= moment <= clock.now()


def _settle(submission: Submission) -> None:
    """Once nothing is left to decide: back to the drafter where changes were asked for (rulings 15), else decided."""
    if submission.acts.filter(state="asked").exists():
        return
    again = submission.acts.filter(move=OuterRef("move"), subject=OuterRef("subject"))
    later = again.filter(created_at__gt=OuterRef("created_at"))
    returned = submission.acts.filter(~Exists(later), state="returned")
    if not returned:
        submission.decide()
        submission.save()
        return
    back_to_draft(submission)
    for each in returned:
        SubmissionAct.objects.create(
            submission=submission, move=each.move, subject=each.subject, changes=each.changes, document=each.document
        )


def _tell(act: Act, asked: SubmissionAct, submission: Submission) -> None:
    decision = {"act": asked.move, "of": asked.subject, "decision": asked.state, "document": asked.document.sha256}
    act.tell(
        subject=submission.key,
        reason=asked.reasons,
        legal_basis=MOVES[asked.move].basis,
        acting_for=str(asked.decided_by) if asked.recorded_by else "",
        decided_on=asked.decided_on,
        after=decision,
    )
