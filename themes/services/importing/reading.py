"""Reading a file of values row by row: CSV with a header line, or JSON as `{"values": [{…}, …]}`.

Neither is ever held in memory as a whole. Cells are text as they stand in the file: `=1+1` is a text like any other.
"""

import codecs
import csv
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from .problems import Problem, Unreadable

REQUIRED = ("authority", "metric", "period_start", "period_end", "value")
COLUMNS = (*REQUIRED, "status")
CSV, JSON = "text/csv", "application/json"
LONGEST = 4096  # characters of one line of CSV, or of one value in JSON
CHUNK = 64 * 1024

Row = tuple[int, list[str] | Problem]
"""A line's number with its cells in the order of COLUMNS, or with what is wrong with the line as a whole."""

DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
OPENING = re.compile(r'\s*\{\s*"values"\s*:\s*\[\s*')
BETWEEN = re.compile(r"\s*([,\]])\s*")
NOTHING = re.compile(r"\]")
CLOSING = re.compile(r"\s*\}\s*")


def rows_in(content: IO[bytes], media_type: str) -> Iterator[Row]:
    """Every row of a file. Raises Unreadable at the first place from which the file makes no sense."""
    return _json_rows(content) if media_type == JSON else _csv_rows(content)


def _csv_rows(content: IO[bytes]) -> Iterator[Row]:
    reader = csv.reader(_lines(content), strict=True)
    try:
        places = _places([each.strip().lower() for each in next(reader, [])])
        for cells in reader:
            if any(cells):
                yield reader.line_num, _in_order(cells, places, reader.line_num)
    except csv.Error as error:
        message = "The quotation marks of this line do not match."
        raise Unreadable(Problem(reader.line_num, "", "malformed", message)) from error


def _lines(content: IO[bytes]) -> Iterator[str]:
    for number, line in enumerate(iter(lambda: content.readline(LONGEST + 1), b""), start=1):
        if len(line) > LONGEST:
            raise Unreadable(Problem(number, "", "too_long", f"A line has at most {LONGEST} characters."))
        yield _decoded(line, number).removeprefix("\ufeff" if number == 1 else "")


def _decoded(line: bytes, number: int) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        message = "This is not UTF-8. In a spreadsheet, save the file as “CSV UTF-8”."
        raise Unreadable(Problem(number, "", "encoding", message)) from error


def _places(header: list[str]) -> list[int]:
    """Where each column stands in the file; -1 for the one that may be left out."""
    missing = [each for each in REQUIRED if each not in header]
    unknown = [each for each in header if each not in COLUMNS]
    if missing:
        raise Unreadable(Problem(1, missing[0], "missing_column", f"These columns are missing: {', '.join(missing)}."))
    if unknown or len(set(header)) < len(header):
        message = f"The first line names these columns, each once: {', '.join(COLUMNS)}."
        raise Unreadable(Problem(1, "", "unknown_column", message, ", ".join(unknown)[:100]))
    return [header.index(each) if each in header else -1 for each in COLUMNS]


def _in_order(cells: list[str], places: list[int], line: int) -> list[str] | Problem:
    if len(cells) != len(places) - places.count(-1):
        message = "This line has more or fewer cells than the first line has columns."
        return Problem(line, "", "number_of_cells", message, ",".join(cells)[:100])
    return [cells[place].strip() if place >= 0 else "" for place in places]


def _json_rows(content: IO[bytes]) -> Iterator[Row]:
    text, number = _Window(content), 0
    text.skip(OPENING, 0)
    separator = text.skip_or_none(NOTHING)
    while separator != "]":
        number += 1
        yield number, _members(text.value(number), number)
        separator = text.skip(BETWEEN, number)
    text.skip(CLOSING, number)
    if text.rest():
        raise _not_json(number)


def _members(value: Any, number: int) -> list[str] | Problem:
    if not isinstance(value, dict):
        return Problem(number, "", "not_an_object", "A value is an object with its members by name.", str(value)[:100])
    unknown = [each for each in value if each not in COLUMNS]
    if unknown or any(isinstance(each, dict | list) for each in value.values()):
        message = f"A value has these members, each a text or a number: {', '.join(COLUMNS)}."
        return Problem(number, "", "unknown_member", message, ", ".join(unknown)[:100])
    return [str(value.get(each, "")).strip() for each in COLUMNS]


class _Window:
    """A stretch of a JSON text: always at least as long as the longest value, until the text ends."""

    def __init__(self, content: IO[bytes]) -> None:
        self.content, self.text, self.place = content, "", 0
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")()

    def value(self, number: int) -> Any:
        """The value that begins here."""
        self._refill(number)
        try:
            found, self.place = DECODER.raw_decode(self.text, self.place)
        except (json.JSONDecodeError, RecursionError) as error:
            raise _not_json(number) from error
        return found

    def skip(self, pattern: re.Pattern[str], number: int) -> str:
        """Go past the pattern, and give its first group, or all of it. Raises Unreadable where it does not stand."""
        self._refill(number)
        found = self.skip_or_none(pattern)
        if found is None:
            raise _not_json(number)
        return found

    def skip_or_none(self, pattern: re.Pattern[str]) -> str | None:
        """The same, but None where it does not stand here."""
        match = pattern.match(self.text, self.place)
        if match is None:
            return None
        self.place = match.end()
        return match[match.lastindex or 0]

    def rest(self) -> str:
        """What is left."""
        self._refill(0)
        return self.text[self.place :]

    def _refill(self, number: int) -> None:
        while len(self.text) - self.place < LONGEST:
            chunk = self.content.read(CHUNK)
            try:
                more = self.decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                raise Unreadable(Problem(number, "", "encoding", "This is not UTF-8, as JSON must be.")) from error
            self.text, self.place = self.text[self.place :] + more, 0
            if not chunk:
                return


def _not_json(number: int) -> Unreadable:
    message = 'After this value the file is not JSON of the form {"values": [{…}, …]}, or a value is too long.'
    return Unreadable(Problem(number, "", "malformed", message))
