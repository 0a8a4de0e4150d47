"""What only tests do with databases: clear tables that refuse to be cleared, make one anew, and speak to another."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import psycopg2
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.utils import CursorWrapper

from bestvalue.environment import database_at

ADDRESS = ("HOST", "PORT", "USER", "PASSWORD", "NAME")


def flush_past_the_triggers(operations: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
    """Run Django's flush with every trigger at rest, as after a test that commits."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for sql in sql_list:
            cursor.execute(sql)


def let_tests_clear_tables() -> None:
    """Make Django's flush, which only tests call, get past the triggers."""
    BaseDatabaseOperations.execute_sql_flush = flush_past_the_triggers  # type: ignore[method-assign, assignment]


def number_on(cursor: CursorWrapper) -> None:
    """Number new rows of every table after those that are there."""
    for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
        cursor.execute(sql)


class Kept:
    """What the tables hold at one moment, set aside in a schema of its own, to be brought back after a flush."""

    def __init__(self) -> None:
        self.tables: list[str] = []

    def keep(self) -> None:
        """Set aside every row of every table that has any."""
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE")
            cursor.execute("CREATE SCHEMA kept")
            for table in connection.introspection.table_names(cursor):
                name = connection.ops.quote_name(table)
                cursor.execute(f"CREATE TABLE kept.{name} AS TABLE public.{name}")
                if cursor.rowcount:
                    self.tables.append(name)

    def bring_back(self) -> None:
        """Have the rows as they were, in place of the few that a flush leaves, and number new ones after them."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name in self.tables:
                cursor.execute(f"DELETE FROM public.{name}")
                cursor.execute(f"INSERT INTO public.{name} SELECT * FROM kept.{name}")
            number_on(cursor)


@contextmanager
def a_fresh_database(name: str) -> Iterator[str]:
    """The address of an empty database beside that of the tests, which goes when the block ends."""
    given = connection.settings_dict
    name = f"{name}_{given['NAME']}"
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/".format(**given)
    with closing(psycopg2.connect(address + "postgres")) as server, server.cursor() as cursor:
        server.autocommit = True
        cursor.execute(f"CREATE DATABASE {name}")
        try:
            yield address + name
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def speaking_to(address: str) -> Iterator[None]:
    """Let this process speak to another database than that of the tests."""
    kept, other = dict(connection.settings_dict), database_at(address)
    connection.close()
    connection.settings_dict.update({part: other[part] for part in ADDRESS})
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update({part: kept[part] for part in ADDRESS})
        ContentType.objects.clear_cache()
