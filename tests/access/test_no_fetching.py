"""No page or form makes the service go where a person points: every write is sent addresses, and goes nowhere.

Only who owns a webhook names a host that is looked up, and nothing is sent there until an administrator approved it.
`make test` takes a third of the routes, `make proof` all of them.
"""

import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse

from bestvalue.accounts.models import User
from bestvalue.api.acts import view_of
from bestvalue.api.bodies import StrictJSONParser

from .routes import ROUTES
from .test_counterparts import WEB, takes_a_post
from .test_members import WRITES, fields_of, sent
from .test_tampering import ABOUT, MAKERS, ONE_IN, first_let_in

HOST = "fetch.example"
OF_THE_WEBHOOK = "a.example"  # as `made.a_webhook` has it
ADDRESS = f"http://{HOST}/latest/meta-data/"
POINTED = ("text", "url", "search", "email", "tel", None)


class Went(list[str]):
    """Where the service went, or looked up; Redis, which counts requests, is left out."""

    def connect(self, _socket: socket.socket, address: Any) -> None:
        """Note an address, and go nowhere."""
        self.append(str(address))
        raise ConnectionRefusedError(address)

    def look_up(self, host: Any, *_args: Any, **_more: Any) -> Any:
        """Note a name, which is unknown."""
        self.append(str(host))
        raise socket.gaierror(host)


@pytest.fixture
def went(monkeypatch: pytest.MonkeyPatch) -> Iterator[Went]:
    """Every connection and look-up from here on."""
    found, redis = Went(), urlsplit(settings.REDIS_URL)
    connect, look_up = socket.socket.connect, socket.getaddrinfo
    ours = (redis.hostname or "", redis.port or 6379)
    monkeypatch.setattr(
        socket.socket, "connect", lambda own, to: connect(own, to) if to[:2] == ours else found.connect(own, to)
    )
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *a, **k: look_up(host, *a, **k) if host == ours[0] else found.look_up(host)
    )
    yield found


def filled(page: str) -> dict[str, str]:
    """Every field of every form of a page: an address wherever something can be typed, else what it offers."""
    soup, body = BeautifulSoup(page, "html.parser"), {}
    for each in soup.select("form[method=post] input[name], form[method=post] textarea[name]"):
        typed = each.name == "textarea" or each.get("type") in POINTED
        body[str(each["name"])] = ADDRESS if typed else str(each.get("value", ""))
    for each in soup.select("form[method=post] select[name]"):
        last = each.select("option")[-1:]
        body[str(each["name"])] = str(last[0].get("value", "")) if last else ""
    return body


@MAKERS
def test_no_form_that_is_sent_an_address_makes_the_service_go_there(
    about: Any, people: dict[str, User], browsers: dict[str, Client], went: Went
) -> None:
    found = about(people)
    for name in (each for each in ABOUT[about] if each in WEB and takes_a_post(WEB[each])):
        path, browser = reverse(name, kwargs=found), browsers[first_let_in(name)]
        page = browser.get(path)
        body = {} if page.streaming else filled(page.content.decode())
        browser.post(path, body or {"text": ADDRESS, "url": ADDRESS})
        check(name, went)


@pytest.mark.parametrize("about", list(WRITES)[::ONE_IN], ids=lambda made: getattr(made, "__qualname__", ""))
def test_no_write_of_the_api_that_is_sent_an_address_makes_the_service_go_there(
    about: Any, people: dict[str, User], browsers: dict[str, Client], went: Went
) -> None:
    found = about(people)
    for name in WRITES[about]:
        view: Any = view_of(name)
        body = {member: ADDRESS for member, _ in fields_of(view.input_class())}
        sent(name, found, browsers, body, is_json=StrictJSONParser in view.parser_classes)
        check(name, went)


def check(name: str, went: Went) -> None:
    """Nothing was gone to; of a webhook the host alone is looked up, when it is asked for and when it is approved."""
    assert set(went) <= ({HOST, OF_THE_WEBHOOK} if "webhook" in name else set()), (name, went)
    went.clear()


def test_the_watch_sees_who_goes_where(went: Went) -> None:
    assert set(ROUTES) > set(WEB)
    with socket.socket() as own, pytest.raises(ConnectionRefusedError):
        own.connect(("169.254.169.254", 80))
    with pytest.raises(socket.gaierror):
        socket.create_connection((HOST, 80))
    assert went == ["('169.254.169.254', 80)", HOST]
