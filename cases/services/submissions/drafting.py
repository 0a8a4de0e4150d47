"""Writing a submission: its sections, the acts it asks for, and dropping it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.errors import Refused, Unmet
from cases.asks import ASKS, with_facts
from cases.models import Case, File, Instrument, Submission, SubmissionAct, SubmissionComment
from cases.models.submissions import SECTIONS
from cases.moves import MOVES
from cases.services.act import acting
from cases.services.documents import freeze
from cases.services.files import keep_files
from cases.services.telling import holders, tell_of_submission
from cases.uploads import Upload

from .texts import freeze_asked, freeze_pack

Changes = Mapping[str, Mapping[str, Any]]


def draft_submission(
    *,
    by: User,
    case: Case,
    question: str,
    acts: Sequence[tuple[str, Instrument]],
    changes: Changes | None = None,
    expected_version: int | None = None,
    **sections: Any,
) -> Submission:
    """Draft a submission that asks for one or more acts, each named with its instrument.

    `changes` gives, by act, the facts that the act itself will set (a new report date, a reply), so that the minister
    decides on the text as it will be.
    """
    with acting("draft_submission", case=case.pk, by=by, expected_version=expected_version) as act:
        _check_asked(act.case, acts)
        submission = Submission.objects.create(case=act.case, question=question, drafted_by=by, **_known(sections))
        for move, instrument in acts:
            _ask(submission, move, instrument, facts_for(move, changes or {}))
        act.tell(subject=submission.key, after={"asks": [move for move, _ in acts]})
    return submission


def edit_submission(
    *,
    by: User,
    submission: Submission,
    changes: Changes | None = None,
    expected_version: int | None = None,
    **sections: Any,
) -> Submission:
    """Edit a draft; the texts it asks about are taken anew as they now stand."""
    with acting("edit_submission", case=submission.case_id, by=by, expected_version=expected_version) as act:
        submission = act.lock(submission)
        act.need(submission.state == "draft", "not_a_draft", "Only a draft is edited; take it back first.")
        act.check()
        submission.set_facts(**_known(sections))
        submission.save()
        for asked in submission.acts.select_for_update(of=("self",)).filter(state="asked"):
            asked.changes = facts_for(asked.move, {asked.move: asked.changes, **(changes or {})})
            asked.document = freeze_asked(asked)
            asked.save(update_fields=["changes", "document"])
        act.tell(subject=submission.key, after={"edited": sorted(sections)})
    return submission


def offer_for_clearance(*, by: User, submission: Submission, expected_version: int | None = None) -> Submission:
    """Send a draft to a deputy director, who clears it or returns it with comments; its texts are taken anew."""
    with acting("offer_for_clearance", case=submission.case_id, by=by, expected_version=expected_version) as act:
        submission = act.lock(submission)
        act.need(submission.state == "draft", "not_a_draft", "Only a draft is sent for clearance.")
        act.check()
        for asked in submission.acts.select_for_update(of=("self",)).filter(state="asked"):
            asked.document = freeze_asked(asked)
            asked.save(update_fields=["document"])
        submission.offer()
        submission.save()
        act.tell(subject=submission.key, after={"pack": freeze_pack(submission).sha256})
        subject = "A submission waits to be cleared"
        tell_of_submission(act, submission, holders(Role.DEPUTY_DIRECTOR), kind="decision", subject=subject)
    return submission


@transaction.atomic
def add_annexes(
    *,
    by: User,
    submission: Submission,
    uploads: Sequence[Upload],
    description: str = "",
    expected_version: int | None = None,
) -> list[File]:
    """Put files with a draft, all of them or none; what has been sent takes no more, as its pack names them by hash."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=submission.case_id)
    if not Submission.objects.filter(pk=submission.pk, state="draft").exists():
        raise Refused([Unmet("not_a_draft", "Only a draft takes annexes; take it back first.")])
    return keep_files(
        by=by,
        case=case,
        uploads=uploads,
        subject=submission.key,
        description=description,
        expected_version=expected_version,
    )


def lapse_submission(
    *, by: User, submission: Submission, reason: str, expected_version: int | None = None
) -> Submission:
    """Drop a submission that is no longer wanted and not yet decided; nothing it asks for is done on it."""
    with acting("lapse_submission", case=submission.case_id, by=by, expected_version=expected_version) as act:
        submission = act.lock(submission)
        act.need(reason.strip(), "no_reason", "Give the reason.")
        act.need(submission.state in submission.LIFE.live, "decided", "It has been decided or dropped already.")
        act.check()
        submission.lapse()
        submission.save()
        for asked in submission.acts.select_for_update(of=("self",)).filter(state="asked"):
            asked.lapse()
            asked.save(update_fields=["state"])
        act.tell(subject=submission.key, reason=reason)
    return submission


def remark(submission: Submission, by: User, kind: str, text: str) -> SubmissionComment:
    """Put a remark on a submission, within an act."""
    return SubmissionComment.objects.create(submission=submission, kind=kind, by=by, made_at=clock.now(), text=text)


def facts_for(move: str, changes: Changes) -> dict[str, Any]:
    """The facts given for an act. Raises Refused for any that the act does not set."""
    given = dict(changes.get(move, {}))
    if wrong := sorted(set(given) - set(ASKS[move].sets)):
        raise Refused([Unmet("not_a_fact", f"“{MOVES[move].label}” does not set this: {each}.") for each in wrong])
    return given


def _ask(submission: Submission, move: str, given: Instrument, facts: Mapping[str, Any]) -> None:
    instrument = with_facts(type(given).objects.get(pk=given.pk), facts)
    SubmissionAct.objects.create(
        submission=submission,
        move=move,
        subject=instrument.key,
        changes=dict(facts),
        document=freeze(instrument, title=MOVES[move].document or MOVES[move].label),
    )


def _known(sections: Mapping[str, Any]) -> Mapping[str, Any]:
    if unknown := set(sections) - set(SECTIONS):
        raise TypeError(f"A submission has no section {', '.join(sorted(unknown))}.")
    return sections


def _check_asked(case: Case, acts: Sequence[tuple[str, Instrument]]) -> None:
    unmet = [
        *(Unmet("not_a_ministers", f"A minister does not decide this: {move}.") for move, _ in acts if not _put(move)),
        *(Unmet("other_case", f"This belongs to another case: {each}.") for _, each in acts if each.case_id != case.pk),
    ]
    if unmet:
        raise Refused(unmet)


def _put(move: str) -> bool:
    """Whether this act is put to a minister."""
    return move in ASKS
