"""Noting that somebody read what is private."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.records.as_at import Moment, looked_at, looking_at
from bestvalue.records.models import Reading
from bestvalue.request_id import current_request_id

# one statement for a page of fifty, as every list of cases writes one
INSERT = """
    INSERT INTO records_reading (reader_id, read_at, request_id, case_id, subject)
    SELECT %s, %s, %s, * FROM unnest(%s::uuid[], %s::text[])
"""


def note_reading(*, reader: User, case_id: UUID | None, subject: str) -> None:
    """Record one reading, of a case or of what belongs to none; takes no lock, so readers never wait for writers."""
    note_readings(reader=reader, read=[(case_id, subject)])


def note_readings(*, reader: User, read: Iterable[tuple[UUID | None, str]]) -> None:
    """Record in one query everything private that one page showed, each with its case if it has one.

    A look at the past may write nothing: it keeps its readings, with the moment looked at, until it is over.
    """
    if looking := looked_at():
        looking.readings.extend((case_id, f"{subject} {looking.moment}") for case_id, subject in read)
        return
    rows = list(read)
    cases, subjects = [case_id for case_id, _ in rows], [subject for _, subject in rows]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [reader.pk, clock.now(), current_request_id(), cases, subjects])


def was_read(*, by: User, case_id: UUID, subject: str, since: dt.datetime) -> bool:
    """Whether this person's reading of it has been recorded since then."""
    return Reading.objects.filter(reader=by, case_id=case_id, subject=subject, read_at__gt=since).exists()


@contextmanager
def recorded_look(moment: Moment, case_id: UUID, *, by: User) -> Iterator[None]:
    """Look at a case as at a past moment, and record what was read of it once the look is over."""
    with looking_at(moment, case_id) as looking:
        yield
    note_readings(reader=by, read=looking.readings)
