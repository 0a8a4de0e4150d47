"""Tables for spreadsheets: streamed, and with no cell that a spreadsheet would run as a formula."""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse

CSV = "text/csv; charset=utf-8"
NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(value: Any) -> str:
    """A cell as text; one that a spreadsheet would take for a formula is marked as text by an apostrophe.

    A number below zero is no formula, and stays a number.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(RUNS) and not NUMBER.fullmatch(text) else text


def table(rows: Iterable[Sequence[Any]], filename: str) -> StreamingHttpResponse:
    """A CSV file (RFC 4180, UTF-8), sent row by row."""
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
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line
