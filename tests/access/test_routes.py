"""Every route, asked by everyone: the table in `routes.py` says what each must get."""

from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from bestvalue.accounts.models import User

from .headers import unguarded
from .routes import ROUTES
from .table import ALL, ANONYMOUS, ROLES

KEPT = {"robots", "sitemap_index", "sitemap", "api:glossary", "api_documentation", "api:root", "api:schema"}

ABOUT: dict[Any, list[str]] = defaultdict(list)
"""The routes about each thing, so that it is made once for all of them; what a request writes is undone."""
for each in ROUTES:
    ABOUT[ROUTES[each].kwargs].append(each)


def route_names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The full name of every route; a route without a name gives its pattern, which no table can hold."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from route_names(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or f'(unnamed {pattern.pattern})'}"


def test_every_route_is_in_the_table_and_the_table_holds_no_other() -> None:
    assert set(route_names(get_resolver())) == ROUTES.keys()


def test_the_table_knows_only_the_people_of_the_demonstration() -> None:
    with pytest.raises(ValueError, match="nobody"):
        ROLES("officer", "nobody")


@pytest.mark.parametrize("about", ABOUT, ids=lambda made: getattr(made, "__qualname__", ""))
def test_each_visitor_gets_what_the_table_says(
    about: Any, people: dict[str, User], browsers: dict[str, Client]
) -> None:
    found, wrong = about(people), dict[tuple[str, str], int]()
    for name in ABOUT[about]:
        path = reverse(name, kwargs=found)
        answers = {visitor: answer(browsers[visitor], path, name) for visitor in (ANONYMOUS, *ALL)}
        expected = {visitor: ROUTES[name].expected(visitor, path) for visitor in answers}
        wrong |= {(name, each): status for each, status in answers.items() if status != expected[each]}
    assert wrong == {}


def answer(browser: Client, path: str, name: str) -> int:
    """The status that one visitor gets; whatever the request writes and the browser keeps is undone for the next.

    No answer lacks what guards it, whoever gets it and whatever it says.
    """
    route, kept = ROUTES[name], deepcopy(browser.cookies)
    with transaction.atomic():
        response = getattr(browser, route.method)(path, route.data)
        assert unguarded(response, may_be_kept=may_be_kept(name)) == []
        list(response)  # a file is closed once it has been read
        status: int = response.status_code
        transaction.set_rollback(True)
    browser.cookies = kept
    return status


def may_be_kept(name: str) -> bool:
    """Whether caches may keep what the route answers: the register, and what describes the API."""
    return (name != "help:report" and name.startswith(("register:", "help:", "api:register_"))) or name in KEPT


@pytest.mark.parametrize("about", ABOUT, ids=lambda made: getattr(made, "__qualname__", ""))
def test_no_page_takes_a_lock_outside_a_transaction_of_its_own(
    about: Any, people: dict[str, User], browsers: dict[str, Client]
) -> None:
    """Requests run in no transaction, and tests in one: what would fail there would be hidden here."""
    found = about(people)
    for name in (each for each in ABOUT[about] if ROUTES[each].method == "get" and ROUTES[each].allowed):
        visitor = next((login for login in ALL if login in ROUTES[name].allowed), ANONYMOUS)
        with CaptureQueriesContext(connection) as captured:
            answer(browsers[visitor], reverse(name, kwargs=found), name)
        own = -1  # the transaction that `answer` itself opens
        for query in (each["sql"] for each in captured.captured_queries):
            own += query.startswith("SAVEPOINT")
            own -= query.startswith(("RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT"))
            assert own > 0 or "FOR UPDATE" not in query, (name, query)
