"""What PostgreSQL counted of the product's own statements; those of the floors are left out (`beside.UNCOUNTED`)."""

import os
from contextlib import closing
from typing import Any

import psycopg2

BEGIN = ("CREATE EXTENSION IF NOT EXISTS pg_stat_statements", "SELECT pg_stat_statements_reset()")
MOST_TIME = """
    SELECT calls, total_exec_time, mean_exec_time, rows, regexp_replace(query, '\\s+', ' ', 'g')
    FROM pg_stat_statements JOIN pg_database ON oid = dbid
    WHERE datname = %s ORDER BY total_exec_time DESC LIMIT 10
"""
NAMES = ("calls", "total_ms", "mean_ms", "rows", "statement")
SHOWN = 150  # characters


def begin_to_count() -> None:
    """Forget what was counted. Raises psycopg2's error where the server was not started for it (`launch.bench`)."""
    for statement in BEGIN:
        _asked(statement)


def that_took_most_time(database: str) -> list[dict[str, Any]]:
    """The ten statements that took most time in all, the longest first."""
    return [dict(zip(NAMES, row, strict=True)) for row in _asked(MOST_TIME, database)]


def shown(statement: dict[str, Any]) -> str:
    """One of them, in one line."""
    calls, total, mean, rows, text = (statement[each] for each in NAMES)
    return f"{calls:>9,}{total:>12,.0f}{mean:>10.2f}{rows:>12,}  {text[:SHOWN]}"


def _asked(statement: str, *given: str) -> list[Any]:
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(statement, given or None)
        return list(cursor.fetchall()) if cursor.description else []
