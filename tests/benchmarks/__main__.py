"""`make bench CASES="1000 10000"`: everything beside its floor, on a portfolio of each size, and how cost grows.

Each size has a database of its own, which stays for the next run. One table is printed; var/bench.json holds it.
"""

import json
import math
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql

VAR = Path(__file__).resolve().parent.parent.parent / "var"
EVENTS_EACH, CLOCKS_EACH, DUE = 20, 1, 1000
COLUMNS = ("p50_ms", "p95_ms", "p99_ms", "floor_ms", "ratio", "queries", "bytes")


def main() -> None:
    """Measure at each size given, then print and keep one table."""
    sizes = [int(each) for each in sys.argv[1:]] or [1000]
    found = {size: _measured(size) for size in sizes}
    grown = growth(found)
    for size, rows in found.items():
        print(f"\n{size} cases\n{'operation':<36}" + "".join(f"{each:>12}" for each in COLUMNS))  # noqa: T201
        for row in rows:
            cells = "".join(f"{_shown(row.get(each)):>12}" for each in COLUMNS)
            print(f"{row['operation']:<36}{cells}  {row.get('note', '')} {row.get('a_second', '')}")  # noqa: T201
    for operation, exponent in grown.items():
        print(f"{operation:<36} grows with the power {exponent}")  # noqa: T201
    kept = json.dumps({"sizes": found, "exponents": grown}, indent=2)
    (VAR / "bench.json").write_text(kept, encoding="utf-8")


def growth(found: dict[int, list[dict[str, Any]]]) -> dict[str, float]:
    """By operation, the power of the number of cases with which its p50 grew from the smallest size to the largest."""
    small, large = min(found), max(found)
    if small == large:
        return {}
    of = {size: {row["operation"]: row["p50_ms"] for row in found[size] if "p50_ms" in row} for size in (small, large)}
    ratios = {name: of[large][name] / of[small][name] for name in of[small]}
    return {name: round(math.log(ratio) / math.log(large / small), 2) for name, ratio in ratios.items()}


def _measured(size: int) -> list[dict[str, Any]]:
    folder = VAR / "bench" / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "DATABASE_URL": _database(size), "DJANGO_SETTINGS_MODULE": "bestvalue.settings"}
    file = folder / "measured.json"
    _run(environment, "-m", "tests.benchmarks.measuring", str(file))
    rows: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["rows"]
    return rows


def _database(size: int) -> str:
    """The address of a migrated database with so many cases; made where it is missing."""
    name, server = f"bench_{size}", os.environ["DATABASE_URL"]
    address = urlsplit(server)._replace(path=f"/{name}").geturl()
    with closing(psycopg2.connect(server)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        exists = cursor.fetchone()
        if not exists:
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    _manage(address, "migrate", "--verbosity", "0")
    _manage(address, "collectstatic", "--no-input", "--verbosity", "0")
    if not exists:
        amounts = {"cases": size, "events": EVENTS_EACH * size, "clocks": max(CLOCKS_EACH * size, DUE), "due": DUE}
        _manage(address, "seed_scale", *(f"--{each}={amount}" for each, amount in amounts.items()))
    return address


def _manage(address: str, *command: str) -> None:
    _run({**os.environ, "DATABASE_URL": address}, "manage.py", *command)


def _run(environment: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, *command], env=environment, check=True)  # noqa: S603 - our own programs, no shell


def _shown(value: Any) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else ""


if __name__ == "__main__":
    main()
