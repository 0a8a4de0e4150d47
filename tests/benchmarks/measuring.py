"""`python -m tests.benchmarks.measuring FILE`: reads and acts, on the database that DATABASE_URL names."""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

django.setup()

from bestvalue.accounts.models import User  # noqa: E402
from bestvalue.accounts.services.demonstration import email_of  # noqa: E402
from bestvalue.accounts.services.tokens import issue_token  # noqa: E402
from bestvalue.records.services.feed import number_events  # noqa: E402
from cases.moves import MOVES  # noqa: E402
from cases.stages import Stage  # noqa: E402

from .acts import ACTS  # noqa: E402
from .beside import CONTROL, CURSOR, Pair, bare  # noqa: E402
from .operations import Read, reads  # noqa: E402
from .painting import painted  # noqa: E402
from .rows import ONCE_ONLY, Row, at_ease, in_turn, keep, times  # noqa: E402
from .serving import Server, rate, served  # noqa: E402

RENDERED = 20
WRITTEN_OTHERWISE = {"recorded_at", "changed_at"}  # moments, which PostgreSQL writes with +00:00


def recorded(read: Read, headers: Mapping[str, str]) -> dict[str, Any]:
    """The SQL that the product sends for an answer, and the answer."""
    client = Client(headers=dict(headers))
    client.get(read.address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(read.address)
        body = answer.getvalue().decode()
    assert answer.status_code == 200, f"{read.address}: {answer.status_code}"
    sent = [CURSOR.sub("", each["sql"]) for each in queries if not each["sql"].startswith(CONTROL)]
    return {"statements": sent, "body": body, "render": bare_render(answer)}


def bare_render(answer: Any) -> float:
    """Seconds that the template of a page takes alone, all that it shows being there; nothing for what has none."""
    if not answer.templates:
        return 0.0
    template, context = answer.templates[0], answer.context[0]
    times = []
    for _ in range(RENDERED):
        start = time.perf_counter()
        template.render(context)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def same(ours: bytes, floor: bytes) -> None:
    """The floor gives the rows that we give. Raises AssertionError."""
    first, second = (json.loads(each) for each in (ours, floor))
    for mine, theirs in zip(first.get("results", [first]), second.get("results", [second]), strict=True):
        differing = {key for key in mine if mine[key] != theirs[key]} - WRITTEN_OTHERWISE
        assert not differing, f"the floor differs in {differing}: {mine} {theirs}"


def of_read(read: Read, told: dict[str, Any], ours: Server, floor: Server, headers: Mapping[str, str]) -> Row:
    """What was measured of one read."""
    answers = ours.get(read.address, headers)[1], floor.get(read.beside, headers)[1]
    if read.by_hand:
        same(*answers)
    mine: Callable[[], float] = lambda: ours.get(read.address, headers)[0]  # noqa: E731
    theirs: Callable[[], float] = lambda: floor.get(read.beside, headers)[0]  # noqa: E731
    pairs = in_turn(mine, theirs).with_floor(told["render"])
    row: Row = {"operation": read.name, **times(pairs), "queries": len(told["statements"]), "bytes": len(answers[0])}
    row["memory"] = ours.memory()
    row["note"] = "floor by hand" if read.by_hand else "floor replayed"
    if told["render"]:
        row["note"] += f" and the template rendered ({told['render'] * 1000:.1f} ms)"
    if read.at_once and not ONCE_ONLY:
        row["a_second"] = {str(each): [round(rate(get, each, 40), 1) for get in (mine, theirs)] for each in (1, 4, 16)}
    return row


def of_act(name: str, pair: Pair) -> Row:
    """What was measured of one act."""
    return {"operation": name, **times(in_turn(*pair)), "note": "floor: its SQL by psycopg2; undone"}


def measured(folder: Path) -> Iterator[Row]:
    """One row for each operation."""
    at_ease()
    number_events()
    with closing(bare()) as own, own.cursor() as cursor:
        own.autocommit = True
        cursor.execute("VACUUM (ANALYZE)")
    officer = User.objects.get(email=email_of("officer"))
    client = Client()
    client.force_login(officer)
    page = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"}
    api = {"Authorization": f"Bearer {issue_token(user=officer, name='bench')[1]}"}
    listed = [(read, api if read.of_api else page) for read in reads(officer)]
    told = {read.slug: recorded(read, headers) for read, headers in listed}
    kept = folder / "recorded.json"
    words = {"stages": dict(Stage.choices), "labels": {each.name: each.label for each in MOVES.values()}}
    kept.write_text(json.dumps({"answers": told, **words}), encoding="utf-8")
    limits = dict.fromkeys(("API_LIMIT", "API_LIMIT_WITHOUT_TOKEN", "REGISTER_LIMIT"), "1000000")
    alone = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.floor_settings", "BENCH_RECORDED": str(kept)}
    hosts = {"ALLOWED_HOSTS": "testserver", "LOG_LEVEL": "WARNING"}
    with served("ours", folder, **limits, **hosts) as ours, served("floor", folder, **alone, **hosts) as floor:
        for read, headers in listed:
            yield of_read(read, told[read.slug], ours, floor, headers)
        if not ONCE_ONLY:
            yield from painted(ours, page, {read.name: read.address for read, _ in listed if read.seen})
        yield {"operation": "memory of a worker", "bytes": ours.memory(), "note": f"the floor's: {floor.memory():,}"}
    for name, pair in ACTS.items():
        yield of_act(name, pair(officer))


if __name__ == "__main__":
    keep(Path(sys.argv[1]), measured(Path(sys.argv[1]).parent))
