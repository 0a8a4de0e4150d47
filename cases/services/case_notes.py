"""Writing a note on a case, and telling those whom it names."""

import re
from collections.abc import Collection, Iterable, Iterator

from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden, Unmet

from .. import policy
from ..models import Case, CaseNote, Mention
from ..models.documents import text_hash
from .act import Act, acting
from .telling import tell

AT = re.compile(r"(?<![\w.@])@(?=\w)")  # not the one inside an email address

OUTSIDE = Unmet("outside", "Tell only people who may see the case.")


def write_note(
    *,
    by: User,
    case: Case,
    text: str,
    kind: str = "",
    told: Collection[User] = (),
    corrects: CaseNote | None = None,
    expected_version: int | None = None,
) -> CaseNote:
    """Write a note, perhaps in place of one that it corrects, and tell those in `told` and those whom it names.

    `@` before the name of somebody who may see the case tells them. Raises Refused where it names, or `told` holds,
    anybody else: nobody outside is told, and nothing is said of whether there is such a person.
    """
    with acting("write_note", case=case.pk, by=by, expected_version=expected_version) as act:
        readers = list(policy.who_may_see(act.case))
        if by not in readers:
            raise Forbidden("Only those who may see a case write a note on it.")
        _check(act, text, corrects)
        people = {*_named_in(act, text, readers), *told}
        act.unmet += [OUTSIDE] if people - set(readers) else []
        act.check()
        note = CaseNote.objects.create(
            case=act.case, kind=kind, text=text, written_by=by, written_at=clock.now(), corrects=corrects
        )
        mentioned = sorted(people - {by}, key=lambda each: each.pk)
        Mention.objects.bulk_create([Mention(note=note, person=each) for each in mentioned])
        after = {"sha256": text_hash(text), "told": [each.pk for each in mentioned]}
        act.tell(subject=note.key, after={**after, "corrects": str(corrects.pk)} if corrects else after)
        _tell(note, mentioned)
    return note


def _check(act: Act, text: str, corrects: CaseNote | None) -> None:
    act.need(text.strip(), "no_text", "Write the note.")
    if corrects:
        act.need(corrects.case_id == act.case.pk, "other_case", "It belongs to another case.")
        again = CaseNote.objects.filter(corrects=corrects).exists()
        act.need(not again, "corrected", "It was corrected already. Correct the later note.")


def _named_in(act: Act, text: str, readers: Iterable[User]) -> Iterator[User]:
    """Those whose full name follows an `@`; what follows one and is no such name is noted as unmet."""
    by_length = sorted(readers, key=lambda each: -len(each.name))
    for at in AT.finditer(text):
        rest = text[at.end() :]
        named = [each for each in by_length if _begins_with(rest, each.name)]
        if named:
            yield from (each for each in named if each.name.casefold() == named[0].name.casefold())
        else:
            word = re.split(r"[^\w'-]", rest, maxsplit=1)[0]
            message = f"“@{word}” is not the full name of somebody who may see this case."
            act.need(False, "not_a_reader", f"{message} Take out the @, or choose from the list.")


def _begins_with(text: str, name: str) -> bool:
    return text[: len(name)].casefold() == name.casefold() and not text[len(name) : len(name) + 1].isalnum()


def _tell(note: CaseNote, people: Iterable[User]) -> None:
    page = reverse("cases:note", args=[note.case.ref, note.pk])
    subject = f"{note.written_by} told you of a note on a case"
    tell(people, note.case, key=note.key, kind="note", subject=subject, link=page)
