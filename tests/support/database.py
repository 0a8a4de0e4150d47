"""Clearing tables that refuse to be cleared: only a superuser can, and only tests do."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations


def flush_past_the_triggers(operations: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
    """Run Django's flush with every trigger at rest, as after a test that commits."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for sql in sql_list:
            cursor.execute(sql)


def let_tests_clear_tables() -> None:
    """Make Django's flush, which only tests call, get past the triggers."""
    BaseDatabaseOperations.execute_sql_flush = flush_past_the_triggers  # type: ignore[method-assign, assignment]
