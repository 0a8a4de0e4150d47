"""`make bench`: what each operation costs beside its floor, which is its reads sent by a bare cursor in the same run.

Interleaved A B A B on the demonstration and the published histories, in one process; the ratio is the median of ratios.
"""

import json
import statistics
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of
from bestvalue.accounts.services.tokens import issue_token
from cases.models import Case
from cases.services.opening import log_contact

ROUNDS = 40
CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "SET LOCAL", "BEGIN", "COMMIT")


def timed(act: Callable[[], object]) -> float:
    """Seconds that the act takes, everything it wrote undone afterwards."""
    with transaction.atomic():
        start = time.perf_counter()
        act()
        taken = time.perf_counter() - start
        transaction.set_rollback(True)
    return taken


def reads_of(act: Callable[[], object]) -> list[str]:
    """The reading SQL that an act sends, ready to be sent again."""
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        act()
        transaction.set_rollback(True)
    return [each["sql"] for each in queries if not each["sql"].startswith(CONTROL)]


def floor_of(statements: list[str]) -> Callable[[], None]:
    """The same reads through a bare cursor, their rows fetched. Writes are left out, so the ratio of an act is high."""

    def send() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                if cursor.description:
                    cursor.fetchall()

    return send


def operations() -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    officer = User.objects.get(email=email_of("officer"))
    case = Case.objects.filter(stage="best_value_notice", team=officer.role_holdings.get().team).latest("opened_on")
    client, caller = Client(), Client(headers={"authorization": f"Bearer {issue_token(user=officer, name='bench')[1]}"})
    client.force_login(officer)
    return {
        "page: case list": lambda: client.get("/cases/"),
        "page: one case": lambda: client.get(f"/cases/{case.ref}/"),
        "page: what comes next": lambda: client.get(f"/cases/{case.ref}/next/"),
        "page: register": lambda: Client().get("/register/"),
        "api: case list": lambda: caller.get("/api/v1/cases/"),
        "api: one case": lambda: caller.get(f"/api/v1/cases/{case.ref}/"),
        "api: register": lambda: Client().get("/api/v1/register/instruments/"),
        "act: log a contact": lambda: log_contact(
            by=officer, case=case, held_on=clock.today(), channel="call", people="Two", summary="They called."
        ),
    }


@pytest.mark.django_db
def test_bench() -> None:
    """Measure, print one table, and write it as JSON under var/."""
    for command in (("load_reference_data", "--demonstration"), ("load_demonstration",)):
        call_command(*command, verbosity=0)
    call_command("replay_history", "cases/data/histories.json", verbosity=0)
    rows = []
    for name, act in operations().items():
        act()
        statements = [each for each in reads_of(act) if each.startswith("SELECT")]
        floor = floor_of(statements)
        pairs = [(timed(act), timed(floor)) for _ in range(ROUNDS)]
        rows.append(
            {
                "operation": name,
                "p50_ms": round(statistics.median(each for each, _ in pairs) * 1000, 2),
                "worst_ms": round(sorted(each for each, _ in pairs)[-1] * 1000, 2),
                "reads": len(statements),
                "floor_ms": round(statistics.median(each for _, each in pairs) * 1000, 2),
                "ratio": round(statistics.median(a / b for a, b in pairs), 1),
            }
        )
    print(f"\n{'operation':<24}{'p50 ms':>9}{'worst ms':>10}{'reads':>7}{'floor ms':>10}{'ratio':>7}")  # noqa: T201
    for row in rows:
        print(  # noqa: T201
            f"{row['operation']:<24}{row['p50_ms']:>9}{row['worst_ms']:>10}{row['reads']:>7}{row['floor_ms']:>10}{row['ratio']:>7}"
        )
    (settings.VAR_DIR / "bench.json").write_text(json.dumps(rows, indent=2))
    assert rows
