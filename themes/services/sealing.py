"""Sealing an item, and naming people to it: a deputy director's acts, each with a reason (domain 6, 9.1)."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from django.db.models import QuerySet

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Refused, Unmet
from bestvalue.records.services import note_reading
from themes import policy
from themes.models import AssessmentEvidence, Evidence, NamedReader, Reliance, SealedIdentity

from .acting import ItemAct, on_item

UNDECIDED = ("draft", "for_clearance", "cleared", "with_minister")


def seal_evidence(
    *,
    by: User,
    evidence: Evidence,
    reason: str,
    people: Iterable[User] = (),
    identity: str = "",
    expected_version: int | None = None,
) -> Evidence:
    """Seal an item: from now on only those named to it know of it, the deputy director who seals it among them.

    It stays sealed. Refused while a submission that is not decided relies on it, or an assessment that is being written
    cites it. Texts that were frozen keep its name: `frozen_texts_naming` tells which.
    """
    with on_item(
        "seal_evidence", item=evidence, by=by, expected_version=expected_version, check_may=policy.check_seals
    ) as act:
        act.need(not act.item.is_sealed, "sealed_already", "It is sealed already.")
        relied_on = Reliance.objects.filter(version__evidence=act.item, submission__state__in=UNDECIDED)
        act.need(
            not relied_on.exists(), "relied_on", "A submission that is not decided relies on it: take it off first."
        )
        cited = AssessmentEvidence.objects.filter(version__evidence=act.item, assessment__state="draft")
        act.need(not cited.exists(), "cited", "An assessment that is being written cites it: take it off first.")
        _need_reason(act, reason)
        named = {by.pk: by, **{each.pk: each for each in people}}.values()
        for each in named:
            _need_reader(act, each)
        act.check()
        act.item.is_sealed = True
        for each in named:
            _name(act, each, reason)
        if identity.strip():
            SealedIdentity.objects.create(
                evidence=act.item, text=identity.strip(), recorded_by=by, recorded_at=clock.now()
            )
    return act.item


def name_reader(
    *, by: User, evidence: Evidence, person: User, reason: str, expected_version: int | None = None
) -> NamedReader:
    """Name a person to a sealed item, and say why they need it. A deputy director who is not named may do this too."""
    with _on_the_list("name_reader", evidence, by, expected_version) as act:
        _need_reason(act, reason)
        _need_reader(act, person)
        act.need(not _named(act).filter(person=person).exists(), "named_already", f"{person} is named already.")
        act.check()
        made = _name(act, person, reason)
        act.tell(person=person.pk)
    return made


def take_off_reader(
    *, by: User, evidence: Evidence, person: User, reason: str, expected_version: int | None = None
) -> NamedReader:
    """Take a person off the list of a sealed item; that they were on it stays on record. The last one stays."""
    with _on_the_list("take_off_reader", evidence, by, expected_version) as act:
        named = list(_named(act).select_for_update())
        found = next((each for each in named if each.person_id == person.pk), None)
        if found is None:
            raise Refused([Unmet("not_named", f"{person} is not named to it.")])
        act.need(len(named) > 1, "last_one", "Somebody must stay named to it.")
        _need_reason(act, reason)
        act.check()
        found.taken_off_by, found.taken_off_at, found.reason_taken_off = by, clock.now(), reason
        found.save()
        act.tell(person=person.pk)
    return found


def read_identity(*, by: User, evidence: Evidence) -> str:
    """Who a sealed item came from, for a person named to it; that they read it is recorded. Empty where none is kept.

    Raises DoesNotExist for anybody else.
    """
    item = policy.visible_evidence(by).get(pk=evidence.pk, is_sealed=True)
    note_reading(reader=by, case_id=None, subject=f"identity:{item.pk}")
    kept = SealedIdentity.objects.filter(evidence=item).first()
    return kept.text if kept else ""


def _sealed_items(_by: User) -> QuerySet[Evidence]:
    return Evidence.objects.filter(is_sealed=True)


def _on_the_list(
    verb: str, evidence: Evidence, by: User, expected_version: int | None
) -> AbstractContextManager[ItemAct]:
    return on_item(
        verb,
        item=evidence,
        by=by,
        expected_version=expected_version,
        check_may=policy.check_seals,
        among=_sealed_items,
    )


def _named(act: ItemAct) -> QuerySet[NamedReader]:
    return act.item.readers.filter(taken_off_at__isnull=True)


def _name(act: ItemAct, person: User, reason: str) -> NamedReader:
    return NamedReader.objects.create(
        evidence=act.item, person=person, reason=reason, named_by=act.by, named_at=clock.now()
    )


def _need_reason(act: ItemAct, reason: str) -> None:
    act.need(reason.strip(), "no_reason", "Give the reason.")


def _need_reader(act: ItemAct, person: User) -> None:
    act.need(policy.reads_evidence(person), "reads_no_evidence", f"{person} holds no role that reads evidence.")
