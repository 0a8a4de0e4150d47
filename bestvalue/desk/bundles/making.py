"""Asking for a bundle, making it in the background step by step, and handing it out. Each is recorded."""

import datetime as dt
import hashlib
import logging
import tempfile
import uuid
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import IO

from celery import current_app
from celery.exceptions import OperationalError
from django.core.files.base import ContentFile
from django.core.files.base import File as Content
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.desk.models import Bundle, BundlePart
from bestvalue.errors import Refused, Unmet
from bestvalue.records.services import note_reading, record
from cases.models import Case
from cases.services.files import private_files

from .contents import Contents, entitled
from .deciding import Decision, decision_of
from .packing import pack
from .plan import LAST, Planned, planned
from .policy import check_exports, check_fetches

log = logging.getLogger(__name__)

TASK = "bestvalue.desk.tasks.make_bundle"
MOST_ATTEMPTS = 5
LEASE = dt.timedelta(minutes=3)
"""How long after its last step a bundle that nobody finished is taken up again; no step takes as long."""


@transaction.atomic
def ask_for_bundle(*, by: User, case: Case, decision: Decision, with_sealed: bool = False) -> Bundle:
    """Have the bundle of a decision made in the background; asked again meanwhile, the same one is given.

    `with_sealed` is for who is named to every sealed item that may be told. Raises Forbidden or Refused.
    """
    check_exports(by, case)
    Case.objects.select_for_update(of=("self",), no_key=True).get(pk=case.pk)  # as a removal may be under way
    contents = Contents(decision, by, with_sealed=with_sealed)
    if with_sealed and not entitled(by, decision):
        raise Refused([Unmet("not_named", "Nothing sealed was before the decider that you are named to in full.")])
    asked = {"decision": decision.event, "made_by": by, "with_sealed": with_sealed}
    facts = {"case": case, "asked_at": clock.now(), "evidence": contents.evidence_items}
    try:
        with transaction.atomic():
            made = Bundle.objects.create(**asked, **facts)
    except IntegrityError:
        return Bundle.objects.get(**asked, state__in=Bundle.LIFE.live)
    _record(made, by, "ask_for_bundle", {"decision": decision.event.hash})
    transaction.on_commit(partial(_tell, str(made.pk)))
    return made


@transaction.atomic
def fetch_bundle(*, by: User, bundle: Bundle) -> IO[bytes]:
    """Hand out the archive to somebody who may have it today, and record that. Raises Forbidden or Refused."""
    check_fetches(by, bundle)
    if bundle.state != "ready" or not private_files().exists(str(bundle.stored_as)):
        raise Refused([Unmet("not_ready", f"There is no archive to download: {bundle.status.lower()}.")])
    _record(bundle, by, "fetch_bundle", {"sha256": bundle.sha256})
    note_reading(reader=by, case_id=bundle.case_id, subject=bundle.key)
    content: IO[bytes] = private_files().open(str(bundle.stored_as))
    return content


def make_waiting() -> int:
    """Make every bundle that waits or was left behind, the oldest first; how many. One that fails stops no other."""
    left = Q(state="being_made") & (Q(touched_at__isnull=True) | Q(touched_at__lt=clock.now() - LEASE))
    waiting = Bundle.objects.filter(Q(state="waiting") | left).order_by("asked_at")
    return sum(_tried(pk) for pk in waiting.values_list("pk", flat=True))


def _tried(pk: uuid.UUID) -> bool:
    try:
        return make_bundle(pk)
    except Exception:
        log.exception("Bundle %s failed; it is tried again", pk)
        return False


def make_bundle(pk: uuid.UUID) -> bool:
    """Make one bundle, or go on with it; False where nothing is to be done or another worker has it.

    What an earlier attempt rendered is kept and used. After five attempts it is given up.
    """
    bundle = _taken_up(pk)
    if bundle is None:
        return False
    try:
        contents = Contents(decision_of(bundle.decision), bundle.made_by, with_sealed=bundle.with_sealed)
        _finish(bundle, contents, _packed(bundle, _parts(bundle, contents)))
    except BaseException:
        Bundle.objects.filter(pk=pk).update(touched_at=None)
        raise
    return True


