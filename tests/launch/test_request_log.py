"""The log has one line for each request and each task, and no secret in any line, however much it is asked to say."""

import copy
import io
import json
import logging.config
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bestvalue.accounts.models import Role, Team, User
from bestvalue.accounts.tasks import clear_sessions
from tests.api.world import a_case
from tests.factories import person
from tests.support.machines import asked, machine

PASSWORD, WRONG = "correct horse battery staple", "a password with one letter wronk"
CODE = re.compile(r"\b(?:[b-z2-9]{4}-){3}[b-z2-9]{4}\b")
TOKEN = re.compile(r"<code>([^<]+)</code>")
CALENDAR = re.compile(r"/calendar/([\w-]+)\.ics")


def told(pattern: re.Pattern[str], answer: Any) -> str:
    """The secret that a page shows, this once."""
    return str(pattern.findall(answer.content.decode())[0])


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the service writes where it is asked to write all it can."""
    written = io.StringIO()
    asked: dict[str, Any] = copy.deepcopy(settings.LOGGING)
    asked["handlers"]["console"]["stream"] = written
    asked["root"]["level"] = asked["loggers"]["django"]["level"] = "DEBUG"
    logging.config.dictConfig(asked)
    yield written
    logging.config.dictConfig(settings.LOGGING)


def lines(log: io.StringIO, logger: str = "bestvalue.request_log") -> list[dict[str, Any]]:
    """The lines so far of one logger."""
    return [line for line in map(json.loads, log.getvalue().splitlines()) if line["logger"] == logger]


def test_each_request_has_a_line_with_its_route_answer_time_person_and_case(
    log: io.StringIO, client: Client, team: Team, lead: User
) -> None:
    case = a_case(lead, team)
    client.force_login(lead)
    answer = client.get(f"/cases/{case.ref}/?name=Somebody")
    (line,) = lines(log)
    assert line.pop("ms") >= 0
    assert line.pop("time")
    assert line == {
        "level": "INFO",
        "logger": "bestvalue.request_log",
        "message": "GET /cases/<slug:ref>/ 200",
        "method": "GET",
        "route": "/cases/<slug:ref>/",
        "status": 200,
        "bytes": len(answer.content),
        "user": lead.pk,
        "case": case.ref,
        "request_id": answer.headers["X-Request-ID"],
    }


def test_nobody_is_looked_up_for_the_sake_of_the_log(
    log: io.StringIO, client: Client, officer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer)
    with django_assert_num_queries(0):
        client.get("/healthz/")
    assert "user" not in lines(log)[0]


@pytest.mark.parametrize(
    ("address", "route", "status"),
    [
        ("/calendar/a-secret-of-somebody.ics", "/calendar/<slug:secret>.ics", HTTPStatus.NOT_FOUND),
        ("/calendar/a-secret-of-somebody", "(no such address)", HTTPStatus.NOT_FOUND),
        ("/static/a-secret-of-somebody.css", "/static/*", HTTPStatus.NOT_FOUND),
    ],
)
def test_what_stands_in_an_address_is_nowhere_in_the_log(
    log: io.StringIO, client: Client, db: None, address: str, route: str, status: HTTPStatus
) -> None:
    assert client.get(address).status_code == status
    assert [(line["route"], line["status"]) for line in lines(log)] == [(route, status)]
    assert "a-secret-of-somebody" not in log.getvalue()


def test_each_task_has_a_line_with_its_name_outcome_and_time(log: io.StringIO, db: None) -> None:
    clear_sessions.apply()
    (line,) = lines(log, "bestvalue.celery")
    assert (line["task"], line["outcome"]) == ("bestvalue.accounts.tasks.clear_sessions", "SUCCESS")
    assert line["ms"] >= 0
    assert line["task_id"]


def test_no_secret_is_ever_in_the_log(log: io.StringIO, client: Client, officer: User, lead: User, team: Team) -> None:
    officer.set_password(PASSWORD)
    officer.save()
    case = a_case(lead, team)
    client.post("/sign-in/", {"username": officer.email, "password": WRONG})
    client.post("/sign-in/", {"username": officer.email, "password": PASSWORD})
    form = {"name": "Notebook", "days": 30, "scope": "read", "password": PASSWORD}
    token = told(TOKEN, client.post("/account/tokens/", form))
    calendar = told(CALENDAR, client.post("/account/calendars/new/", {"name": "Phone"}))
    confirming = f"/account/step-up/?act=issue_notice&document=case:{case.pk}"
    code = told(CODE, client.post(confirming, {"password": PASSWORD}))
    client.post(confirming, {"password": WRONG})
    hub, secret = machine(by=person(Role.ADMINISTRATOR), responsible=lead)
    access = asked(hub, secret).json()["access_token"]
    asked(hub, "a secret that is wrong")
    for bearer in (token, access, "a token that is wrong"):
        Client(headers={"Authorization": f"Bearer {bearer}"}).get("/api/v1/cases/")
        Client(headers={"Authorization": f"Bearer {bearer}", "Step-Up-Code": code}).post(f"/api/v1/cases/{case.ref}/x/")
    Client().get(f"/calendar/{calendar}.ics")
    kept = [each.value for each in client.cookies.values() if each.value]
    assert len(kept) >= 1
    assert len(lines(log)) == 15
    wrong = ("a secret that is wrong", "a token that is wrong")
    for each in (PASSWORD, WRONG, token, calendar, code, secret, access, *wrong, *kept):
        assert each not in log.getvalue()
