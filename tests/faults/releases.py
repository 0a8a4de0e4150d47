"""The previous release's demonstration, restored once for a module, and what its database looks like."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from bestvalue.embedded import program
from tests.support.database import a_fresh_database, speaking_to

PREVIOUS = settings.BASE_DIR / "tests" / "data" / "previous_release"
MANIFEST: dict[str, Any] = json.loads((PREVIOUS / "manifest.json").read_text())
CASTS = re.compile(r"::(text|character varying)(\[\])?|[() ]")
"""What PostgreSQL writes otherwise of a constraint once it was dumped and restored."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of files that is restored."""
    return tmp_path_factory.mktemp("restored") / "files"


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker, folder: Path) -> Iterator[str]:
    """What `restore` says of the previous release's backup, while this process speaks to the restored database."""
    with django_db_blocker.unblock(), a_fresh_database("previous") as address:
        where = {"DATABASE_URL": address, "FILES_ROOT": str(folder)}
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(PREVIOUS)]
        done = subprocess.run(command, env=os.environ | where, check=False, capture_output=True, text=True)  # noqa: S603
        assert done.returncode == 0, done.stdout + done.stderr
        with speaking_to(address):
            yield done.stdout


def rows() -> Counter[str]:
    """How many rows each table has now."""
    with connection.cursor() as cursor:
        counts: Counter[str] = Counter()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


def rows_of_the_backup() -> Counter[str]:
    """How many rows each table had, read from the backup itself."""
    command = [program("pg_restore"), "--data-only", "--file=-", str(PREVIOUS / "database.dump")]
    counts: Counter[str] = Counter()
    table = ""
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():  # noqa: S603
        if line.startswith("COPY public."):
            table = line.split()[1].removeprefix("public.")
        elif line == "\\.":
            table = ""
        elif table:
            counts[table] += 1
    return counts


def definitions() -> dict[str, set[tuple[str, ...]]]:
    """Every column, constraint, index and trigger of the database, with the trigger's words."""
    asked = {
        "columns": "SELECT table_name, column_name, data_type, is_nullable, coalesce(column_default, '') "
        "FROM information_schema.columns WHERE table_schema = 'public'",
        "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "triggers": "SELECT pg_get_triggerdef(oid), pg_get_functiondef(tgfoid) FROM pg_trigger WHERE NOT tgisinternal",
    }
    found = {}
    with connection.cursor() as cursor:
        for kind, query in asked.items():
            cursor.execute(query)
            found[kind] = {(*of, CASTS.sub("", words)) for *of, words in cursor.fetchall()}
    return found


def bring_to(*targets: tuple[str, str | None]) -> None:
    """Bring the database to the migrations named, back or forward; to this release's where none is."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())


def assert_same(before: dict[str, set[tuple[str, ...]]]) -> None:
    """The database is defined as it was."""
    now = definitions()
    assert {kind: now[kind] ^ before[kind] for kind in before if now[kind] ^ before[kind]} == {}
