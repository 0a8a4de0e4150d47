"""Noting that somebody read a private case."""

from collections.abc import Iterable
from uuid import UUID

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.records.models import Reading
from bestvalue.request_id import current_request_id


def note_reading(*, reader: User, case_id: UUID, subject: str) -> Reading:
    """Record one reading; takes no lock, so readers never wait for writers."""
    return Reading.objects.create(
        reader=reader, case_id=case_id, subject=subject, read_at=clock.now(), request_id=current_request_id()
    )


def note_readings(*, reader: User, case_ids: Iterable[UUID], subject: str) -> None:
    """Record one reading of each of several cases, in one statement."""
    facts = {"reader": reader, "subject": subject, "read_at": clock.now(), "request_id": current_request_id()}
    Reading.objects.bulk_create([Reading(case_id=each, **facts) for each in case_ids])
