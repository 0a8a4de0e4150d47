"""Commenting on drafts: a comment is made on a version of the text, answered, resolved, and opened again.

An open comment forbids nothing: what is sent for clearance, cleared or issued says how many there are.
"""

from django.core.exceptions import ValidationError
from django.db.models import Q

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Refused, Unmet

from .. import policy
from ..asks import ASKS, kind_of
from ..models import Case, DraftComment, Instrument, Submission, text_hash
from ..models.instruments import NOT_SENT
from ..where import page_of_instrument
from .act import Act, acting
from .submissions.texts import pack_text
from .telling import tell

Draft = Instrument | Submission
KINDS = {each.kind for each in ASKS.values() if set(each.states) & set(NOT_SENT)}
NOT_A_DRAFT = Unmet("not_a_draft", "Comments are made on a draft, while it is one.")


def comment_on_draft(
    *, by: User, case: Case, subject: str, text: str, expected_version: int | None = None
) -> DraftComment:
    """Comment on the draft that `subject` names, such as `notice:<id>`, on its text as it now reads."""
    with acting(move_of(subject), case=case.pk, by=by, expected_version=expected_version) as act:
        draft = draft_named(act.case, subject)
        if draft is None or not is_a_draft(draft):
            raise Refused([NOT_A_DRAFT])
        return _say(act, draft, text)


def comment_on_submission(
    *, by: User, submission: Submission, text: str, expected_version: int | None = None
) -> DraftComment:
    """Comment on a submission until it is decided, for whoever works on it and whoever decides it."""
    return comment_on_draft(
        by=by, case=submission.case, subject=submission.key, text=text, expected_version=expected_version
    )


def answer_comment(*, by: User, comment: DraftComment, text: str, expected_version: int | None = None) -> DraftComment:
    """Answer a comment, whatever became of the draft since."""
    with acting("answer_comment", case=comment.case_id, by=by, expected_version=expected_version) as act:
        act.need(not comment.answers_to_id, "an_answer", "Answer the comment itself.")
        draft = draft_named(act.case, comment.subject)
        if draft is None:
            raise Refused([NOT_A_DRAFT])
        return _say(act, draft, text, comment)


def resolve_comment(*, by: User, comment: DraftComment, expected_version: int | None = None) -> DraftComment:
    """Say that a comment has been dealt with."""
    with acting("resolve_comment", case=comment.case_id, by=by, expected_version=expected_version) as act:
        comment = act.lock(comment)
        act.need(not comment.answers_to_id, "an_answer", "Only a comment is resolved, not an answer to it.")
        act.need(comment.state == "open", "resolved", "It was resolved already.")
        act.check()
        comment.resolve()
        return _settle(act, comment)


def reopen_comment(*, by: User, comment: DraftComment, expected_version: int | None = None) -> DraftComment:
    """Say that a comment has not been dealt with after all."""
    with acting("reopen_comment", case=comment.case_id, by=by, expected_version=expected_version) as act:
        comment = act.lock(comment)
        act.need(comment.state == "resolved", "open", "It is open.")
        act.check()
        comment.reopen()
        return _settle(act, comment)


def draft_named(case: Case, key: str) -> Draft | None:
    """The draft, or what was one, that a key such as `notice:<id>` names on a case; None for anything else."""
    kind, _, pk = key.partition(":")
    model = Submission if kind == "submission" else kind_of(key) if kind in KINDS else None
    try:
        return model.objects.filter(case=case, pk=pk).first() if model else None
    except ValidationError:  # no identifier
        return None


def is_a_draft(draft: Draft) -> bool:
    """Whether it is still being worked on: an instrument until it goes out, a submission until it is decided."""
    if isinstance(draft, Submission):
        return draft.state in draft.LIFE.live
    return draft.state in NOT_SENT and draft.state != "discarded"


def hash_now(draft: Draft) -> str:
    """The SHA-256 of its text as it now reads: which version a comment is made on."""
    return text_hash(pack_text(draft) if isinstance(draft, Submission) else draft.decision_text())


def move_of(subject: str) -> str:
    """The act by which a draft is commented on; ministers comment on submissions as well."""
    return "comment_on_submission" if subject.startswith("submission:") else "comment_on_draft"


def _say(act: Act, draft: Draft, text: str, to: DraftComment | None = None) -> DraftComment:
    act.need(text.strip(), "no_comment", "Write the comment.")
    act.check()
    made = DraftComment.objects.create(
        case=act.case,
        subject=draft.key,
        text_sha256=hash_now(draft),
        text=text,
        by=act.by,
        made_at=clock.now(),
        answers_to=to,
    )
    _tell(made, draft)
    after = {"comment": str(made.pk), "on": made.text_sha256, "sha256": text_hash(text)}
    act.tell(subject=draft.key, after={**after, "answers": str(to.pk)} if to else after)
    return made


def _tell(made: DraftComment, draft: Draft) -> None:
    """Tell those who talk there and its drafter, if they see the case; its officer, where no drafter is or sees it."""
    about, readers = made.answers_to, policy.who_may_see(made.case)
    talking = {about.by_id, *about.answers.values_list("by", flat=True)} if about else set()
    drafter: User | None = getattr(draft, "drafted_by", None)
    writes = drafter if drafter in readers else made.case.officer
    people = readers.filter(Q(pk__in=talking) | Q(pk=writes and writes.pk)).exclude(pk=made.by_id)
    subject = f"{made.by} {'answered a comment' if about else 'commented'} on a draft"
    page = f"{page_of_instrument(made.subject, made.case)}#comments"
    tell(people, made.case, key=made.key, kind="comment", subject=subject, link=page)


def _settle(act: Act, comment: DraftComment) -> DraftComment:
    comment.settled_by, comment.settled_at = act.by, clock.now()
    comment.save(update_fields=["state", "settled_by", "settled_at"])
    act.tell(subject=comment.subject, after={"comment": str(comment.pk)})
    return comment
