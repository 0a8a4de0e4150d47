"""GOV.UK Notify, spoken to as it is: a small server of our own stands in for it."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from pytest_django import Settings

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.passwords import send_password_link
from bestvalue.messages.models import Delivery
from bestvalue.messages.services.delivering import LEASE, deliver_due

from .conftest import Say, states

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


class Notify(ThreadingHTTPServer):
    """Takes emails and remembers them, or answers as it is told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.sent: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.status = 201
        self.says: Any = {"errors": [{"error": "BadRequestError", "message": "email_address is not valid"}]}


class Answers(BaseHTTPRequestHandler):
    """Notify's two addresses that we use."""

    server: Notify

    def do_POST(self) -> None:
        assert self.path == "/v2/notifications/email"
        self.check()
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.status in (201, 500):  # an error of theirs may well come after they took it
            self.server.sent.append(sent)
        self.answer(self.server.status, {"id": "1"} if self.server.status == 201 else self.server.says)

    def do_GET(self) -> None:
        self.check()
        query = parse_qs(urlsplit(self.path).query)
        assert query["template_type"] == ["email"]
        self.server.asked += query["reference"]
        found = [each for each in self.server.sent if each["reference"] in query["reference"]]
        self.answer(200, {"notifications": found, "links": {}})

    def check(self) -> None:
        scheme, token = self.headers["Authorization"].split()
        assert scheme == "Bearer"
        claims = jwt.decode(token, SECRET, algorithms=["HS256"], options={"require": ["iss", "iat"]}, leeway=30)
        assert claims["iss"] == SERVICE

    def answer(self, status: int, body: Any) -> None:
        content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def notify_server(settings: Settings) -> Iterator[Notify]:
    """A running Notify, by which emails go out."""
    server = Notify()
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    settings.EMAIL_BACKEND = "bestvalue.messages.notify.NotifyBackend"
    settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    settings.NOTIFY_API_KEY, settings.NOTIFY_TEMPLATE_ID = f"best-value-{SERVICE}-{SECRET}", TEMPLATE
    yield server
    server.shutdown()
    server.server_close()


def test_an_email_is_one_of_notifys_with_a_reference_of_its_own(say: Say, officer: User, notify_server: Notify) -> None:
    say(officer)
    deliver_due(clock.now())
    (sent,) = notify_server.sent
    assert (sent["email_address"], sent["template_id"]) == (officer.email, TEMPLATE)
    assert sent["personalisation"]["subject"] == "Read the plan of Exford (first)"
    assert "Their recovery plan came today." in sent["personalisation"]["body"]
    assert sent["reference"] == f"{Delivery.objects.get().pk}@localhost"
    assert (states(), notify_server.asked) == (["sent"], [])


def test_a_link_to_set_a_password_goes_by_notify_each_with_a_reference_of_its_own(
    officer: User, administrator: User, notify_server: Notify
) -> None:
    for _ in range(2):
        send_password_link(by=administrator, user=officer)
    first, second = notify_server.sent
    assert (first["email_address"], notify_server.asked) == (officer.email, [])
    assert "/password/" in first["personalisation"]["body"]
    assert first["reference"] != second["reference"]


@pytest.mark.parametrize(
    ("status", "state"),
    [(400, "dead"), (404, "dead"), (403, "failed"), (429, "failed"), (500, "failed"), (503, "failed")],
)
def test_what_notify_refuses_for_good_is_dead_and_the_rest_is_tried_again(
    say: Say, officer: User, notify_server: Notify, status: int, state: str
) -> None:
    notify_server.status = status
    say(officer)
    deliver_due(clock.now())
    assert states() == [state]
    assert "BadRequestError: email_address is not valid" in Delivery.objects.get().last_error


@pytest.mark.parametrize("says", ["<h1>Bad gateway</h1>", {"message": "Sorry"}, []])
def test_an_answer_that_is_not_notifys_is_an_error_like_any_other(
    say: Say, officer: User, notify_server: Notify, says: Any
) -> None:
    notify_server.status, notify_server.says = 502, says
    say(officer)
    deliver_due(clock.now())
    assert states() == ["failed"]
    assert "answered 502" in Delivery.objects.get().last_error


def test_before_a_second_attempt_notify_is_asked_whether_it_has_the_first(
    say: Say, officer: User, notify_server: Notify
) -> None:
    notify_server.status = 500  # it took the email, and failed to say so
    say(officer)
    deliver_due(clock.now())
    notify_server.status = 201
    deliver_due(clock.now() + LEASE)
    assert (states(), len(notify_server.sent), len(notify_server.asked)) == (["sent"], 1, 1)


def test_while_notify_is_away_emails_wait(say: Say, officer: User, notify_server: Notify, settings: Settings) -> None:
    settings.NOTIFY_URL = "http://127.0.0.1:9"
    say(officer)
    deliver_due(clock.now())
    assert states() == ["failed"]
