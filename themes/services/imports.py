"""Imports of figures: received, decided on, and carried out in the background. An import moves no case (N1)."""

import logging
from contextlib import suppress
from functools import partial
from pathlib import PurePath
from typing import cast
from uuid import UUID

from celery import current_app
from celery.exceptions import OperationalError
from django.db import OperationalError as DatabaseBusy
from django.db import transaction
from django.db.models import F
from psycopg2.errors import LockNotAvailable

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Refused, Unmet
from bestvalue.records.services import record
from cases.services.files import private_files, store
from cases.uploads import BadFileError, Upload, scan
from cases.uploads.checking import clean_name, digest
from themes.models import ImportProblem, MetricImport
from themes.policy import check_keeps_metrics

from .importing.problems import Problem
from .importing.reading import CSV, JSON
from .importing.staging import Findings, staged, write

log = logging.getLogger(__name__)

STREAM = "metric_imports"
KINDS = {".csv": CSV, ".json": JSON}
TASK = "themes.tasks.take_up_import"
MOST_ATTEMPTS = 5

State = MetricImport.State


@transaction.atomic
def receive_import(*, by: User, upload: Upload, good_rows_only: bool | None = None) -> MetricImport:
    """Keep a file of figures, to be checked in the background.

    With `good_rows_only` it is decided already what to take of it: the good rows, or all or nothing. Without, it waits
    for a person's choice once it was checked. Raises Forbidden, and Refused where the file is not taken.
    """
    check_keeps_metrics(by)
    name = clean_name(upload.name or "")
    media_type = KINDS.get(PurePath(name).suffix.lower())
    if media_type is None or not upload.size:
        raise Refused([Unmet("bad_file", "Choose a file whose name ends in .csv or .json, and which is not empty.")])
    try:
        scan(upload)
    except BadFileError as error:
        raise Refused([Unmet("bad_file", str(error))]) from error
    made = MetricImport.objects.create(
        name=name,
        media_type=media_type,
        size=upload.size,
        sha256=digest(upload),
        stored_as=store(upload),
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    return _decided(made, by, good_rows_only) if good_rows_only is not None else _handed_on(made)


@transaction.atomic
def confirm_import(*, by: User, metric_import: MetricImport, good_rows_only: bool) -> MetricImport:
    """Decide to import a file that was checked: its good rows, or all or nothing."""
    locked = _checked(by, metric_import)
    if locked.problem_count and not good_rows_only:
        raise Refused([Unmet("problems", "Some rows are wrong, so all of them cannot be imported.")])
    return _decided(locked, by, good_rows_only)


@transaction.atomic
def drop_import(*, by: User, metric_import: MetricImport) -> MetricImport:
    """Decide to import nothing of a file that was checked."""
    locked = _checked(by, metric_import)
    locked.state, locked.finished_at = State.DROPPED, clock.now()
    locked.save(update_fields=["state", "finished_at"])
    return locked


def take_up_waiting() -> int:
    """Take up every import that waits, the oldest first; returns how many were. Left behind by a crash, it goes on.

    One that fails keeps no other waiting.
    """
    waiting = MetricImport.objects.filter(state__in=MetricImport.WAITING).order_by("uploaded_at")
    return sum(_tried(pk) for pk in waiting.values_list("pk", flat=True))


def _tried(pk: UUID) -> bool:
    try:
        return take_up(pk)
    except Exception:
        log.exception("Import %s failed; it is tried again", pk)
        return False


def take_up(pk: UUID) -> bool:
    """Do what an import waits for, in one transaction; False where nothing waits or another worker has it.

    What an earlier attempt left undone, it left untouched. After five attempts the import is refused; one that had to
    stand back for the import before it is none, and goes on waiting.
    """
    if not _begun(pk):
        return False
    try:
        with transaction.atomic():
            row = _waiting(pk)
            if row:
                _carry_out(row)
    except DatabaseBusy as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        MetricImport.objects.filter(pk=pk).update(attempts=F("attempts") - 1, begun_at=None)
        return False
    return row is not None


def _carry_out(row: MetricImport) -> None:
    if row.attempts > MOST_ATTEMPTS:
        message = "The service could not work on this file. Tell the operators."
        _finish(row, State.REFUSED, [Problem(0, "", "gave_up", message)])
        return
    to_write = row.state == State.CONFIRMED
    with (
        private_files().open(row.stored_as) as content,
        staged(content, row.media_type, to_write=to_write) as found,
    ):
        found.put_on(row)
        _finish(row, _next_state(row, found), found.problems.listed)
        if row.state == State.DONE:
            write(row)
            _record(row)


def _next_state(row: MetricImport, found: Findings) -> State:
    if not found.readable:
        return State.REFUSED
    if row.state == State.UPLOADED:
        return State.CHECKED
    return State.REFUSED if found.problems.count and not row.good_rows_only else State.DONE


def _finish(row: MetricImport, state: State, problems: list[Problem]) -> None:
    """Save the step that is done; problems are listed once, by the first step that finds them."""
    row.state, row.attempts, row.begun_at = state, 0, None
    row.finished_at = None if state == State.CHECKED else clock.now()
    row.save()
    if not row.problems.exists():
        ImportProblem.objects.bulk_create(
            ImportProblem(
                metric_import=row,
                line=each.line,
                column=each.column,
                code=each.code,
                message=each.message,
                found=each.found,
            )
            for each in problems
        )


def _record(row: MetricImport) -> None:
    by = cast(User, row.decided_by)  # somebody decided, as a constraint says
    counts = {name: getattr(row, name) for name in ("rows", "added", "revised", "unchanged", "refused")}
    record(
        stream=STREAM,
        actor=by,
        verb="import_metrics",
        subject=row.key,
        effective_on=clock.today(),
        after={"file": row.sha256, **counts},
    )


def _begun(pk: UUID) -> bool:
    """Note the attempt before it is made, so that one which ends the process is counted too."""
    with transaction.atomic():
        row = _waiting(pk)
        if row:
            row.attempts, row.begun_at = row.attempts + 1, clock.now()
            row.save(update_fields=["attempts", "begun_at"])
    return row is not None


def _waiting(pk: UUID) -> MetricImport | None:
    rows = MetricImport.objects.select_for_update(skip_locked=True, of=("self",))
    return rows.filter(pk=pk, state__in=MetricImport.WAITING).first()


def _checked(by: User, metric_import: MetricImport) -> MetricImport:
    check_keeps_metrics(by)
    locked = MetricImport.objects.select_for_update(of=("self",)).get(pk=metric_import.pk)
    if locked.state != State.CHECKED:
        raise Refused([Unmet("wrong_state", f"This file does not wait for a choice: {locked.get_state_display()}.")])
    return locked


def _decided(row: MetricImport, by: User, good_rows_only: bool) -> MetricImport:
    row.state, row.decided_by, row.good_rows_only = State.CONFIRMED, by, good_rows_only
    row.save(update_fields=["state", "decided_by", "good_rows_only"])
    return _handed_on(row)


def _handed_on(row: MetricImport) -> MetricImport:
    """Tell a worker once this is committed; where none can be told, the next sweep takes it up."""
    transaction.on_commit(partial(_tell, str(row.pk)))
    return row


def _tell(pk: str) -> None:
    with suppress(OperationalError):
        current_app.send_task(TASK, [pk], retry=False)
