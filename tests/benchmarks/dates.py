"""The sweep of what is due among many dates, and the verification of many events."""

import hashlib
import json
from collections.abc import Callable
from contextlib import closing

from bestvalue import clock
from bestvalue.accounts.services.people import scheduler
from bestvalue.records.models import Event
from bestvalue.records.services.verifying import verify_chains
from cases.models import Clock
from cases.services.sweeping import give_one

from .apart import Apart
from .beside import AT_ONCE, bare, its_sql, timed
from .work import Work

SLICES = 10
EVENTS = "SELECT * FROM records_event ORDER BY stream, case_version"


def swept(_rows: int) -> Work:
    """Every prompt that is due, a tenth of them at a time; the floor sends the SQL of one of those as often."""
    due, running = Clock.objects.to_prompt(clock.now()).count(), Clock.objects.running().count()
    each = max(1, due // SLICES)
    give = _giver()
    return Work(
        lambda: timed(lambda: [give() for _ in range(each)]),
        lambda: _as_often(its_sql(give), each),
        each,
        pairs=SLICES,
        note=f"prompts of {due:,} due among {running:,} running",
    )


def _giver() -> Callable[[], object]:
    actor = scheduler()
    return lambda: give_one(actor)


def _as_often(floor: Callable[[], float], times: int) -> float:
    return sum(floor() for _ in range(times))


def verified(_rows: int) -> Work:
    """Every chain of events; the floor reads the same rows through a cursor and hashes them."""
    return Work(Apart(lambda: timed(_verify)), Apart(lambda: timed(_read_and_hash)), Event.objects.count())


def _verify() -> None:
    assert list(verify_chains()) == []


def _read_and_hash() -> None:
    with closing(bare()) as own, own.cursor("events") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(EVENTS)
        for row in cursor:
            hashlib.sha256(json.dumps(row, default=str).encode()).hexdigest()
