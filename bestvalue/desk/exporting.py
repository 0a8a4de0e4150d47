"""Taking a list of private rows away as a file: bounded, hashed, recorded, and each case in it noted as read (R42)."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from bestvalue.accounts.models import User
from bestvalue.api.spreadsheets import as_bytes
from bestvalue.errors import Refused, Unmet
from bestvalue.records.services import note_readings, record

STREAM = "exports"
MOST = 100_000
"""The most rows of one file; whoever wants more narrows the list."""
TOO_LONG = f"This is more than the {MOST:,} rows that a file may hold. Go back and narrow the list."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list that may be taken away: its name, its columns, and how a row is written.

    Where it tells of cases, its rows name theirs by `case_at`; it is empty where none does.
    """

    name: str
    columns: tuple[str, ...]
    line: Callable[[Any], Sequence[Any]]
    case_at: str = "case_id"


@transaction.atomic
def export_list(*, by: User, sheet: Sheet, found: QuerySet[Any]) -> bytes:
    """The rows as CSV. The event tells how many they were and the file's SHA-256, not what was asked for.

    `found` holds what this person may know of. No more than the text of the file is held at once. Raises Refused where
    it is longer than `MOST`.
    """
    rows, cases = 0, set[UUID]()

    def lines() -> Iterator[Sequence[Any]]:
        nonlocal rows
        yield sheet.columns
        for each in found[: MOST + 1].iterator(chunk_size=500):
            rows += 1
            if sheet.case_at and (case := getattr(each, sheet.case_at)):
                cases.add(case)
            yield sheet.line(each)

    content = as_bytes(lines())
    if rows > MOST:
        raise Refused([Unmet("too_long", TOO_LONG)])
    note_readings(reader=by, read=[(case, f"export:{sheet.name}") for case in sorted(cases)])
    facts = {"rows": rows, "cases": len(cases), "sha256": hashlib.sha256(content).hexdigest()}
    record(stream=STREAM, actor=by, verb="export_list", subject=f"list:{sheet.name}", after=facts)
    return content
