"""Checking one row: every cell is looked at, so that all that is wrong with a row is said at once."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from cases.models import Authority, AuthorityAlias
from themes.models import Metric
from themes.models.values import DIGITS, PLACES

from .problems import Problem, Problems
from .reading import COLUMNS, Row

LONGEST_CELL = 200
NUMBER = re.compile(rf"-?\d{{1,{DIGITS - PLACES}}}(\.\d{{1,{PLACES}}})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
STATUSES = {"": False, "final": False, "provisional": True}


class Figure(NamedTuple):
    """A good row, ready to be staged."""

    line: int
    authority_id: int
    metric_id: int
    starts_on: dt.date
    ends_on: dt.date
    value: str
    provisional: bool


class Book:
    """The codes and names that a row may use, looked up once for a whole file."""

    def __init__(self) -> None:
        aliases = AuthorityAlias.objects.filter(kind=AuthorityAlias.Kind.ONS_CODE)
        known = Authority.objects.values_list("pk", "slug", "ons_code")
        self.metrics = dict(Metric.objects.values_list("slug", "pk"))
        self.authorities = {
            **dict(aliases.values_list("value", "authority_id")),
            **{slug: pk for pk, slug, _ in known},
            **{code: pk for pk, _, code in known if code},
        }


def good_rows(rows: Iterator[Row], book: Book, problems: Problems) -> Iterator[Figure]:
    """The rows that are right; what is wrong with the others goes to `problems`."""
    for line, cells in rows:
        if isinstance(cells, Problem):
            problems.add(cells)
            continue
        figure = _figure(line, cells, book)
        if figure is None:
            for problem in _problems(line, cells, book):
                problems.add(problem)
        else:
            yield figure


def _figure(line: int, cells: list[str], book: Book) -> Figure | None:
    """The row as a figure; None where anything is wrong with it."""
    authority, metric, starts, ends, value, status = cells
    starts_on, ends_on = _day(starts), _day(ends)
    authority_id, metric_id = book.authorities.get(authority), book.metrics.get(metric)
    if authority_id is None or metric_id is None or starts_on is None or ends_on is None:
        return None
    if ends_on < starts_on or status not in STATUSES or not NUMBER.fullmatch(value):
        return None
    return Figure(line, authority_id, metric_id, starts_on, ends_on, value, STATUSES[status])


def _problems(line: int, cells: list[str], book: Book) -> Iterator[Problem]:
    """Everything that is wrong with a row that is no figure, from left to right."""
    authority, metric, starts, ends, value, status = cells
    starts_on, ends_on = _day(starts), _day(ends)
    date = "Write a day as year, month and day, such as 2024-03-31."
    checks = (
        (authority in book.authorities, "unknown_authority", "No authority has this code or short name."),
        (metric in book.metrics, "unknown_metric", "No metric has this short name. Define it first."),
        (starts_on, "bad_period", date),
        (ends_on, "bad_period", date),
        (NUMBER.fullmatch(value), "bad_number", "Write a number such as -1234.5, without commas, signs or units."),
        (status in STATUSES, "bad_status", "Write provisional or final, or leave it out."),
    )
    for column, found, (right, code, message) in zip(COLUMNS, cells, checks, strict=True):
        if not right:
            long = len(found) > LONGEST_CELL
            what = ("too_long", f"A cell has at most {LONGEST_CELL} characters.") if long else (code, message)
            yield Problem(line, column, *what, found[:100].replace("\0", "\ufffd"))
    if starts_on and ends_on and ends_on < starts_on:
        yield Problem(line, "period_end", "bad_period", "The period ends before it starts.", ends)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None
