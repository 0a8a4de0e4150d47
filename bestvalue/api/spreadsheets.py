"""Tables for spreadsheets: streamed, and with no cell that a spreadsheet would run as a formula."""

import csv
import datetime as dt
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse

CSV = "text/csv; charset=utf-8"
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
RUNS = frozenset("=+-@\t\r\n")
NEVER_RUN = frozenset({type(None), bool, int, float, dt.date, dt.datetime})  # none is written as a spreadsheet runs it
AT_ONCE = 500


def safe(value: Any) -> str:
    """A cell as text; one that a spreadsheet would take for a formula is marked as text by an apostrophe.

    A number below zero is no formula, and stays a number.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in RUNS and not NUMBER.fullmatch(text) else text


def _safe_row(row: Sequence[Any]) -> list[Any]:
    """Each cell as `safe` has it; most need no look beyond their kind or first letter."""
    return [
        cell if type(cell) in NEVER_RUN or (type(cell) is str and cell[:1] not in RUNS) else safe(cell) for cell in row
    ]


def table(rows: Iterable[Sequence[Any]], filename: str) -> StreamingHttpResponse:
    """A CSV file (RFC 4180, UTF-8), sent as its rows are read."""
    return StreamingHttpResponse(
        _lines(rows),
        content_type=CSV,
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def as_bytes(rows: Iterable[Sequence[Any]]) -> bytes:
    """The same table whole, for what is hashed before it is sent."""
    return "".join(_lines(rows)).encode()


def as_file(content: bytes, filename: str) -> HttpResponse:
    """A table that was made whole, with its hash in a header."""
    headers = {
        "Content-Disposition": f'attachment; filename="{filename}"',
        "Content-SHA256": hashlib.sha256(content).hexdigest(),
    }
    return HttpResponse(content, content_type=CSV, headers=headers)


def _lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The text of so many rows together as are worth sending by themselves."""
    rows, held = iter(rows), io.StringIO()
    writer = csv.writer(held)
    while together := list(islice(rows, AT_ONCE)):
        writer.writerows(_safe_row(row) for row in together)
        yield held.getvalue()
        held.seek(0)
        held.truncate()
