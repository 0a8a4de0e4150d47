"""`make bench CASES="1000 10000" ROWS="10000 100000"`: everything beside its floor, at each size, and how cost grows.

CASES are portfolios to read and act on, ROWS long work over so many dates, events and rows of files. Each size has a
database of its own, which stays for the next run. Tables are printed; var/bench.json holds them.
"""

import json
import math
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import statements
from .databases import a_copy, manage, portfolio

VAR = Path(__file__).resolve().parent.parent.parent / "var"
READS = ("p50_ms", "p95_ms", "p99_ms", "floor_ms", "ratio", "queries", "bytes", "memory")
LONG = ("p50_ms", "p95_ms", "p99_ms", "floor_ms", "ratio", "pairs", "rows", "us_each", "memory", "floor_memory")
STATEMENTS = "statements that took most time: calls, milliseconds in all, mean, rows"
Found = dict[str, Any]


def main() -> None:
    """Measure at each size given, then print and keep the tables."""
    arguments = ArgumentParser(prog="make bench")
    arguments.add_argument("cases", nargs="*", type=int)
    arguments.add_argument("--rows", nargs="*", type=int, default=[])
    given = arguments.parse_args()
    if not given.cases and not given.rows:
        given.cases, given.rows = [1000], [10_000]
    kept = {
        "cases": {size: of_cases(size) for size in given.cases},
        "long": {rows: of_rows(rows, *(["--once"] if rows == min(given.rows) else [])) for rows in given.rows},
    }
    _tell(kept["cases"], "cases", READS)
    _tell(kept["long"], "rows", LONG)
    (VAR / "bench.json").write_text(json.dumps(kept, indent=2), encoding="utf-8")


def of_cases(size: int) -> Found:
    """Reads and acts on a portfolio of so many cases, where what was due has been asked of people."""
    address = portfolio(size, clocks=size)
    manage(address, "sweep_clocks")
    manage(address, "collectstatic", "--no-input", "--verbosity=0")
    return _measured("measuring", address, VAR / "bench" / str(size))


def of_rows(rows: int, *more: str) -> Found:
    """Long work over so many rows, on a copy of its portfolio: it writes."""
    with a_copy(portfolio(max(rows // 100, 13), clocks=rows)) as address:
        return _measured("long", address, VAR / "bench" / f"rows-{rows}", str(rows), *more)


def _measured(module: str, address: str, folder: Path, *more: str) -> Found:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "measured.json"
    environment = {"DATABASE_URL": address, "FILES_ROOT": str(folder / "files"), "LOG_LEVEL": "WARNING"}
    settings = {"DJANGO_SETTINGS_MODULE": "bestvalue.settings"}
    statements.begin_to_count()
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", str(file), *more]
    subprocess.run(command, env={**os.environ, **environment, **settings}, check=True)  # noqa: S603 - no shell
    rows = json.loads(file.read_text(encoding="utf-8"))
    return {"rows": rows, "statements": statements.that_took_most_time(address.rpartition("/")[2])}


def growth(found: dict[int, Found]) -> dict[str, float]:
    """By operation, the power of the size with which its p50 grew from the smallest size to the largest.

    Where a row tells of how many rows it is and they grew, that is the size: files have a bound.
    """
    small, large = min(found), max(found)
    if small == large:
        return {}
    of = [{row["operation"]: row for row in found[size]["rows"] if "p50_ms" in row} for size in (small, large)]
    return {name: _power(row, of[1][name], large / small) for name, row in of[0].items() if name in of[1]}


def _power(small: Found, large: Found, times: float) -> float:
    grown = large.get("rows", 1) / small.get("rows", 1)
    return round(math.log(large["p50_ms"] / small["p50_ms"]) / math.log(grown if grown > 1 else times), 2)


def _tell(found: dict[int, Found], of: str, columns: tuple[str, ...], say: Callable[[str], object] = print) -> None:
    for size, told in found.items():
        say(f"\n{size:,} {of}\n{'operation':<36}" + "".join(f"{each:>13}" for each in columns))
        for row in told["rows"]:
            cells = "".join(f"{_shown(row.get(each)):>13}" for each in columns)
            say(f"{row['operation']:<36}{cells}  {row.get('note', '')} {row.get('a_second', '')}")
        say("\n".join([f"\n{size:,} {of}, {STATEMENTS}", *map(statements.shown, told["statements"])]))
    for operation, exponent in growth(found).items() if found else ():
        say(f"{operation:<36} grows with the power {exponent} of {of}")


def _shown(value: Any) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else ""


if __name__ == "__main__":
    main()
