"""Noting that somebody read what is private."""

from collections.abc import Iterable
from uuid import UUID

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.records.models import Reading
from bestvalue.request_id import current_request_id


def note_reading(*, reader: User, case_id: UUID | None, subject: str) -> Reading:
    """Record one reading, of a case or of what belongs to none; takes no lock, so readers never wait for writers."""
    return note_readings(reader=reader, read=[(case_id, subject)])[0]


def note_readings(*, reader: User, read: Iterable[tuple[UUID | None, str]]) -> list[Reading]:
    """Record in one query everything private that one page showed, each with its case if it has one."""
    moment, request_id = clock.now(), current_request_id()
    return Reading.objects.bulk_create(
        Reading(reader=reader, case_id=case_id, subject=subject, read_at=moment, request_id=request_id)
        for case_id, subject in read
    )
