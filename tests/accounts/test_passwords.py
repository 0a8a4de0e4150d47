"""Passwords: set by a link that works once, changed, and refused where they would be guessed."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from bestvalue.accounts.models import User
from bestvalue.accounts.passwords import BreachedPasswordValidator
from bestvalue.accounts.services.passwords import send_password_link
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event
from tests.factories import person
from tests.support.html import assert_valid_html

OLD, NEW = "correct horse battery", "three random words"


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("jo@dept.example", "Jo Bloggs", OLD)


def signs_in(password: str) -> bool:
    answer = Client().post("/sign-in/", {"username": "jo@dept.example", "password": password})
    return answer.status_code == 302


# By a link


def link_sent(to: User, by: User) -> str:
    """The path of the link in the email."""
    send_password_link(by=by, user=to)
    found = re.search(r"https?://[^/]+(/password/\S+)", str(mail.outbox[-1].body))
    assert found
    return found.group(1)


def set_by(link: str, password: str) -> Any:
    """Follow the link and set a password."""
    client = Client()
    asked = client.get(link, follow=True)
    assert_valid_html(asked)
    form = {"new_password1": password, "new_password2": password}
    return client.post(asked.redirect_chain[-1][0], form) if asked.redirect_chain else asked


def test_a_new_person_sets_a_password_by_a_link_that_works_once(administrator: User, db: None) -> None:
    new = User.objects.create_user("jo@dept.example", "Jo Bloggs")
    link = link_sent(new, administrator)
    assert mail.outbox[-1].to == ["jo@dept.example"]

    assert set_by(link, NEW).headers["Location"] == "/sign-in/"
    assert signs_in(NEW)
    assert "This link no longer works" in set_by(link, "another long one").content.decode()
    assert signs_in(NEW)
    verbs = list(Event.objects.filter(stream="people").values_list("verb", "actor"))
    assert verbs == [("send_password_link", administrator.pk), ("change_password", new.pk)]


def test_a_link_works_for_a_day(administrator: User, user: User) -> None:
    link = link_sent(user, administrator)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=24, seconds=2), tick=False):
        assert "This link no longer works" in set_by(link, NEW).content.decode()


def test_a_link_does_nothing_for_a_closed_account(administrator: User, user: User) -> None:
    link = link_sent(user, administrator)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert "This link no longer works" in set_by(link, NEW).content.decode()
    user.is_active = False
    with pytest.raises(Refused, match="cannot sign in"):
        send_password_link(by=administrator, user=user)


def test_only_an_administrator_sends_a_link(officer: User, user: User) -> None:
    with pytest.raises(Forbidden):
        send_password_link(by=officer, user=user)


# Changing it


def test_a_person_changes_their_password_and_is_signed_out_everywhere_else(client: Client, user: User) -> None:
    elsewhere = Client()
    for each in (client, elsewhere):
        each.post("/sign-in/", {"username": user.email, "password": OLD})
    assert_valid_html(client.get("/account/password/"))
    form = {"new_password1": NEW, "new_password2": NEW, "password": OLD}
    assert client.post("/account/password/", form).headers["Location"] == "/account/"

    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert (signs_in(OLD), signs_in(NEW)) == (False, True)
    event = Event.objects.get(verb="change_password")
    assert (event.actor, event.subject) == (user, f"user:{user.pk}")
    assert NEW not in event.canonical().decode()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"password": "wrong"}, "Enter your correct password"),
        ({"new_password2": "something else"}, "The two passwords are not the same"),
        ({"new_password1": "short", "new_password2": "short"}, "too short"),
        ({"new_password1": "qwerty123456", "new_password2": "qwerty123456"}, "too common"),
        ({"new_password1": "jo@dept.example", "new_password2": "jo@dept.example"}, "too similar"),
        ({"new_password1": ""}, "Enter a new password"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(
    client: Client, user: User, given: dict[str, str], message: str
) -> None:
    client.force_login(user)
    form = {"new_password1": NEW, "new_password2": NEW, "password": OLD, **given}
    page = client.post("/account/password/", form)
    assert_valid_html(page)
    assert message in page.content.decode()
    assert signs_in(OLD)


# The list of leaked passwords


class Leaked(BaseHTTPRequestHandler):
    """A list of one leaked password, as Have I Been Pwned answers; what it was asked is kept."""

    asked: list[str]
    status = 200

    def do_GET(self) -> None:
        """Answer with the endings, one of them padding."""
        self.asked.append(self.path)
        body = "\r\n".join([f"{digest(OLD)[5:]}:7", f"{digest(NEW)[5:]}:0", "F" * 35 + ":1"]).encode()
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def digest(password: str) -> str:
    return hashlib.sha1(password.encode()).hexdigest().upper()  # noqa: S324 - as the list has it


@pytest.fixture
def leaked(settings: Any) -> Iterator[type[Leaked]]:
    handler = type("Handler", (Leaked,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.BREACHED_PASSWORDS_URL = f"http://127.0.0.1:{server.server_port}"
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_leaked_password_is_refused_and_never_sent(leaked: type[Leaked]) -> None:
    with pytest.raises(ValidationError, match="has leaked from another service"):
        BreachedPasswordValidator().validate(OLD)
    BreachedPasswordValidator().validate(NEW)
    BreachedPasswordValidator().validate("a third one altogether")
    assert leaked.asked[:2] == [f"/range/{digest(each)[:5]}" for each in (OLD, NEW)]


def test_a_list_that_fails_stops_nobody(leaked: type[Leaked], settings: Any, caplog: Any) -> None:
    leaked.status = 503
    BreachedPasswordValidator().validate(OLD)
    settings.BREACHED_PASSWORDS_URL = "http://127.0.0.1:9"
    BreachedPasswordValidator().validate(OLD)
    assert caplog.messages == [
        "The list of breached passwords was not asked: HTTPError",
        "The list of breached passwords was not asked: ConnectionError",
    ]


def test_nobody_is_asked_where_no_list_is_configured(leaked: type[Leaked], settings: Any) -> None:
    settings.BREACHED_PASSWORDS_URL = ""
    BreachedPasswordValidator().validate(OLD)
    assert leaked.asked == []


def test_somebody_without_a_password_is_offered_no_change_of_it(client: Client, db: None) -> None:
    client.force_login(person())
    assert "Change your password" not in client.get("/account/").content.decode()
