"""`python -m tests.benchmarks.long FILE ROWS [--once]`: long work over so many rows, on the database of DATABASE_URL.

It writes to that database: give it a copy. What does not grow with the rows is measured only with `--once`.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import django

django.setup()

from . import dates, files, past  # noqa: E402
from .apart import Apart  # noqa: E402
from .rows import SECONDS, Row, at_ease, keep, times  # noqa: E402
from .serving import Pairs  # noqa: E402
from .work import Work  # noqa: E402

EACH: dict[str, Callable[[int], Work]] = {
    "sweep": dates.swept,
    "verify all events": dates.verified,
    "register as CSV": files.register,
    "readings as CSV": files.readings,
    "import of figures": files.figures,
}
ONCE: dict[str, Callable[[int], Work]] = {
    "replay of all histories": past.replayed,
    "bundle of 200 documents": past.bundled,
    "the same bundle, made again": past.bundled_again,
}
LONGER = 10
"""How much longer than a read each is measured; one pair there is always, however long it takes."""


def of_work(name: str, work: Work) -> Row:
    """What was measured of one piece of work: of the whole, and microseconds for each row."""
    seconds, least, most = LONGER * SECONDS, work.pairs or 1, work.pairs or 60
    pairs = Pairs.taken(work.ours, work.floor, seconds, least=least, most=most, warm=0)
    told = times(pairs)
    row: Row = {
        "operation": name,
        **told,
        "pairs": len(pairs.pairs),
        "rows": work.count,
        "us_each": told["p50_ms"] * 1000 / work.count,
    }
    for side, column in ((work.ours, "memory"), (work.floor, "floor_memory")):
        if isinstance(side, Apart):
            row[column] = side.memory
    return row | {"note": work.note}


def measured(rows: int, *, once: bool) -> Iterator[Row]:
    """One row for each piece of work."""
    at_ease()
    for name, work in (EACH | ONCE if once else EACH).items():
        yield of_work(name, work(rows))


if __name__ == "__main__":
    keep(Path(sys.argv[1]), measured(int(sys.argv[2]), once="--once" in sys.argv))
