"""Reading the text of files in the background, so that they are found by what stands in them."""

import logging
import time
import uuid
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import QuerySet

from bestvalue import clock
from bestvalue.records.triggers import TOMBSTONE

from ..models import File, FileText
from ..models.files import MOST_OF_A_TEXT
from ..uploads.reading import READABLE, Text, read_text
from .files import private_files

log = logging.getLogger(__name__)

SECONDS = 40.0
"""How long one look at what waits goes on taking up files; the next look goes on."""
MISSING = "its content is not where it is kept"
TOO_MANY_WORDS = "it holds too many different words"
MOST_AT_ONCE = 200
PROGRAM_LIMIT = "54000"  # what PostgreSQL says of a text whose index would be too long


def waiting_files() -> QuerySet[File]:
    """The files that have a text which nobody has read yet, the oldest first."""
    readable = File.objects.filter(media_type__in=READABLE, text__isnull=True)
    return readable.exclude(name__endswith=TOMBSTONE[1]).order_by("uploaded_at", "pk")


def read_waiting() -> int:
    """Read what waits; how many files. One that cannot be fetched just now stops no other and is tried again."""
    until, read, failed = time.monotonic() + SECONDS, 0, set[uuid.UUID]()
    while files := list(waiting_files().exclude(pk__in=failed)[:MOST_AT_ONCE]):
        for file in files:
            if time.monotonic() > until:
                return read
            try:
                read_file(file)
                read += 1
            except (OSError, OperationalError):
                failed.add(file.pk)
                log.exception("File %s could not be read; it is tried again", file.pk)
    return read


def read_file(file: File) -> None:
    """Read one file and keep its text, or why it has none; whichever worker is first counts. Raises OSError."""
    try:
        with private_files().open(file.stored_as) as content:
            text = read_text(content.read(), file.media_type, MOST_OF_A_TEXT)
    except FileNotFoundError:
        text = Text(unreadable=MISSING)
    try:
        _keep(file.pk, text)
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", "") != PROGRAM_LIMIT:
            raise
        _keep(file.pk, Text(unreadable=TOO_MANY_WORDS))


@transaction.atomic
def _keep(pk: uuid.UUID, text: Text) -> None:
    """Unless the file was removed meanwhile; its removal waits for this, or this for that."""
    if File.objects.select_for_update(of=("self",), no_key=True).get(pk=pk).is_removed:
        return
    facts: dict[str, Any] = {"body": text.body, "is_cut": text.is_cut, "unreadable": text.unreadable}
    FileText.objects.bulk_create([FileText(file_id=pk, read_at=clock.now(), **facts)], ignore_conflicts=True)


def forget_text(file: File) -> None:
    """Remove the text of a file whose content is removed."""
    FileText.objects.filter(file=file).update(body="", unreadable="it was removed", is_cut=False)
