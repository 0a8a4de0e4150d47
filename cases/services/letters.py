"""Letters that go out beside an instrument, on a minister's decision: drafted, edited, discarded (domain 2.7)."""

from collections.abc import Mapping
from typing import Any

from bestvalue.accounts.models import User
from cases.models import Case, Instrument, Letter
from cases.moves import MOVES
from cases.services.act import acting
from cases.services.documents import freeze
from cases.services.submissions import need_not_with_minister, void_approvals

TITLE = MOVES["send_letter"].document
EDITABLE = ("kind", "to_name", "to_role", "subject_line", "body", "signed_by")


def draft_letter(
    *, by: User, case: Case, about: Instrument | None = None, expected_version: int | None = None, **fields: str
) -> Letter:
    """Draft a letter to one person; `about` is the instrument that it goes out with."""
    with acting("draft_letter", case=case.pk, by=by, expected_version=expected_version) as act:
        act.need(about is None or about.case_id == case.pk, "other_case", "It goes with something on another case.")
        act.check()
        key = about.key if about else ""
        letter = Letter.objects.create(case=act.case, about=key, drafted_by=by, **_known(fields))
        act.tell(subject=letter.key, after={"about": key, "document": freeze(letter, title=TITLE).sha256})
    return letter


def edit_letter(*, by: User, letter: Letter, expected_version: int | None = None, **fields: str) -> Letter:
    """Edit a draft; an approval given to the earlier text is void from here on (R2)."""
    with acting("edit_letter", case=letter.case_id, by=by, expected_version=expected_version) as act:
        letter = act.lock(letter)
        need_not_with_minister(act, letter)
        act.need(letter.state == "draft", "not_a_draft", "Only a draft is edited.")
        act.check(letter)
        letter.set_facts(**_known(fields))
        letter.save()
        told = {"edited": sorted(fields), "document": freeze(letter, title=TITLE).sha256}
        act.tell(subject=letter.key, after={**told, "approvals_voided": void_approvals(letter)})
    return letter


def discard_letter(*, by: User, letter: Letter, reason: str, expected_version: int | None = None) -> Letter:
    """Discard a draft that is no longer wanted; it stays on the record, and nothing is sent."""
    with acting("discard_letter", case=letter.case_id, by=by, expected_version=expected_version) as act:
        letter = act.lock(letter)
        need_not_with_minister(act, letter)
        act.need(letter.state == "draft", "not_a_draft", "Only a draft is discarded.")
        act.need(reason.strip(), "no_reason", "Give the reason.")
        act.check(letter)
        letter.discard()
        letter.save()
        act.tell(subject=letter.key, reason=reason, after={"approvals_voided": void_approvals(letter)})
    return letter


def send_letter(*, by: User, letter: Letter, how: str, expected_version: int | None = None) -> Letter:
    """Send a letter on a minister's decision on its exact text; `how` says by what way it went."""
    with acting("send_letter", case=letter.case_id, by=by, expected_version=expected_version) as act:
        letter = act.lock(letter)
        act.need(letter.state == "draft", "not_a_draft", f"It is not a draft: it was {letter.state}.")
        act.need(how.strip(), "no_how", "Say how it was sent.")
        act.need(by.pk != letter.drafted_by_id, "own_draft", "A letter is sent by somebody other than its drafter.")
        act.check(letter)
        act.spend(letter)
        letter.send()
        letter.sent_on, letter.sent_how = act.today, how
        letter.save()
        act.tell(subject=letter.key, after={"how": how})
    return letter


def _known(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    if unknown := set(fields) - set(EDITABLE):
        raise TypeError(f"A letter has no editable {', '.join(sorted(unknown))}.")
    return fields
