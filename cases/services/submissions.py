"""Taking advice to a minister, and recording what the minister decides (design 5, rulings 15 to 17)."""

from collections.abc import Mapping, Sequence
from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.errors import Forbidden, Refused, Unmet
from bestvalue.records.services import append

from .. import policy
from ..models import Case, Instrument, Submission, SubmissionAct
from ..moves import MOVES
from .documents import freeze
from .waiting import patiently

NEEDED = (
    "recommendation",
    "evidence_for",
    "evidence_against",
    "authority_account",
    "legal_note",
    "public_law_note",
    "cost_note",
)
DECISIONS = {"approve": "approved", "return_for_changes": "returned", "decline": "declined"}


def _record(case: Case, *, by: User, verb: str, submission: Submission, **facts: Any) -> None:
    append(
        case, case=case, actor=by, verb=verb, subject=f"submission:{submission.pk}", effective_on=clock.today(), **facts
    )
    case.save(update_fields=["version", "head"])


def _locked(submission: Submission) -> tuple[Case, Submission]:
    case = Case.objects.select_for_update(of=("self",)).get(pk=submission.case_id)
    return case, Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)


@patiently()
def draft_submission(
    *,
    by: User,
    case: Case,
    question: str,
    acts: Sequence[tuple[str, Instrument]],
    changes: Mapping[str, Mapping[str, Any]] | None = None,
    **sections: Any,
) -> Submission:
    """Draft a submission that asks for one or more acts, each named with its instrument.

    `changes` gives, by act, the facts that the act itself will set (a new report date, a reply), so that the minister
    decides on the text as it will be.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    policy.check_may(by, MOVES["draft_submission"], case, past=False)
    _check_asked(case, acts)
    submission = Submission.objects.create(case=case, question=question, drafted_by=by, **sections)
    for move, given in acts:
        instrument = type(given).objects.get(pk=given.pk)
        instrument.set_facts(**(changes or {}).get(move, {}))
        SubmissionAct.objects.create(
            submission=submission,
            move=move,
            subject=instrument.key,
            document=freeze(instrument, title=MOVES[move].document),
        )
    _record(case, by=by, verb="draft_submission", submission=submission, after={"asks": [move for move, _ in acts]})
    return submission


def _check_asked(case: Case, acts: Sequence[tuple[str, Instrument]]) -> None:
    unmet = [
        *(Unmet("not_a_ministers", f"A minister does not decide this: {move}.") for move, _ in acts if not _put(move)),
        *(Unmet("other_case", f"This belongs to another case: {each}.") for _, each in acts if each.case_id != case.pk),
    ]
    if unmet:
        raise Refused(unmet)


def _put(move: str) -> bool:
    """Whether this act is put to a minister."""
    return move in MOVES and MOVES[move].needs_submission


@patiently()
def offer_for_clearance(*, by: User, submission: Submission) -> Submission:
    """Send a draft to a deputy director, who clears it or returns it with comments."""
    case, submission = _locked(submission)
    policy.check_may(by, MOVES["offer_for_clearance"], case, past=False)
    if submission.state != "draft":
        raise Refused([Unmet("not_a_draft", "Only a draft is sent for clearance.")])
    submission.offer()
    submission.save()
    _record(case, by=by, verb="offer_for_clearance", submission=submission)
    return submission


@patiently()
def clear_submission(*, by: User, submission: Submission) -> Submission:
    """A deputy director who did not draft it clears it and it goes to the minister; every part must be there."""
    case, submission = _locked(submission)
    if not holds(by, Role.DEPUTY_DIRECTOR):
        raise Forbidden("Only a deputy director clears a submission.")
    unmet = [
        Unmet(f"no_{name}", f"The submission lacks its {name.replace('_', ' ')}.")
        for name in NEEDED
        if not getattr(submission, name).strip()
    ]
    if len(submission.options) < 2:
        unmet.append(Unmet("no_options", "Give the options, doing nothing among them."))
    if submission.drafted_by_id == by.pk:
        unmet.append(Unmet("own_draft", "A submission is cleared by somebody other than its drafter."))
    if submission.state != "for_clearance":
        unmet.append(Unmet("not_for_clearance", "The submission has not been sent for clearance."))
    if unmet:
        raise Refused(unmet)
    submission.clear()
    submission.cleared_by = by
    submission.save()
    submission.send()
    submission.sent_at = clock.now()
    submission.save()
    _record(case, by=by, verb="clear_submission", submission=submission)
    return submission


@patiently()
def decide(
    *,
    by: User,
    asked: SubmissionAct,
    decision: str,
    reasons: str,
    minister: User | None = None,
    proof: str = "",
    interests: str = "",
) -> SubmissionAct:
    """A minister decides one act of a submission: `approve`, `return_for_changes` or `decline`.

    Private office may record a decision that `minister` took, with `proof`. Raises Forbidden or Refused.
    """
    case, submission = _locked(asked.submission)
    asked = SubmissionAct.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    decider = minister or by
    _check_decider(by, decider, submission, asked, proof)
    if submission.state != "with_minister" or asked.state != "asked":
        raise Refused([Unmet("not_waiting", "This is not waiting for a minister's decision.")])
    if decision not in DECISIONS:
        raise Refused([Unmet("unknown_decision", "Approve, return for changes, or decline.")])
    getattr(asked, decision)()
    asked.decided_by, asked.decided_on, asked.reasons = decider, clock.today(), reasons
    asked.recorded_by, asked.proof, asked.interests = (by if minister else None), proof, interests
    asked.save()
    if not submission.acts.filter(state="asked").exists():
        submission.decide()
        submission.save()
    _record(
        case,
        by=by,
        verb="decide",
        submission=submission,
        reason=reasons,
        acting_for=str(decider) if minister else "",
        decided_on=asked.decided_on,
        after={"act": asked.move, "of": asked.subject, "decision": asked.state, "document": asked.document.sha256},
    )
    return asked


def _check_decider(by: User, decider: User, submission: Submission, asked: SubmissionAct, proof: str) -> None:
    if decider.roles_on(clock.today()).isdisjoint(MOVES[asked.move].decider):
        raise Forbidden("Only a minister in office decides this.")
    if decider != by and not (holds(by, Role.PRIVATE_OFFICE) and proof.strip()):
        raise Forbidden("Only private office records a minister's decision, with proof of it.")
    if decider.pk in (submission.drafted_by_id, submission.cleared_by_id):
        raise Forbidden("Nobody decides a submission that they drafted or cleared.")


def void_approvals(instrument: Instrument) -> int:
    """Void every unspent approval of an instrument whose text was edited (R2); returns how many. Called by the edit."""
    approvals = SubmissionAct.objects.select_for_update().filter(subject=instrument.key, state="approved")
    for approval in approvals:
        approval.void()
        approval.save(update_fields=["state"])
    return len(approvals)
