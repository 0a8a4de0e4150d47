"""What is measured beside a loop of psycopg2 on a connection of its own: acts, the sweep and the verification."""

import hashlib
import json
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.records.models import Event
from bestvalue.records.services.verifying import verify_chains
from cases.models import Case, Clock, Contact
from cases.services.opening import close_without_action, log_contact
from cases.services.sweeping import sweep

SWEPT = 1000
ROLES = "SELECT role, team_id FROM accounts_roleholding WHERE user_id = %s AND NOT withdrawn"
LOCK = "SELECT version, head, stage, team_id FROM cases_case WHERE id = %s FOR UPDATE"
EVENT = """
    INSERT INTO records_event (stream, case_version, case_id, actor_id, acting_for, verb, subject, reason, legal_basis,
        before, after, decided_on, effective_on, recorded_at, request_id, previous_hash, hash)
    VALUES (%(stream)s, %(case_version)s, %(case)s, %(actor)s, '', %(verb)s, %(subject)s, '', '', %(before)s, %(after)s,
        NULL, NULL, transaction_timestamp(), '', %(previous_hash)s, %(hash)s)
"""
OTHERS = ", ".join(f'"{each.column}"' for each in Contact._meta.concrete_fields if not each.primary_key)
CONTACT = (
    f"INSERT INTO cases_contact (id, {OTHERS}) SELECT gen_random_uuid(), {OTHERS} FROM cases_contact WHERE id = %s"
)
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


class Loop:
    """The SQL of an act by hand: roles, lock, row, event with its hash, case."""

    def __init__(self) -> None:
        self._connection = psycopg2.connect(_address())

    def __call__(self, case: Case, actor: User, verb: str, stage: str, write: str, values: list[Any]) -> float:
        """Seconds of one act, undone."""
        start = time.perf_counter()
        with self._connection.cursor() as cursor:
            cursor.execute("SELECT set_config('bestvalue.act', %s, true)", [f"case:{case.pk} 0"])
            cursor.execute(ROLES, [actor.pk])
            cursor.fetchall()
            cursor.execute(LOCK, [str(case.pk)])
            ((version, head, before, _team),) = cursor.fetchall()
            cursor.execute(write, values)
            facts = {
                "stream": f"case:{case.pk}",
                "case_version": version + 1,
                "case": str(case.pk),
                "actor": actor.pk,
                "verb": verb,
                "subject": f"case:{case.pk}",
                "before": json.dumps({"stage": before}),
                "after": json.dumps({"stage": stage}),
                "previous_hash": head,
            }
            facts["hash"] = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
            cursor.execute(EVENT, facts)
            cursor.execute(
                "UPDATE cases_case SET version = version + 1, head = %s, stage = %s, closed_on = %s WHERE id = %s",
                [facts["hash"], stage, clock.today() if stage == "closed" else None, str(case.pk)],
            )
            cursor.execute(NOW_CHECKED)
        taken = time.perf_counter() - start
        self._connection.rollback()
        return taken

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def contact(officer: User) -> tuple[Callable[[], float], Callable[[], float]]:
    """Log a contact, and the same by hand."""
    case = Case.objects.filter(team__in=officer.role_holdings.values("team"), contacts__isnull=False).latest("version")
    like, loop = str(case.contacts.all()[0].pk), Loop()
    log = partial(log_contact, by=officer, case=case, channel="call", people="Two", summary="They called.")
    return (
        lambda: undone(lambda: log(held_on=clock.today())),
        lambda: loop(case, officer, "log_contact", case.stage, CONTACT, [like]),
    )


def move() -> tuple[Callable[[], float], Callable[[], float]]:
    """Close a case, and the same by hand."""
    deputy = User.objects.filter(role_holdings__role=Role.DEPUTY_DIRECTOR).earliest("pk")
    case = Case.objects.filter(stage="early_engagement", assessments__state="agreed").latest("created_at")
    running, loop = "UPDATE cases_case SET outcome = 'Mended.' WHERE id = %s", Loop()
    return (
        lambda: undone(lambda: close_without_action(by=deputy, case=case, outcome="Mended.")),
        lambda: loop(case, deputy, "close_without_action", "closed", running, [str(case.pk)]),
    )


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
