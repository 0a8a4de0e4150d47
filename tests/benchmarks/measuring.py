"""`python -m tests.benchmarks.measuring FILE`: measure everything on the database that DATABASE_URL names."""

import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

django.setup()

from bestvalue.accounts.models import User  # noqa: E402
from bestvalue.accounts.services.demonstration import email_of  # noqa: E402
from bestvalue.accounts.services.tokens import issue_token  # noqa: E402
from bestvalue.records.services.feed import number_events  # noqa: E402
from cases.models import Case  # noqa: E402
from cases.moves import MOVES  # noqa: E402
from cases.stages import Stage  # noqa: E402

from . import acts  # noqa: E402
from .operations import Read, reads  # noqa: E402
from .painting import painted  # noqa: E402
from .serving import Pairs, Server, rate, served  # noqa: E402

SECONDS = float(os.environ.get("BENCH_SECONDS", "6"))
CURSOR = re.compile(r'^DECLARE "[^"]*" .*? FOR (?=SELECT)', re.DOTALL)
RENDERED = 20
Row = dict[str, Any]


def recorded(read: Read, headers: Mapping[str, str]) -> dict[str, Any]:
    """The SQL that the product sends for an answer, and the answer."""
    client = Client(headers=dict(headers))
    client.get(read.address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(read.address)
        body = answer.getvalue().decode()
    assert answer.status_code == 200, f"{read.address}: {answer.status_code}"
    sent = [CURSOR.sub("", each["sql"]) for each in queries if not each["sql"].startswith(acts.CONTROL)]
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
    first, second = (json.loads(each)["results"] for each in (ours, floor))
    for mine, theirs in zip(first, second, strict=True):
        differing = {key for key in mine if mine[key] != theirs[key]} - {"recorded_at"}  # written alike by no two
        assert not differing, f"the floor differs in {differing}: {mine} {theirs}"


def of_read(read: Read, told: dict[str, Any], ours: Server, floor: Server, headers: Mapping[str, str]) -> Row:
    """What was measured of one read."""
    beside = read.address if read.by_hand else f"/replayed/{read.slug}/"
    answers = ours.get(read.address, headers)[1], floor.get(beside, headers)[1]
    if read.by_hand:
        same(*answers)
    mine: Callable[[], float] = lambda: ours.get(read.address, headers)[0]  # noqa: E731
    theirs: Callable[[], float] = lambda: floor.get(beside, headers)[0]  # noqa: E731
    pairs = Pairs.taken(mine, theirs, SECONDS).with_floor(told["render"])
    row: Row = {"operation": read.name, **_times(pairs), "queries": len(told["statements"]), "bytes": len(answers[0])}
    row["note"] = "floor by hand" if read.by_hand else "floor replayed"
    if told["render"]:
        row["note"] += f" and the template rendered ({told['render'] * 1000:.1f} ms)"
    if read.at_once:
        row["a_second"] = {str(each): [round(rate(get, each, 40), 1) for get in (mine, theirs)] for each in (1, 4, 16)}
    return row


def of_act(name: str, pair: tuple[Callable[[], float], Callable[[], float]]) -> Row:
    """What was measured of one act."""
    return {"operation": name, **_times(Pairs.taken(*pair, SECONDS)), "note": "floor: its SQL by psycopg2; undone"}


def _times(pairs: Pairs) -> Row:
    shares = {f"p{share}_ms": round(pairs.percentile(0, share), 2) for share in (50, 95, 99)}
    return {**shares, "floor_ms": round(pairs.percentile(1, 50), 2), "ratio": round(pairs.ratio, 2)}


def measured(folder: Path) -> Iterator[Row]:
    """One row for each operation."""
    setup_test_environment()
    settings.API_LIMITS = dict.fromkeys(settings.API_LIMITS, 1_000_000)
    settings.ALLOWED_HOSTS = ["testserver"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    number_events()
    with connection.cursor() as cursor:
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
    bare = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.floor_settings", "BENCH_RECORDED": str(kept)}
    hosts = {"ALLOWED_HOSTS": "testserver", "LOG_LEVEL": "WARNING"}
    with served("ours", folder, **limits, **hosts) as ours, served("floor", folder, **bare, **hosts) as floor:
        for read, headers in listed:
            yield of_read(read, told[read.slug], ours, floor, headers)
        yield from painted(ours, page, {read.name: read.address for read, _ in listed if read.seen})
        yield {"operation": "memory of a worker", "bytes": ours.memory(), "note": f"the floor's: {floor.memory():,}"}
    yield of_act("act: log a contact", acts.contact(officer))
    yield of_act("act: close a case", acts.move())
    yield {"operation": "sweep", **acts.swept()}
    yield {"operation": "verify all events", **acts.verified()}


def main() -> None:
    """Measure, telling each row, and write them with the size of the portfolio to the file."""
    file = Path(sys.argv[1])
    rows = []
    for row in measured(file.parent):
        rows.append(row)
        print(json.dumps(row), flush=True)  # noqa: T201
    file.write_text(json.dumps({"cases": Case.objects.count(), "rows": rows}, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
