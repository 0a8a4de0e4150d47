"""Every route, asked in ways that no page of ours asks it: wrong methods, no token of ours, somebody else's addresses.

Each is asked as the first visitor whom the table of routes lets in, who could do most harm. `make test` takes a third
of the routes, `make proof` all of them.
"""

import os
from collections import defaultdict
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bestvalue.accounts.models import User

from .routes import ROUTES
from .table import ALL, ANONYMOUS
from .test_counterparts import ROUTES as ALL_ROUTES
from .test_counterparts import WEB, takes_a_post
from .test_members import writes

ONE_IN = 1 if os.environ.get("PROOF") == "full" else 3
SCRIPT = "\"'><script>alert(1)</script>{{7*7}}"
EVIL = ("//evil.example/", "/\\evil.example/", "https:evil.example", "%2f%2fevil.example")
KNOWN = (
    *("text", "q", "case", "person", "kind", "region", "stage", "standing", "sort", "page", "within", "month", "of"),
    *("since", "since-day", "until", "team", "theme", "show", "act", "document", "unknown"),
)
LEADS_ON = ("next", "to", "url", "return", "return_to", "back", "redirect", "continue", "unknown")
ABSURD = ("\x00", "9" * 400, "-1", "2026-02-31", "[]", "ﷺ" * 3000, "' OR 1=1 --")

ABOUT: dict[Any, list[str]] = defaultdict(list)
for place, each in enumerate(ROUTES):
    if place % ONE_IN == 0:
        ABOUT[ROUTES[each].kwargs].append(each)
MAKERS = pytest.mark.parametrize("about", ABOUT, ids=lambda made: getattr(made, "__qualname__", ""))


def first_let_in(name: str) -> str:
    """The first visitor whom the table lets in."""
    return next((each for each in ALL if each in ROUTES[name].allowed), ANONYMOUS)


def answered(browser: Client, method: str, path: str, *given: Any, **more: Any) -> Any:
    """The answer, read to its end."""
    response = getattr(browser, method)(path, *given, **more)
    list(response)
    return response


@MAKERS
def test_no_route_takes_a_method_that_is_not_its_own(
    about: Any, people: dict[str, User], browsers: dict[str, Client]
) -> None:
    found = about(people)
    for name in ABOUT[about]:
        path, browser = reverse(name, kwargs=found), browsers[first_let_in(name)]
        for method in not_taken(name):
            with CaptureQueriesContext(connection) as captured:
                response = answered(browser, method, path, headers={"X-HTTP-Method-Override": "POST"})
            assert (name, method, response.status_code) == (name, method, 405)
            assert [each["sql"] for each in captured if changes_something(each["sql"])] == [], (name, method)


def not_taken(name: str) -> list[str]:
    """The methods that a route does not offer: on a page all but those of browsers."""
    if name == "api:unknown":  # not there, by whatever method
        return []
    if name in WEB:
        return ["put", "patch", "delete", "trace"]
    view = ALL_ROUTES[name].view_class
    return [each for each in ("get", "post", "put", "patch", "delete", "trace") if not hasattr(view, each)]


def changes_something(sql: str) -> bool:
    """Whether a statement writes more than that somebody read, or is still there."""
    return writes(sql) and "session" not in sql


@MAKERS
def test_no_page_acts_without_a_token_of_ours(about: Any, people: dict[str, User], browsers: dict[str, Client]) -> None:
    found = about(people)
    for name in (each for each in ABOUT[about] if each in WEB and takes_a_post(WEB[each])):
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = browsers[first_let_in(name)].cookies
        for headers in ({}, {"Origin": "https://evil.example"}):
            with CaptureQueriesContext(connection) as captured:
                response = strict.post(reverse(name, kwargs=found), {}, headers=headers)
            assert response.status_code == 403, (name, response.status_code)
            assert [each["sql"] for each in captured if changes_something(each["sql"])] == [], name


@MAKERS
def test_nothing_that_is_asked_comes_back_as_markup_or_leads_away(
    about: Any, people: dict[str, User], browsers: dict[str, Client]
) -> None:
    found = about(people)
    for number, name in enumerate(each for each in ABOUT[about] if ROUTES[each].method == "get"):
        path, browser = reverse(name, kwargs=found), browsers[first_let_in(name)]
        script = answered(browser, "get", path, dict.fromkeys(KNOWN, SCRIPT))
        assert script.status_code < 500, (name, SCRIPT)
        if not script.streaming and script.headers.get("Content-Type", "").startswith("text/html"):
            assert "<script>alert" not in script.content.decode(), name
        for address in some(EVIL, number):
            response = answered(browser, "get", path, dict.fromkeys(LEADS_ON, address))
            assert response.status_code < 500, (name, address)
            location = urljoin(f"http://testserver{path}", response.headers.get("Location", "").replace("\\", "/"))
            assert urlsplit(location).netloc == "testserver", (name, location)


def some(things: tuple[str, ...], number: int) -> tuple[str, ...]:
    """All of them, or one in its turn."""
    return things if ONE_IN == 1 else (things[number % len(things)],)


@pytest.mark.parametrize(
    "path", ["/cases/", "/authorities/", "/directions/", "/readings/", "/forecast/", "/register/", "/api/v1/cases/"]
)
def test_no_absurd_value_of_a_filter_breaks_a_list(path: str, browsers: dict[str, Client]) -> None:
    for number, name in enumerate(KNOWN):
        for absurd in some(ABSURD, number):
            response = answered(browsers["lead"], "get", path, {name: absurd})
            assert response.status_code in (200, 400, 404), (name, absurd, response.status_code)


def test_cookies_go_to_nobody_elses_pages() -> None:
    assert settings.SESSION_COOKIE_SAMESITE in ("Lax", "Strict")
    assert settings.CSRF_COOKIE_SAMESITE in ("Lax", "Strict")
