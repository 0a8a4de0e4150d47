"""Every route, asked by everyone: the table in `routes.py` says what each must get."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
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
def test_each_visitor_gets_what_the_table_says_and_nothing_is_locked_outside_a_transaction(
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

    No answer lacks what guards it, whoever gets it and whatever it says, and no lock is taken outside a transaction.
    """
    route, kept = ROUTES[name], deepcopy(browser.cookies)
    statements: list[str] = []

    def noted(execute: Any, sql: str, *given: Any) -> Any:
        statements.append(sql)
        return execute(sql, *given)

    with transaction.atomic():
        with connection.execute_wrapper(noted):
            response = getattr(browser, route.method)(path, route.data)
            assert unguarded(response, may_be_kept=may_be_kept(name)) == []
            list(response)  # a file is closed once it has been read
        assert locked_outside(statements) == [], name
        status: int = response.status_code
        transaction.set_rollback(True)
    browser.cookies = kept
    return status


def locked_outside(statements: Iterable[str]) -> list[str]:
    """What takes a lock outside a transaction of the request's own.

    Requests run in no transaction, and tests in one: what would fail there would be hidden here.
    """
    own, found = 0, []
    for sql in statements:
        own += sql.startswith("SAVEPOINT")
        own -= sql.startswith(("RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT"))
        if own <= 0 and "FOR UPDATE" in sql:
            found.append(sql)
    return found


def may_be_kept(name: str) -> bool:
    """Whether caches may keep what the route answers: the register, and what describes the API."""
    return (name != "help:report" and name.startswith(("register:", "help:", "api:register_"))) or name in KEPT
