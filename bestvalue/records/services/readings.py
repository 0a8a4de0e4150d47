"""Noting that somebody read what is private."""

from uuid import UUID

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.records.models import Reading
from bestvalue.request_id import current_request_id


def note_reading(*, reader: User, case_id: UUID | None, subject: str) -> Reading:
    """Record one reading, of a case or of what belongs to none; takes no lock, so readers never wait for writers."""
    return Reading.objects.create(
        reader=reader, case_id=case_id, subject=subject, read_at=clock.now(), request_id=current_request_id()
    )
