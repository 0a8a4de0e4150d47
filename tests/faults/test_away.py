"""While the database is away, or somebody holds what is needed, people and programs are told so, and lose nothing."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from http import HTTPStatus
from typing import Any

import psycopg2
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client

from bestvalue.accounts.models import Scope, User
from bestvalue.accounts.services.tokens import issue_token
from cases.models import Case, Contact
from tests.support.database import speaking_to
from tests.support.html import assert_valid_html

from .due import a_case

NOWHERE = "postgres://nobody:none@127.0.0.1:1/none"
HELD = "LOCK TABLE accounts_apitoken, cases_case IN ACCESS EXCLUSIVE MODE"


@pytest.fixture
def case(transactional_db: None) -> Case:
    """A case that other connections can see."""
    return a_case()


@pytest.fixture
def officer(case: Case) -> User:
    """Its officer."""
    assert case.officer is not None
    return case.officer


@pytest.fixture
def person(officer: User) -> Client:
    """The officer at a browser."""
    client = Client(raise_request_exception=False)
    client.force_login(officer)
    return client


@pytest.fixture
def program(officer: User) -> Client:
    """A program that acts in the officer's name."""
    _, token = issue_token(user=officer, name="Act", scopes=[Scope.WRITE])
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def held(case: Case) -> Iterator[None]:
    """Somebody else holds what every request here needs; who asks waits a twentieth of a second."""
    given = connection.settings_dict
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**given)
    with closing(psycopg2.connect(address)) as other, other.cursor() as holding, ExitStack() as undo:
        holding.execute(HELD)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
            undo.callback(connection.close)
        yield


def said(answer: Any) -> str:
    """The words of the page, which is one that can be read and cited, and that is not kept."""
    assert_valid_html(answer)
    assert answer.headers["X-Request-ID"] in answer.content.decode()
    assert answer.headers["Retry-After"]
    assert "no-store" in answer.headers["Cache-Control"]
    return " ".join(BeautifulSoup(answer.content, "html5lib").get_text(" ").split())


@pytest.mark.parametrize("address", ["/", "/cases/", "/register/", "/account/", "/tasks/"])
def test_every_page_says_so_while_the_database_is_away(person: Client, address: str) -> None:
    with speaking_to(NOWHERE):
        answer = person.get(address)
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "the service is not available just now" in said(answer)
    assert "Nothing that you had saved is lost" in said(answer)
    assert person.get(address).status_code == HTTPStatus.OK


def test_what_was_typed_is_on_the_page_and_acts_once_when_it_is_sent_again(person: Client, case: Case) -> None:
    address = f"/cases/{case.ref}/contacts/new/"
    today = person.get(address)
    fields = BeautifulSoup(today.content, "html5lib").select("main form [name]")
    form = {str(each["name"]): str(each.get("value", "")) for each in fields if each.get("type") == "hidden"}
    form |= {"channel": "meeting", "people": "The leader & the chief", "summary": "Two\r\nlines."}
    form |= {"held_on-day": "1", "held_on-month": "2", "held_on-year": "2020"}
    with speaking_to(NOWHERE):
        answer = person.post(address, form)
    assert "It is kept on this page" in said(answer)
    again = BeautifulSoup(answer.content, "html5lib").select_one("main form")
    assert again is not None
    assert again["action"] == address
    kept = {str(each["name"]): str(each["value"]).replace("\r\n", "\n") for each in again.select("input[type=hidden]")}
    assert kept == {name: text.replace("\r\n", "\n") for name, text in form.items()}
    for status in (HTTPStatus.FOUND, HTTPStatus.CONFLICT):
        assert person.post(address, kept).status_code == status
    assert Contact.objects.get(case=case).summary.splitlines() == ["Two", "lines."]


def test_a_password_is_not_kept(officer: User) -> None:
    with speaking_to(NOWHERE):
        sent = {"username": officer.email, "password": "a password of mine"}
        answer = Client(raise_request_exception=False).post("/sign-in/", sent)
    assert officer.email in answer.content.decode()
    assert "a password of mine" not in answer.content.decode()


def test_a_program_is_told_to_try_again(program: Client, case: Case) -> None:
    with speaking_to(NOWHERE):
        for answer in (
            program.get("/api/v1/cases/"),
            program.get("/api/v1/register/instruments/"),
            contact(program, case),
        ):
            assert (answer.status_code, answer.json()["code"]) == (503, "service_unavailable")
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert answer.json()["request_id"] == answer.headers["X-Request-ID"]
            assert answer.headers["Retry-After"] == "5"
    assert [contact(program, case).status_code for _ in range(2)] == [HTTPStatus.CREATED] * 2
    assert Contact.objects.filter(case=case).count() == 1


def contact(program: Client, case: Case) -> Any:
    """What the API answers to one contact, sent under one key."""
    sent = {"held_on": "2020-02-01", "channel": "meeting", "people": "Both.", "summary": "Said."}
    address = f"/api/v1/cases/{case.ref}/contacts/"
    return program.post(address, sent, content_type="application/json", headers={"Idempotency-Key": "one"})


def test_who_must_wait_too_long_for_somebody_else_is_told_so_in_both_doors(
    person: Client, program: Client, held: None
) -> None:
    page = person.post("/account/calendars/new/", {"name": "Notebook"})
    assert (page.status_code, page.headers["Retry-After"]) == (503, "1")
    assert "Somebody else is saving this at the moment Nothing was changed. Try again." in said(page)
    answer = program.get("/api/v1/cases/")
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert answer.headers["Retry-After"] == "1"
