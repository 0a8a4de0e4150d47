"""What only tests do with databases: clear tables that refuse to be cleared, make one anew, and speak to another."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

import psycopg2
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.core.management.commands import flush
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.utils import CursorWrapper

from bestvalue.environment import database_at

ADDRESS = ("HOST", "PORT", "USER", "PASSWORD", "NAME")
LEFT = {"django_content_type", "auth_permission"}  # of every model, made once with the tables


def empty_tables(_operations: BaseDatabaseOperations, _sql_list: Iterable[str]) -> None:
    """Empty the tables that hold rows, with every trigger at rest, once whoever still writes has ended.

    Most of the many hold none, and to truncate them all takes longer than to delete the few rows of a test.
    """
    tables = cleared()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in filled(cursor, tables):
            cursor.execute(f"DELETE FROM {table}")


def cleared() -> set[str]:
    """The tables that a flush empties."""
    return {*connection.introspection.django_table_names(only_existing=True, include_views=False)} - LEFT


def filled(cursor: CursorWrapper, tables: Iterable[str]) -> set[str]:
    """Those of the tables that hold any row."""
    cursor.execute(" UNION ALL ".join(f"SELECT '{each}' WHERE EXISTS (SELECT FROM {each})" for each in tables))
    return {name for (name,) in cursor.fetchall()}


def let_tests_clear_tables() -> None:
    """Make Django's flush, which only tests call, get past the triggers, and leave what it would only make again."""
    BaseDatabaseOperations.execute_sql_flush = empty_tables  # type: ignore[method-assign, assignment]
    flush.emit_post_migrate_signal = lambda *_args, **_more: None  # type: ignore[attr-defined]


def number_on(cursor: CursorWrapper) -> None:
    """Number new rows of every table after those that are there."""
    for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
        cursor.execute(sql)


class Kept:
    """What the tables hold at one moment, set aside in a schema of its own, to be brought back after a flush."""

    def __init__(self) -> None:
        self.tables: list[str] = []

    def keep(self) -> None:
        """Set aside every row that a flush takes."""
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE")
            cursor.execute("CREATE SCHEMA kept")
            for name in filled(cursor, cleared()):
                cursor.execute(f"CREATE TABLE kept.{name} AS TABLE public.{name}")
                self.tables.append(name)

    def bring_back(self) -> None:
        """Have the rows as they were, after a flush, and number new ones after them."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name in self.tables:
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
