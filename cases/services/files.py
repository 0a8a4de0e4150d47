"""Keeping files, on a case or with evidence: checked, scanned, stored under a name of ours, and recorded."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, repeat
from typing import Any

from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Refused, Unmet

from ..models import Case, File
from ..uploads import BadFileError, Checked, Upload, check, scan
from .act import acting

PDF = "application/pdf"


def private_files() -> Storage:
    """Where files are kept; nothing there is ever served by its path."""
    return storages["private"]


def keep_file(
    *,
    by: User,
    case: Case,
    upload: Upload,
    subject: str = "",
    description: str = "",
    expected_version: int | None = None,
) -> File:
    """Keep one file on a case; `subject` is the key of what it belongs to, the case itself if none is given.

    Raises Refused with the reason where the file is not taken or cannot be stored.
    """
    checked, clean = _looked_at(upload)
    with acting("keep_file", case=case.pk, by=by, expected_version=expected_version) as act:
        act.check()
        file = _keep(by, case, subject or f"case:{case.pk}", checked, upload, description, clean=clean)
        act.tell(subject=file.key, after={"file": file.sha256, "of": file.subject})
    return file


@transaction.atomic
def keep_files(
    *,
    by: User,
    case: Case,
    uploads: Iterable[Upload],
    subject: str = "",
    description: str = "",
    expected_version: int | None = None,
) -> list[File]:
    """Keep several files with what they belong to, all or none; the version is that on which the first is kept."""
    facts: dict[str, Any] = {"by": by, "case": case, "subject": subject, "description": description}
    with _all_or_none() as kept:
        for upload, version in zip(uploads, chain([expected_version], repeat(None)), strict=False):
            kept.append(keep_file(upload=upload, expected_version=version, **facts))
    return kept


@transaction.atomic
def keep_with_evidence(*, by: User, subject: str, uploads: Iterable[Upload]) -> list[File]:
    """Keep files that came with evidence and are in no list of a case; the act that brings them records them.

    Raises Refused with the reason where a file is not taken or cannot be stored.
    """
    looked_at = [(each, *_looked_at(each)) for each in uploads]
    with _all_or_none() as kept:
        for upload, checked, clean in looked_at:
            kept.append(_keep(by, None, subject, checked, upload, "", clean=clean))
    return kept


def attach(*, by: User, case: Case, subject: str, name: str, content: bytes) -> File:
    """Keep a PDF that the service itself made as part of an act, once; a second call gives the first one's file."""
    kept = File.objects.filter(subject=subject, media_type=PDF).first()
    upload = SimpleUploadedFile(name, content, PDF)
    return kept or _keep(by, case, subject, check(upload), upload, "")


@contextmanager
def _all_or_none() -> Iterator[list[File]]:
    """What the block keeps; where it fails, the content of what it had kept already goes too."""
    kept: list[File] = []
    try:
        yield kept
    except Exception:
        for each in kept:
            private_files().delete(each.stored_as)
        raise


def _looked_at(upload: Upload) -> tuple[Checked, bool]:
    """What a file is, and whether it was scanned and found clean. Raises Refused where it is not taken."""
    try:
        return check(upload), scan(upload)
    except BadFileError as error:
        raise Refused([Unmet("bad_file", str(error))]) from error


def _keep(
    by: User,
    case: Case | None,
    subject: str,
    checked: Checked,
    upload: Upload,
    description: str,
    *,
    clean: bool = False,
) -> File:
    """Write the content, then its row; where the row cannot be written, the content goes too."""
    stored_as = store(upload)
    try:
        return File.objects.create(
            case=case,
            subject=subject,
            name=checked.name,
            media_type=checked.media_type,
            size=checked.size,
            sha256=checked.sha256,
            stored_as=stored_as,
            description=description,
            uploaded_by=by,
            uploaded_at=clock.now(),
            scan=File.Scan.CLEAN if clean else File.Scan.NOT_SCANNED,
            scanned_at=clock.now() if clean else None,
        )
    except Exception:
        private_files().delete(stored_as)
        raise


def store(upload: Upload) -> str:
    """Keep the content under a random name, which is returned. Raises Refused where it cannot be stored."""
    upload.seek(0)
    name = uuid.uuid4().hex
    try:
        return private_files().save(name, upload)
    except OSError as error:
        private_files().delete(name)  # what was written of it
        reason = "The file could not be stored, and nothing was changed. Try again later, or tell the operators."
        raise Refused([Unmet("not_stored", reason)]) from error