@transaction.atomic
def _taken_up(pk: uuid.UUID) -> Bundle | None:
    left = Q(touched_at__isnull=True) | Q(touched_at__lt=clock.now() - LEASE)
    rows = Bundle.objects.select_for_update(skip_locked=True, of=("self",)).select_related("decision", "made_by")
    bundle = rows.filter(left, pk=pk, state__in=Bundle.LIFE.live).first()
    if bundle is None:
        return None
    bundle.begin()
    if bundle.attempts >= MOST_ATTEMPTS:
        bundle.fail()
        bundle.finished_at = clock.now()
    bundle.attempts, bundle.touched_at, bundle.steps_done = bundle.attempts + 1, clock.now(), 0
    bundle.save()
    return bundle if bundle.state == "being_made" else None


def _parts(bundle: Bundle, contents: Contents) -> Sequence[BundlePart]:
    """Every part of the archive, in its order: those that are kept from before, and those that are still to be made."""
    kept = BundlePart.objects.filter(decision=bundle.decision, variant=contents.variant).select_related("file")
    if kept.filter(path=LAST).exists():
        return list(kept)
    rows = planned(contents)
    Bundle.objects.filter(pk=bundle.pk).update(steps_total=len(rows) + 1)
    parts: list[BundlePart] = []
    for position, each in enumerate(rows, start=1):
        parts.append(kept.filter(path=each.path).first() or _made(contents, position, each, parts))
        _step(bundle)
    return parts


def _made(contents: Contents, position: int, row: Planned, before: Sequence[BundlePart]) -> BundlePart:
    """Make one part and keep it; where another worker kept the same meanwhile, that one counts."""
    where = {"decision": contents.decision.event, "variant": contents.variant, "path": row.path}
    facts = {"position": position, "title": row.title[:400]}
    if row.file:
        facts |= {"file": row.file, "size": row.file.size, "sha256": row.file.sha256}
        return BundlePart.objects.get_or_create(**where, defaults=facts)[0]
    content = row.make(before) if row.make else b""
    name = private_files().save(uuid.uuid4().hex, ContentFile(content))
    facts |= {"stored_as": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    part, created = BundlePart.objects.get_or_create(**where, defaults=facts)
    if not created:
        private_files().delete(name)
    return part


def _step(bundle: Bundle) -> None:
    Bundle.objects.filter(pk=bundle.pk).update(steps_done=F("steps_done") + 1, touched_at=clock.now())


def _packed(bundle: Bundle, parts: Sequence[BundlePart]) -> tuple[str, str, int]:
    """The archive, kept: its name, its SHA-256 and its size in bytes."""
    with tempfile.TemporaryFile() as archive:
        pack(parts, bundle.decision.recorded_at, archive)
        size = archive.tell()
        archive.seek(0)
        digest = hashlib.file_digest(archive, "sha256").hexdigest()
        archive.seek(0)
        return private_files().save(uuid.uuid4().hex, Content(archive)), digest, size


@transaction.atomic
def _finish(bundle: Bundle, contents: Contents, archive: tuple[str, str, int]) -> None:
    """Say that it is there; where another worker was first, what this one packed goes again."""
    locked = Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
    if not locked.is_waiting:
        private_files().delete(archive[0])
        return
    locked.finish()
    locked.stored_as, locked.sha256, locked.size = archive
    locked.evidence, locked.finished_at = contents.evidence_items, clock.now()
    locked.steps_total = locked.steps_done = max(locked.steps_total, locked.steps_done + 1)
    locked.save()
    _record(locked, locked.made_by, "make_bundle", {"decision": bundle.decision.hash, "sha256": locked.sha256})


def _record(bundle: Bundle, by: User, verb: str, told: dict[str, str]) -> None:
    """An event on a chain of its own: taking a copy changes nothing on the case, and nobody's open page of it."""
    record(
        stream=f"bundles:{bundle.case_id}",
        actor=by,
        verb=verb,
        subject=bundle.key,
        effective_on=clock.today(),
        after={**told, "with_sealed": bundle.with_sealed},
    )


def _tell(pk: str) -> None:
    """Tell a worker; where none can be told, the next look at what waits takes it up."""
    with suppress(OperationalError):
        current_app.send_task(TASK, [pk], retry=False)
