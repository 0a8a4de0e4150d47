"""PostgreSQL is stopped dead while many act, and has no room for more: each act is done once, and all are answered."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from http import HTTPStatus
from io import StringIO
from urllib.parse import urlsplit

import psycopg2
import pytest
import requests
from django.core.management import call_command
from django.db import connection
from django.test import Client

from bestvalue.accounts.models import Role, Scope, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.records.models import Event
from cases.models import Case, Contact
from tests.factories import person

from .callers import Caller, Person, Program
from .due import a_case
from .processes import until
from .stack import Stack

PROOF = os.environ.get("PROOF") == "full"
RESTARTS, ACTS, CALLERS = (5, 40, 3) if PROOF else (1, 5, 1)  # callers of each kind but the person, who is one
AWAY = 1.0  # seconds
ROLE = "bestvalue_web"


def callers(address: str, case: Case, stack: Stack) -> list[Caller]:
    """Programs that say what they saw, programs that do not, and a person who alone acts in their name."""
    token = issue_token(user=officer_of(case), name="Act", scopes=[Scope.WRITE])[1]
    lead = person(Role.TEAM_LEAD, team=case.team)
    browser = Client()
    browser.force_login(lead)
    programs = [
        Program(address, case, token=token, says_what_it_saw=says) for says in (True, False) for _ in range(CALLERS)
    ]
    return [*programs, Person(address, case, session=browser.cookies["session"].value)]


def officer_of(case: Case) -> User:
    """Its officer."""
    assert case.officer is not None
    return case.officer


def test_each_act_is_done_once_though_postgresql_dies_in_the_midst_of_them(stack: Stack) -> None:
    case = a_case()
    address = stack.web("--workers", "3", serves="bestvalue.wsgi" if PROOF else "tests.faults.impatient")
    acting = callers(address, case, stack)
    stack.ready()
    words = {id(each): [f"Caller {place}, act {act}" for act in range(ACTS)] for place, each in enumerate(acting)}
    with ThreadPoolExecutor(len(acting)) as threads:
        work = [threads.submit(each.acts_all, words[id(each)]) for each in acting]
        for restart in range(RESTARTS):
            enough = len(acting) * ACTS * (restart + 1) // (RESTARTS + 1)
            until(lambda: sum(len(each.done) for each in acting) >= enough, "some have acted")  # noqa: B023 - used at once
            stack.kill_postgres()
            time.sleep(AWAY)
            stack.postgres.start()
        for each in work:
            each.result()
    told = sum((each.answers for each in acting), Counter[tuple[int, str]]())
    print(f"\n{told}")  # noqa: T201 - for `make proof` to keep
    assert any(status == HTTPStatus.SERVICE_UNAVAILABLE for status, _ in told)
    asked = Counter(text for each in acting for text in words[id(each)])
    assert Counter(Contact.objects.values_list("summary", flat=True)) == asked
    assert Event.objects.filter(verb="log_contact").count() == asked.total()
    call_command("verify_records", stdout=StringIO())


@contextmanager
def connections(address: str, count: int) -> Iterator[None]:
    """Somebody else has so many connections."""
    with ExitStack() as held:
        for _ in range(count):
            held.enter_context(closing(psycopg2.connect(address)))
        yield


def test_who_finds_no_connection_free_is_told_so_at_once_and_served_as_soon_as_one_is(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEB_ROLE_PASSWORD", "a password of this test")
    call_command("create_web_role", ROLE, stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER ROLE {ROLE} CONNECTION LIMIT 30")  # more than three workers of eight threads ever take
    server = urlsplit(stack.addresses["DATABASE_URL"])
    own = server._replace(netloc=f"{ROLE}:a%20password%20of%20this%20test@127.0.0.1:{server.port}").geturl()
    address = stack.web("--workers", "3", addresses={**stack.addresses, "DATABASE_URL": own})
    stack.ready()

    def asked() -> list[requests.Response]:
        with ThreadPoolExecutor(6) as many:
            return list(many.map(lambda _: requests.get(f"{address}/register/", timeout=30), range(12)))

    assert {each.status_code for each in asked()} == {HTTPStatus.OK}  # each worker has found its pages
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [ROLE])
    with connections(own, 30):
        answers = asked()
        assert {each.status_code for each in answers} == {HTTPStatus.SERVICE_UNAVAILABLE}
        assert all("not available just now" in each.text and "Retry-After" in each.headers for each in answers)
        assert max(each.elapsed.total_seconds() for each in answers) < 10
        assert requests.get(f"{address}/healthz/", timeout=5).status_code == HTTPStatus.OK
        assert requests.get(f"{address}/readyz/", timeout=5).json()["status"] == "unavailable"
    assert {each.status_code for each in asked()} == {HTTPStatus.OK}
