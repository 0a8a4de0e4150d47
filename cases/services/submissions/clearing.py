"""Clearing a submission for a minister, returning it with comments, and taking it back."""

from collections.abc import Iterator

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Unmet
from bestvalue.records.models import Event
from cases.annexed import lacks_of
from cases.asks import ASKS, OTHER_OUTCOME, column_of, is_needed
from cases.models import Submission, SubmissionAct, SubmissionComment
from cases.moves import MOVES
from cases.services.act import Act, acting

from .drafting import remark
from .texts import freeze_pack, has_moved_on, instrument_of, named_instrument

NEEDED = (
    "recommendation",
    "evidence_for",
    "evidence_against",
    "authority_account",
    "local_checks",
    "legal_note",
    "public_law_note",
    "cost_note",
)
WRITING = ("draft_submission", "edit_submission")


def clear_submission(
    *, by: User, submission: Submission, minister: User | None = None, expected_version: int | None = None
) -> Submission:
    """A deputy director who wrote none of it clears it, and it goes to `minister`, or to any where none is named.

    Deputy directors work across teams, so the role is enough. The pack is frozen as it is sent.
    """
    with acting("clear_submission", case=submission.case_id, by=by, expected_version=expected_version) as act:
        submission = act.lock(submission)
        act.unmet.extend(missing(submission))
        act.need(not wrote(by, submission), "own_draft", "A submission is cleared by somebody other than its drafter.")
        waits = submission.state == "for_clearance"
        act.need(waits, "not_for_clearance", "The submission has not been sent for clearance.")
        _need_present_texts(act, submission)
        if minister:
            need_able(act, submission, minister)
        act.check()
        submission.clear()
        submission.cleared_by, submission.minister, submission.pack = by, minister, freeze_pack(submission)
        submission.save()
        submission.send()
        submission.sent_at = clock.now()
        submission.save()
        act.tell(subject=submission.key, after={"pack": submission.pack.sha256, "to": str(minister or "any minister")})
    return submission


def return_submission(
    *, by: User, submission: Submission, comments: str, expected_version: int | None = None
) -> Submission:
    """The deputy director returns a submission to its drafter, saying what is not right."""
    with acting("return_submission", case=submission.case_id, by=by, expected_version=expected_version) as act:
        submission = act.lock(submission)
        act.need(comments.strip(), "no_comments", "Say what must change.")
        act.need(submission.state == "for_clearance", "not_for_clearance", "It is not waiting to be cleared.")
        act.check()
        back_to_draft(submission)
        remark(submission, by, SubmissionComment.Kind.RETURNED, comments)
        act.tell(subject=submission.key, reason=comments)
    return submission


def take_back_submission(
    *, by: User, submission: Submission, reason: str, expected_version: int | None = None
) -> Submission:
    """Take a submission back from clearance or from the minister, to be changed; what is decided stays decided."""
    with acting("take_back_submission", case=submission.case_id, by=by, expected_version=expected_version) as act:
        submission = act.lock(submission)
        act.need(reason.strip(), "no_reason", "Give the reason.")
        sent = submission.state in ("for_clearance", "with_minister")
        act.need(sent, "not_sent", "It is not with a deputy director or a minister.")
        act.check()
        back_to_draft(submission)
        remark(submission, by, SubmissionComment.Kind.TAKEN_BACK, reason)
        act.tell(subject=submission.key, reason=reason)
    return submission


def back_to_draft(submission: Submission) -> None:
    """Give a submission back to its drafter; it is cleared again before it goes anywhere."""
    submission.send_back()
    submission.cleared_by, submission.sent_at = None, None
    submission.save()


def missing(submission: Submission) -> Iterator[Unmet]:
    """What a submission lacks before it can be cleared."""
    for name in NEEDED:
        if not getattr(submission, name).strip():
            yield Unmet(f"no_{name}", f"The submission lacks its {name.replace('_', ' ')}.")
    if len(submission.options) < 2 or not any("nothing" in str(each).casefold() for each in submission.options):
        yield Unmet("no_options", "Give the options, doing nothing among them.")
    if submission.relies_on_figures and not submission.conversation.strip():
        yield Unmet("no_conversation", "Give the conversation with the authority about the figures, or why none.")
    asked = [each for each in submission.acts.all() if each.state == "asked"]
    if not asked:
        yield Unmet("nothing_asked", "The submission asks for nothing.")
    moves = {each.move for each in asked}
    if "make_directions" in moves and OTHER_OUTCOME["make_directions"] not in moves:
        yield Unmet("one_outcome", "Ask as well for the decision not to intervene: both outcomes are equal (R21).")
    for each in asked:
        yield from instrument_of(each).lacks()
        yield from _missing_facts(each)
    yield from lacks_of(submission)


def _missing_facts(asked: SubmissionAct) -> Iterator[Unmet]:
    """What an act cannot do without, such as the letter that withdraws a notice."""
    instrument = named_instrument(asked.subject)
    for name in ASKS[asked.move].sets:
        if is_needed(asked.move, name, instrument) and not asked.changes.get(name):
            what = str(column_of(instrument, name).verbose_name)
            yield Unmet(f"no_{name}", f"Give the {what}: {MOVES[asked.move].label.lower()}.")


def wrote(person: User, submission: Submission) -> bool:
    """Whether this person drafted the submission or edited it since."""
    own = Event.objects.filter(case=submission.case_id, subject=submission.key, verb__in=WRITING, actor=person)
    return submission.drafted_by_id == person.pk or own.exists()


def need_able(act: Act, submission: Submission, minister: User) -> None:
    """Note as unmet whatever bars this minister from deciding everything that the submission still asks for."""
    roles = minister.roles_on(act.today)
    asked = submission.acts.filter(state="asked").values_list("move", flat=True)
    able = all(not roles.isdisjoint(MOVES[move].decider) for move in asked)
    act.need(able, "not_theirs", f"{minister} does not hold the office that decides all of this.")
    act.need(not wrote(minister, submission), "own_draft", "Nobody decides a submission that they drafted or cleared.")
    recused = submission.recusals.filter(minister=minister).exists()
    act.need(not recused, "recused", f"{minister} has stood aside from this submission.")


def _need_present_texts(act: Act, submission: Submission) -> None:
    for asked in submission.acts.select_related("document").filter(state="asked"):
        message = f"“{asked.document.title}” was edited after this was sent for clearance. Return it to be sent again."
        act.need(not has_moved_on(asked), "text_changed", message)
