"""Publication: its own step with its own approver; all that the public register reads (R45, R46)."""

import datetime as dt
from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.errors import Forbidden, Refused, Unmet

from ..models import Case, Counter, Instrument, Publication, PublicationKind, PublicationPack, PublishedStep
from .act import Act, Past, acting

PREFIXES = {
    PublicationKind.NOTICE: "BVN",
    PublicationKind.REQUIREMENT: "INF",
    PublicationKind.REVIEW: "REV",
    PublicationKind.INSPECTION: "INS",
    PublicationKind.PROPOSAL: "PRO",
    PublicationKind.DIRECTION: "DIR",
    PublicationKind.PACKAGE: "PAC",
    PublicationKind.PROGRESS_REPORT: "REP",
}
BASES = {
    PublicationKind.NOTICE: "Outside the 1999 Act: ordinary powers of a minister",
    PublicationKind.REQUIREMENT: "Local Government Act 1972, section 230",
    PublicationKind.REVIEW: "By agreement, or a condition of financial support",
    PublicationKind.INSPECTION: "Local Government Act 1999, section 10",
    PublicationKind.PROPOSAL: "Local Government Act 1999, section 15(9)",
    PublicationKind.DIRECTION: "Local Government Act 1999, section 15",
    PublicationKind.PACKAGE: "By agreement",
    PublicationKind.PROGRESS_REPORT: "Local Government Act 1999, section 15",
}


def next_number(prefix: str) -> str:
    """The next reference under a prefix such as `BV-2024-`, without gaps; waits for whoever is taking one."""
    Counter.objects.get_or_create(prefix=prefix)
    counter = Counter.objects.select_for_update().get(prefix=prefix)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}{counter.last:04d}"


def publish(
    *,
    by: User,
    approved_by: User,
    instrument: Instrument,
    title: str,
    statement: str,
    body: str = "",
    in_force_from: dt.date | None,
    in_force_until: dt.date | None = None,
    ended_on: dt.date | None = None,
    ending: str = "",
    legal_basis: str = "",
    pack: PublicationPack | None = None,
    digest: str = "",
    past: Past | None = None,
    expected_version: int | None = None,
) -> Publication:
    """Publish an instrument, or a further dated statement about one that is published already.

    The deputy director approves and somebody with the press role publishes; where a `pack` was approved, exactly what
    its `digest` names. Raises Forbidden or Refused.
    """
    with acting("publish", case=instrument.case_id, by=by, past=past, expected_version=expected_version) as act:
        if not past:
            _check_approver(approved_by, by)
        act.need(instrument.confirmed, "unconfirmed", "A fact that is not confirmed is not published (rulings 32).")
        reason = "" if past else instrument.not_publishable()
        act.need(not reason, "not_publishable", reason)
        if pack:
            act.need(pack.prepared_by_id != by.pk, "own_pack", "Somebody other than the preparer publishes it (R45).")
            _need_approved(act, pack, digest)
        act.need(statement.strip(), "no_statement", "Say what happened, in words the public can read.")
        publication = Publication.objects.select_for_update().filter(subject=instrument.key).first()
        need_not_withdrawn(act, publication)
        act.check()
        dates: dict[str, Any] = {
            "in_force_from": in_force_from,
            "in_force_until": in_force_until,
            "ended_on": ended_on,
            "ending": ending,
        }
        if publication is None:
            publication = _first(
                act.case,
                instrument,
                act.today,
                title=title,
                legal_basis=legal_basis,
                approved_by=approved_by,
                by=by,
                past=past,
                **dates,
            )
        else:
            for name, value in dates.items():
                setattr(publication, name, value)
            publication.changed_at = clock.now()
            publication.save()
        PublishedStep.objects.create(
            publication=publication,
            on=act.today,
            month_only=past is not None and past.month_only,
            text=statement,
            body=body,
            source=past.source if past else "",
        )
        act.tell(subject=publication.key, after={"statement": statement, **publication.facts()})
    return publication


def need_not_withdrawn(act: Act, publication: Publication | None) -> None:
    """Note as unmet that the tombstone of what was withdrawn stays: nothing more is published under it (rulings 23)."""
    withdrawn = publication is not None and publication.withdrawn_on is not None
    act.need(not withdrawn, "withdrawn", "It was withdrawn from the register. Nothing more is published about it.")


def _need_approved(act: Act, pack: PublicationPack, digest: str) -> None:
    act.need(pack.state == "approved", "not_approved", "A deputy director has not approved this, or sent it back.")
    act.need(pack.digest() == digest, "pack_changed", "It has changed since you opened it. Read it again.")
    too_soon = pack.not_before and pack.not_before > act.today
    act.need(not too_soon, "too_soon", f"It is not to be published before {pack.not_before}.")


def _first(
    case: Case, instrument: Instrument, on: dt.date, *, by: User, approved_by: User, past: Past | None, **facts: Any
) -> Publication:
    kind = PublicationKind(instrument.KIND)
    if case.reference is None:
        case.reference = next_number(f"BV-{on.year}-")
        case.save(update_fields=["reference"])
    facts["legal_basis"] = facts["legal_basis"] or BASES[kind]
    return Publication.objects.create(
        register_id=next_number(f"{PREFIXES[kind]}-{on.year}-"),
        kind=kind,
        subject=instrument.key,
        case=case,
        authority_id=case.authority_id,
        published_on=on,
        month_only=past is not None and past.month_only,
        approved_by=approved_by,
        published_by=by,
        retrospective=past is not None,
        changed_at=clock.now(),
        **facts,
    )


def _check_approver(approver: User, publisher: User) -> None:
    if approver == publisher or not holds(approver, Role.DEPUTY_DIRECTOR):
        raise Forbidden("A deputy director approves a publication, and somebody else publishes it.")


def withdraw_publication(
    *, by: User, publication: Publication, reason: str, expected_version: int | None = None
) -> Publication:
    """Withdraw a publication; a tombstone stays in register, feed and API (rulings 23)."""
    with acting("withdraw_publication", case=publication.case_id, by=by, expected_version=expected_version) as act:
        publication = act.lock(publication)
        if publication.withdrawn_on:
            raise Refused([Unmet("withdrawn", f"It was withdrawn on {publication.withdrawn_on}.")])
        act.need(reason.strip(), "no_reason", "Give the reason.")
        act.check()
        publication.withdrawn_on, publication.withdrawal_reason = act.today, reason
        publication.changed_at = clock.now()
        publication.save()
        act.tell(subject=publication.key, reason=reason)
    return publication
