"""Staging the good rows of a file in the database, judging them as a set, and writing them as a set.

COPY fills a temporary table, so that neither this process nor the network feels the size of the file; what follows is
one statement each. Every constraint and trigger of the table of figures holds, as for any other insert.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any

from django.db import connection

from bestvalue.records.services.events import transaction_time
from themes.models import MetricImport, period_in_words, plain_number
from themes.models.imports import LISTED

from .parsing import Book, Figure, good_rows
from .problems import Problem, Problems, Unreadable
from .reading import Row, rows_in

TAKE_TURNS = "LOCK TABLE themes_metricvalue IN SHARE ROW EXCLUSIVE MODE"  # until the end; others still read
STAGE = """
CREATE TEMPORARY TABLE staged (
    line integer, authority_id bigint, metric_id bigint, starts_on date, ends_on date,
    value numeric, provisional boolean
)
"""
COPY, BLOCK = "COPY staged FROM STDIN", 64 * 1024  # characters at a time
JUDGE = """
CREATE TEMPORARY TABLE judged AS
SELECT staged.*, current.id AS current_id, min(line) OVER same AS first_line, max(line) OVER same AS last_line,
    CASE
        WHEN count(*) OVER same > 1 THEN 'duplicate'
        WHEN current.id IS NULL THEN 'added'
        WHEN (current.value, current.provisional) = (staged.value, staged.provisional) THEN 'unchanged'
        ELSE 'revised'
    END AS outcome
FROM staged LEFT JOIN themes_metricvalue current ON current.superseded_by_id IS NULL
    AND (current.authority_id, current.metric_id, current.starts_on, current.ends_on)
    = (staged.authority_id, staged.metric_id, staged.starts_on, staged.ends_on)
WINDOW same AS (PARTITION BY staged.authority_id, staged.metric_id, staged.starts_on, staged.ends_on)
"""
COUNT = "SELECT outcome, count(*) FROM judged GROUP BY outcome"
DUPLICATES = f"""
SELECT line, CASE WHEN line = first_line THEN last_line ELSE first_line END FROM judged
WHERE outcome = 'duplicate' ORDER BY line LIMIT {LISTED}
"""
SAMPLE = """
SELECT judged.line, authority.name, metric.title, judged.starts_on, judged.ends_on, current.value, judged.value
FROM judged JOIN cases_authority authority ON authority.id = judged.authority_id
    JOIN themes_metric metric ON metric.id = judged.metric_id
    LEFT JOIN themes_metricvalue current ON current.id = judged.current_id
WHERE judged.outcome IN ('added', 'revised')
ORDER BY authority.name, metric.title, judged.ends_on, judged.starts_on LIMIT 20
"""
SUPERSEDE = """
UPDATE themes_metricvalue SET superseded_by_id = %s FROM judged
WHERE themes_metricvalue.id = judged.current_id AND judged.outcome = 'revised'
"""
INSERT = """
INSERT INTO themes_metricvalue
    (authority_id, metric_id, starts_on, ends_on, value, provisional, metric_import_id, recorded_at)
SELECT authority_id, metric_id, starts_on, ends_on, value, provisional, %s, %s FROM judged
WHERE outcome IN ('added', 'revised') ORDER BY authority_id, metric_id, ends_on
"""
TAKEN = ("added", "revised", "unchanged")
CLEAR = "DROP TABLE IF EXISTS pg_temp.staged, pg_temp.judged"


@dataclass(slots=True)
class Findings:
    """What was found in a file."""

    rows: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    sample: list[dict[str, Any]] = field(default_factory=list)
    readable: bool = True

    @property
    def refused(self) -> int:
        """How many rows are wrong."""
        return self.rows - sum(self.counts.get(each, 0) for each in TAKEN)

    def put_on(self, metric_import: MetricImport) -> None:
        """Set the counts of an import."""
        metric_import.rows, metric_import.refused = self.rows, self.refused
        metric_import.problem_count, metric_import.sample = self.problems.count, self.sample
        for name in TAKEN:
            setattr(metric_import, name, self.counts.get(name, 0))


@contextmanager
def staged(content: IO[bytes], media_type: str, *, to_write: bool) -> Iterator[Findings]:
    """The good rows of a file in the table `judged`, within the present transaction, and what was found.

    Where they are to be written, this takes its turn once the file was read: others wait for as little as can be.
    """
    found = Findings()
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)
        cursor.execute(STAGE)
        figures = good_rows(_counted(rows_in(content, media_type), found), Book(), found.problems)
        cursor.copy_expert(COPY, _Copied(figures), BLOCK)
        if to_write:
            cursor.execute(TAKE_TURNS)
        for statement in ("ANALYZE staged", JUDGE, COUNT):
            cursor.execute(statement)
        found.counts = dict(cursor.fetchall())
        cursor.execute(DUPLICATES)
        _tell_duplicates(found, cursor.fetchall())
        cursor.execute(SAMPLE)
        found.sample = [_change(*row) for row in cursor.fetchall()]
    yield found
    with connection.cursor() as cursor:
        cursor.execute(CLEAR)


def write(metric_import: MetricImport) -> None:
    """Write the figures that are new or revised; a revised one supersedes the one before, which stays (R42)."""
    with connection.cursor() as cursor:
        cursor.execute(SUPERSEDE, [metric_import.pk])
        cursor.execute(INSERT, [metric_import.pk, transaction_time()])


def _tell_duplicates(found: Findings, pairs: list[tuple[int, int]]) -> None:
    for line, other in pairs:
        message = (
            f"Line {other} has the same authority, metric and period. Neither is taken: nothing says which is right."
        )
        found.problems.add(Problem(line, "", "duplicate", message))
    found.problems.count += found.counts.get("duplicate", 0) - len(pairs)


def _change(
    line: int, authority: str, metric: str, starts_on: dt.date, ends_on: dt.date, old: Decimal | None, new: Decimal
) -> dict[str, Any]:
    """One change in words, as the page of an import shows it."""
    period = period_in_words(starts_on, ends_on)
    figures = {"old": "" if old is None else plain_number(old), "new": plain_number(new)}
    return {"line": line, "authority": authority, "metric": metric, "period": period, **figures}


def _counted(rows: Iterator[Row], found: Findings) -> Iterator[Row]:
    """The rows, counted, as far as the file can be read."""
    try:
        for row in rows:
            found.rows += 1
            yield row
    except Unreadable as error:
        found.problems.add(error.problem)
        found.readable = False


class _Copied:
    """Figures as the file that COPY reads: one to a line, its cells between tabs; none of them can hold a tab."""

    def __init__(self, figures: Iterator[Figure]) -> None:
        self.figures = figures

    def read(self, size: int) -> str:
        """About as many characters as are asked for; an empty text at the end."""
        lines: list[str] = []
        length = 0
        for figure in self.figures:
            lines.append("\t".join(map(str, figure)) + "\n")
            length += len(lines[-1])
            if length >= size:
                break
        return "".join(lines)
