"""What is measured beside a loop of psycopg2 on a connection of its own: acts, the sweep and the verification."""

import hashlib
import json
import re
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.records.models import Event
from bestvalue.records.services.verifying import verify_chains
from cases.models import Case, Clock
from cases.services.opening import close_without_action, log_contact
from cases.services.sweeping import sweep

SWEPT = 1000
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
Pair = tuple[Callable[[], float], Callable[[], float]]
OF_EVENT, MOMENT = 'INSERT INTO "records_event"', re.compile(r"'[^']*'::timestamptz")  # it must be the database's own
NOW_CHECKED = "SET CONSTRAINTS ALL IMMEDIATE"


def undone(act: Callable[[], object]) -> float:
    """Seconds of an act and all that a commit checks; then it is undone, so that it can be repeated."""
    with transaction.atomic():
        start = time.perf_counter()
        act()
        with connection.cursor() as cursor:
            cursor.execute(NOW_CHECKED)
        taken = time.perf_counter() - start
        transaction.set_rollback(True)
    return taken


def beside_its_sql(act: Callable[[], object]) -> Pair:
    """An act, and a loop of psycopg2 that sends the same SQL on a connection of its own; both undone each time."""
    with CaptureQueriesContext(connection) as queries:
        undone(act)
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM records_event_id_seq")
        (event,) = cursor.fetchone()
    sent = [each["sql"] for each in queries if not each["sql"].startswith(CONTROL)]
    statements = [MOMENT.sub("transaction_timestamp()", each) if OF_EVENT in each else each for each in sent]
    bare = psycopg2.connect(_address())

    def floor() -> float:
        with bare.cursor() as cursor:
            cursor.execute("SELECT setval('records_event_id_seq', %s, false)", [event])  # what is sent refers to it
            start = time.perf_counter()
            for statement in statements:
                cursor.execute(statement)
                if cursor.description:
                    cursor.fetchall()
            taken = time.perf_counter() - start
        bare.rollback()
        return taken

    return lambda: undone(act), floor


def contact(officer: User) -> Pair:
    """Log a contact."""
    case = Case.objects.filter(team__in=officer.role_holdings.values("team"), contacts__isnull=False).latest("version")
    log = partial(log_contact, by=officer, case=case, channel="call", people="Two", summary="They called.")
    return beside_its_sql(lambda: log(held_on=clock.today()))


def move() -> Pair:
    """Close a case: lock, policy, version, guards, event with its hash, history, clocks, tasks, outbox."""
    deputy = User.objects.filter(role_holdings__role=Role.DEPUTY_DIRECTOR).earliest("pk")
    found = Case.objects.filter(stage="early_engagement", assessments__state="agreed")
    with_clocks = found.annotate(running=Count("clocks", filter=Q(clocks__state="running"), distinct=True))
    case = with_clocks.filter(running__gte=1, running__lte=3).latest("created_at")
    return beside_its_sql(partial(close_without_action, by=deputy, case=case, outcome="Mended."))


def swept() -> dict[str, Any]:
    """Milliseconds that the sweep takes for each of a thousand due prompts, among all clocks that run."""
    missing = SWEPT - Clock.objects.to_prompt(clock.now()).count()
    if missing > 0:
        call_command("seed_scale", cases=13, clocks=missing, due=missing, verbosity=0)
    start = time.perf_counter()
    done = sweep(seconds=600)
    taken = (time.perf_counter() - start) * 1000
    return {
        "p50_ms": taken / done.given,
        "note": f"each of {done.given} due of {Clock.objects.running().count()} running",
    }


def verified() -> dict[str, Any]:
    """What verification takes for a thousand events, beside reading them through a cursor and hashing what was read."""
    count = Event.objects.count()
    start = time.perf_counter()
    assert list(verify_chains()) == []
    ours = (time.perf_counter() - start) * 1e6 / count
    start = time.perf_counter()
    with closing(psycopg2.connect(_address())) as read, read.cursor("events") as cursor:
        cursor.itersize = 5000
        cursor.execute("SELECT * FROM records_event ORDER BY stream, case_version")
        for row in cursor:
            hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest()
    floor = (time.perf_counter() - start) * 1e6 / count
    return {"p50_ms": ours, "floor_ms": floor, "ratio": ours / floor, "note": f"each 1,000 of {count} events"}


def _address() -> str:
    return str(settings.DATABASE_URL)
