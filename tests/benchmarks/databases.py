"""Databases of the bench: a portfolio of each size, which stays for the next run, and copies that go at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql

EVENTS_EACH, DUE = 20, 1000
COPY = "bench_copy"


def portfolio(cases: int, *, clocks: int) -> str:
    """The address of a migrated database with so many cases and dates, a thousand due; made where it is missing."""
    name = f"bench_{cases}_{clocks}"
    address, exists = _address(name), bool(_sent("SELECT 1 FROM pg_database WHERE datname = {}", sql.Literal(name)))
    if not exists:
        _sent("CREATE DATABASE {}", sql.Identifier(name))
    manage(address, "migrate", "--verbosity=0")
    if not exists:
        due = min(DUE, max(clocks // 10, 20))
        amounts = {"cases": cases, "events": max(EVENTS_EACH * cases, clocks), "clocks": max(clocks, due), "due": due}
        manage(address, "seed_scale", *(f"--{each}={amount}" for each, amount in amounts.items()))
    return address


@contextmanager
def a_copy(address: str) -> Iterator[str]:
    """The address of a copy of a database, which goes afterwards."""
    drop = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
    _sent(drop, sql.Identifier(COPY))
    copied = [sql.Identifier(each) for each in (COPY, urlsplit(address).path[1:])]
    _sent("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", *copied)
    try:
        yield _address(COPY)
    finally:
        _sent(drop, sql.Identifier(COPY))


def _address(name: str) -> str:
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _sent(statement: str, *given: sql.Composable) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(sql.SQL(statement).format(*given))
        return list(cursor.fetchall()) if cursor.description else []


def manage(address: str, *command: str) -> None:
    """Run one of the product's commands on a database."""
    environment = {**os.environ, "DATABASE_URL": address, "LOG_LEVEL": "WARNING"}
    subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)  # noqa: S603 - no shell
