"""What named persons add beside an item: checks, what the authority says, what bears it out, and its meeting."""

import datetime as dt

from bestvalue import clock
from bestvalue.accounts.models import User
from themes import policy
from themes.meetings import statutory_meeting
from themes.models import (
    Corroboration,
    Evidence,
    EvidenceAccount,
    EvidenceCheck,
    EvidenceMeeting,
    EvidenceVersion,
)

from .acting import ItemAct, on_item

Outcome = EvidenceCheck.Outcome


def verify_evidence(
    *, by: User, evidence: Evidence, reason: str, expected_version: int | None = None
) -> EvidenceVersion:
    """Record that a named person checked the version that stands against its source, and how."""
    with on_item("verify_evidence", item=evidence, by=by, expected_version=expected_version) as act:
        version = act.current
        act.need(version.state != "verified", "verified_already", "This version is verified already.")
        _need_words(act, reason, "no_reason", "Say how you checked it.")
        act.check()
        version.verify()
        _write_check(act, version, Outcome.VERIFIED, reason)
    return version


def dispute_evidence(
    *, by: User, evidence: Evidence, reason: str, expected_version: int | None = None
) -> EvidenceVersion:
    """Record that the version that stands is disputed, by whom and why."""
    with on_item("dispute_evidence", item=evidence, by=by, expected_version=expected_version) as act:
        version = act.current
        act.need(version.state != "disputed", "disputed_already", "This version is disputed already.")
        _need_words(act, reason, "no_reason", "Say who disputes it, and why.")
        act.check()
        version.dispute()
        _write_check(act, version, Outcome.DISPUTED, reason)
    return version


def record_evidence_account(
    *,
    by: User,
    evidence: Evidence,
    given_on: dt.date,
    given_by: str,
    text: str,
    expected_version: int | None = None,
) -> EvidenceAccount:
    """Put beside an item what the authority says about it, in its own words; at any time, closed case or not (R31)."""
    with on_item("record_evidence_account", item=evidence, by=by, expected_version=expected_version) as act:
        _need_words(act, text, "no_account", "Give what the authority says.")
        _need_words(act, given_by, "nobody", "Say who gave it.")
        act.need(given_on <= act.today, "later", "It was given today or before.")
        act.check()
        account = EvidenceAccount.objects.create(
            evidence=act.item,
            given_on=given_on,
            given_by=given_by,
            text=text,
            recorded_by=by,
            recorded_at=clock.now(),
        )
        act.tell(account=str(account.pk))
    return account


def corroborate(
    *, by: User, evidence: Evidence, borne_out_by: Evidence, note: str, expected_version: int | None = None
) -> Corroboration:
    """Record that another item about the same authority bears this one out, and how.

    Press does not bear out press, and a sealed item bears out nothing that others read.
    """
    with on_item("corroborate", item=evidence, by=by, expected_version=expected_version) as act:
        other = policy.visible_evidence(by).select_related("source_type").filter(pk=borne_out_by.pk).first()
        known = other is not None and other.authority_id == act.item.authority_id and other != act.item
        act.need(known, "no_such_item", "Choose another item about the same authority.")
        firm = other is None or not (other.is_sealed or other.source_type.needs_corroboration)
        act.need(firm, "needs_it_itself", "Choose an item that is not sealed, and stands without another.")
        already = act.item.corroborations.filter(borne_out_by=borne_out_by).exists()
        act.need(not already, "borne_out_already", "That item is named already.")
        _need_words(act, note, "no_note", "Say how it bears it out.")
        act.check()
        made = Corroboration.objects.create(
            evidence=act.item, borne_out_by=borne_out_by, note=note, by=by, made_at=clock.now()
        )
        act.tell(borne_out_by=str(borne_out_by.pk))
    return made


def record_meeting(
    *, by: User, evidence: Evidence, held_on: dt.date, note: str, expected_version: int | None = None
) -> EvidenceMeeting:
    """Record the meeting at which the authority considered a report, once; late or not, nothing follows (C13, C14)."""
    with on_item("record_meeting", item=evidence, by=by, expected_version=expected_version) as act:
        act.need(statutory_meeting(act.current), "no_meeting", "No meeting follows from this item.")
        act.need(not hasattr(act.item, "meeting"), "recorded_already", "The meeting is recorded already.")
        act.need(held_on <= act.today, "later", "The meeting was today or before.")
        _need_words(act, note, "no_note", "Say what the meeting decided.")
        act.check()
        meeting = EvidenceMeeting.objects.create(
            evidence=act.item, held_on=held_on, note=note, recorded_by=by, recorded_at=clock.now()
        )
        act.tell(held_on=held_on)
    return meeting


def _need_words(act: ItemAct, text: str, code: str, message: str) -> None:
    act.need(text.strip(), code, message)


def _write_check(act: ItemAct, version: EvidenceVersion, outcome: Outcome, reason: str) -> None:
    version.save(update_fields=["state"])
    EvidenceCheck.objects.create(version=version, outcome=outcome, reason=reason, by=act.by, made_at=clock.now())
    act.tell(number=version.number)
