"""Having what is due removed: by a named person, never by a timer; each row leaves a tombstone and one event."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import connection, transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.desk.models import Bundle, BundlePart
from bestvalue.errors import Refused, Unmet
from bestvalue.records.history import forget
from bestvalue.records.models import Removal
from bestvalue.records.services import record
from cases.models import Authority, Case, File
from cases.policy import visible_cases
from cases.services.file_texts import forget_text
from cases.services.files import private_files
from themes.models import EvidenceVersion

from .due import KINDS, Kind, check_keeps_retention, due_rows, holds_on, open_holds
from .schedule import Rule

STREAM = "retention"
DELETING = 0x44454C45  # any number that no other advisory lock of the service uses
COPIED_INTO_BUNDLES = ("file", "representation", "evidence_version")


@transaction.atomic
def remove_due(*, by: User, rule: Rule, place: Case | Authority, reason: str) -> int:
    """Remove everything that is due under a rule in one case, or of one authority; how many rows it was.

    Copies in decision bundles go with it. Contents are deleted once this is committed. Raises Forbidden, and Refused
    where nothing is due any more, a hold keeps it, or a bundle is being made.
    """
    check_keeps_retention(by)
    if isinstance(place, Case) and not visible_cases(by).filter(pk=place.pk).exists():
        raise Refused([Unmet("no_such_place", "There is no such case.")])
    lock_place(place)
    rows = list(due_rows(rule).filter(**{KINDS[rule.kind].place: place}))
    _need_free(rule, place, rows, reason)
    for row in rows:
        _remove(by, rule, row, reason, place if isinstance(place, Case) else None, KINDS[rule.kind])
        _remove_files_of(by, rule, row, reason, place)
    if isinstance(place, Case) and rule.kind in COPIED_INTO_BUNDLES:
        _remove_copies(by, rule, place, reason)
    return len(rows)


def lock_place(place: Case | Authority) -> None:
    """Lock the authority, and the case if it is one, so that holds, bundles and removals wait for each other."""
    authority = place.authority_id if isinstance(place, Case) else place.pk
    Authority.objects.select_for_update(of=("self",), no_key=True).get(pk=authority)
    if isinstance(place, Case):
        Case.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)


def finish_removals() -> int:
    """Delete contents whose removal is on record and which a crash left behind; how many there were."""
    left = [each for each in Removal.objects.exclude(stored_as="") if private_files().exists(each.stored_as)]
    _delete(each.stored_as for each in left)
    return len(left)


@contextmanager
def deleting_nothing() -> Iterator[None]:
    """While this lasts, as for a backup, no contents are deleted; what was to go meanwhile goes at its end.

    One at a time: another waits, and is refused by the database after `LOCK_TIMEOUT`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [DELETING])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [DELETING])
    finish_removals()


def _need_free(rule: Rule, place: Case | Authority, rows: list[Any], reason: str) -> None:
    unmet = [Unmet("held", f"A hold keeps it: {each.reason}") for each in holds_on(place, open_holds())]
    if not rows:
        unmet.append(Unmet("nothing_due", "Nothing of this is due any more."))
    if not reason.strip():
        unmet.append(Unmet("no_reason", "Give the reason."))
    making = Bundle.objects.filter(case_id=place.pk, state__in=Bundle.LIFE.live) if isinstance(place, Case) else None
    if making is not None and making.exists():
        unmet.append(Unmet("bundle_being_made", "A decision bundle of this case is being made. Try again later."))
    if unmet:
        raise Refused(unmet)


def _remove(by: User, rule: Rule, row: Any, reason: str, case: Case | None, kind: Kind) -> None:
    texts = {name: getattr(row, name) for name in (*kind.texts, kind.emptied) if name and getattr(row, name)}
    digest = _digest(kind, row, texts)
    _bury(by, rule, row.key, digest, reason, case, row.stored_as if kind.stored else "", sorted(texts))
    stone = rule.tombstone(clock.today())
    gone = {name: "" if name == kind.emptied else stone for name in texts}
    _say_so(row)
    for name, value in gone.items():
        setattr(row, name, value)
    if gone:
        row.save(update_fields=list(gone))
        forget(row, *gone)


def _digest(kind: Kind, row: Any, texts: dict[str, str]) -> str:
    if kind.stored:
        return str(row.sha256)
    if kind.fingerprint:
        return kind.fingerprint(row)
    return hashlib.sha256(json.dumps(texts, sort_keys=True).encode()).hexdigest()


def _remove_files_of(by: User, rule: Rule, row: Any, reason: str, place: Case | Authority) -> None:
    """Files that came with an item of evidence are on no case: they go with what it says."""
    if isinstance(row, EvidenceVersion) and isinstance(place, Case):
        for file in File.objects.filter(subject=row.key).order_by("pk"):
            _remove(by, rule, file, reason, place, KINDS["file"])


def _remove_copies(by: User, rule: Rule, case: Case, reason: str) -> None:
    """What bundles hold copies of: their archives, and the parts that were rendered for them."""
    gone = set(Removal.objects.filter(case=case).exclude(stored_as="").values_list("stored_as", flat=True))
    kept: list[Any] = [*Bundle.objects.filter(case=case, state="ready")]
    kept += [*BundlePart.objects.filter(decision__case=case, stored_as__isnull=False)]
    for each in (each for each in kept if each.stored_as not in gone):
        _bury(by, rule, each.key, each.sha256, reason, case, each.stored_as, [])
        _say_so(each)


def _say_so(row: Any) -> None:
    """A bundle says itself that its archive is gone, and a file's text goes with its content."""
    if isinstance(row, Bundle):
        row.remove()
        row.save(update_fields=["state"])
    if isinstance(row, File):
        forget_text(row)


def _bury(
    by: User, rule: Rule, key: str, digest: str, reason: str, case: Case | None, stored_as: str, columns: list[str]
) -> None:
    event = record(
        stream=STREAM,
        actor=by,
        verb="remove_record",
        subject=key,
        reason=reason,
        legal_basis=rule.source,
        effective_on=clock.today(),
        after={"rule": rule.rule, "sha256": digest, "columns": columns},
    )
    Removal.objects.create(
        key=key,
        case=case,
        rule=rule.rule,
        sha256=digest,
        stored_as=stored_as,
        removed_at=event.recorded_at,
        event=event,
    )
    if stored_as:
        transaction.on_commit(partial(_delete, [stored_as]))


def _delete(names: Iterable[str]) -> None:
    """Delete contents, unless nothing is to be deleted just now: then it is done later."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock_shared(%s)", [DELETING])
        if not cursor.fetchone()[0]:
            return
        try:
            for name in names:
                private_files().delete(name)
        finally:
            cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [DELETING])
