"""How every draft here is begun, edited, discarded and shown before it is saved (R1, R2, R3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from bestvalue.accounts.models import User
from cases.models import Case, Instrument
from cases.moves import MOVES
from cases.services.act import Past, acting, origin
from cases.services.documents import freeze
from cases.services.submissions import need_not_with_minister, void_approvals

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft of one kind is made of: its plain fields, its parts, and the acts that begin and edit it."""

    model: type[Instrument]
    draft: str
    edit: str
    document: str
    fields: tuple[str, ...]
    parts: tuple[str, ...] = ()
    states: tuple[str, ...] = ("draft",)


def begin(
    kind: Draft, *, by: User, case: Case, past: Past | None, expected_version: int | None, given: Given, **fixed: Any
) -> Any:
    """Begin a draft, which may be incomplete; `lacks` tells what it still needs. Its text is kept as a version.

    `fixed` are facts that are set once, when it is begun. Raises TypeError for what a draft of this kind does not hold.
    """
    with acting(kind.draft, case=case.pk, by=by, past=past, expected_version=expected_version) as act:
        act.check()
        drafter = {"drafted_by": None if past else by} if hasattr(kind.model, "drafted_by") else {}
        instrument = kind.model(case=act.case, **drafter, **fixed, **origin(past))
        _write(kind, instrument, given, new=True)
        told = {} if past else {"after": {"document": freeze(instrument, title=kind.document).sha256}}
        act.tell(subject=instrument.key, **told)
    return instrument


def edit(kind: Draft, *, by: User, draft: Instrument, expected_version: int | None, given: Given) -> Any:
    """Edit a draft; an approval given to the earlier text is void from here on (R2). What is not given stays."""
    with acting(kind.edit, case=draft.case_id, by=by, expected_version=expected_version) as act:
        draft = act.lock(draft)
        need_not_with_minister(act, draft)
        act.need(draft.state in kind.states, "not_a_draft", "Only a draft is edited.")
        act.check(draft)
        _write(kind, draft, given, new=False)
        told = {"edited": sorted(given), "document": freeze(draft, title=kind.document).sha256}
        act.tell(subject=draft.key, after={**told, "approvals_voided": void_approvals(draft)})
    return draft


def discard_draft(*, by: User, instrument: Instrument, reason: str, expected_version: int | None = None) -> Instrument:
    """Discard a draft that is no longer wanted; it stays on the record, and nothing follows from it."""
    with acting("discard_draft", case=instrument.case_id, by=by, expected_version=expected_version) as act:
        draft: Any = act.lock(instrument)
        need_not_with_minister(act, draft)
        act.need(draft.state in draft.LIFE.acts["discard"][0], "not_a_draft", "Only a draft is discarded.")
        act.need(reason.strip(), "no_reason", "Give the reason.")
        act.check(draft)
        draft.discard()
        draft.save()
        act.tell(subject=draft.key, reason=reason, after={"approvals_voided": void_approvals(draft)})
    return instrument


def preview(kind: Draft, *, case: Case, draft: Instrument | None, given: Given, **fixed: Any) -> str:
    """The text as saving would freeze it. Nothing is saved: what is written for it is undone."""
    with transaction.atomic():
        shown = kind.model.objects.get(pk=draft.pk) if draft else kind.model(case=case, **fixed)
        _write(kind, shown, given, new=draft is None)
        text: str = shown.full_text()
        transaction.set_rollback(True)
    return text


def _write(kind: Draft, draft: Instrument, given: Given, *, new: bool) -> None:
    if unknown := set(given) - {*kind.fields, *kind.parts}:
        raise TypeError(f"A {draft._meta.verbose_name} has no editable {', '.join(sorted(unknown))}.")
    draft.set_facts(**{name: given[name] for name in kind.fields if name in given})
    draft.save(force_insert=new)
    for name in kind.parts:
        if name in given:
            _replace(draft, name, given[name])


def _replace(draft: Instrument, name: str, parts: Iterable[str | Given]) -> None:
    manager = getattr(draft, name)
    manager.all().delete()
    for each in parts:
        manager.create(**({"text": each} if isinstance(each, str) else each))


def document_of(move: str) -> str:
    """What the table of moves calls the document that an act produces."""
    return MOVES[move].document
