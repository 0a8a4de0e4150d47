"""An act beside its floor: the SQL that it sends, sent again by psycopg2 on a connection of its own."""

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
CURSOR = re.compile(r'^DECLARE "[^"]*" .*? FOR (?=SELECT)', re.DOTALL)
OF_EVENT, MOMENT = 'INSERT INTO "records_event"', re.compile(r"'[^']*'::timestamptz")  # it must be the database's own
NOW_CHECKED = "SET CONSTRAINTS ALL IMMEDIATE"
UNCOUNTED = "-c pg_stat_statements.track=none"
AT_ONCE = 2000
NUMBERS = """
    SELECT 'SELECT ' || string_agg(format('setval(%L, %s, %L)', format('%I.%I', schemaname, sequencename),
        coalesce(last_value, start_value), last_value IS NOT NULL), ', ')
    FROM pg_sequences WHERE schemaname = 'public'
"""
"""Makes the statement that sets all numbers back to where they are now: what is sent again names those it was given."""

Pair = tuple[Callable[[], float], Callable[[], float]]
Row = Sequence[Any]


def bare() -> Any:
    """A connection of psycopg2 whose statements are left out of the summary at the end."""
    return psycopg2.connect(str(settings.DATABASE_URL), options=UNCOUNTED)


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def undone(act: Callable[[], object]) -> float:
    """Seconds of an act and all that a commit checks; then it is undone, so that it can be repeated."""
    with transaction.atomic(), connection.cursor() as cursor:
        taken = timed(act) + timed(lambda: cursor.execute(NOW_CHECKED))
        transaction.set_rollback(True)
    return taken


def beside_its_sql(act: Callable[[], object]) -> Pair:
    """An act, and a loop of psycopg2 that sends the same SQL; both undone each time."""
    return lambda: undone(act), its_sql(act)


def its_sql(act: Callable[[], object], take: Callable[[Row], object] = len) -> Callable[[], float]:
    """What takes the seconds of sending again what the act sends; each row that comes is given to `take`.

    What the act reads through a cursor of the server's is read through one again.
    """
    statements, numbers = _sent(act)

    def floor() -> float:
        own = _own(os.getpid())
        with own.cursor() as cursor:
            cursor.execute(numbers)
            taken = timed(lambda: _send(own, cursor, statements, take))
        own.rollback()
        return taken

    return floor


@cache
def _own(_process: int) -> Any:
    """One connection for each process, since a child must not speak on its parent's."""
    return bare()


def _send(own: Any, cursor: Any, statements: list[str], take: Callable[[Row], object]) -> None:
    for statement in statements:
        for row in _rows(own, cursor, statement):
            take(row)


def _sent(act: Callable[[], object]) -> tuple[list[str], str]:
    """The statements of an act, and the one that sets numbers back to where they were before it."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS)
        (numbers,) = cursor.fetchone()
    with CaptureQueriesContext(connection) as queries:
        undone(act)
    sent = [each["sql"] for each in queries if not each["sql"].startswith(CONTROL)]
    return [MOMENT.sub("transaction_timestamp()", each) if OF_EVENT in each else each for each in sent], numbers


def _rows(own: Any, cursor: Any, statement: str) -> Iterator[Row]:
    if CURSOR.match(statement):
        with own.cursor("streamed") as streamed:
            streamed.itersize = AT_ONCE
            streamed.execute(CURSOR.sub("", statement))
            yield from streamed
    else:
        cursor.execute(statement)
        yield from cursor.fetchall() if cursor.description else ()
