"""Every distinct page with little on it, as each role gets it: sound, and without a fault that axe finds (rulings 37).

Thin, with not much more than what it is about; with errors, as its forms answer when they are sent empty; and empty, in
a service that nobody has used. `make test` asks a part of the routes and roles, `make proof` all.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bestvalue.accounts.models import User
from tests.access.routes import ROUTES
from tests.access.table import ALL, ANONYMOUS
from tests.access.test_tampering import ABOUT, ONE_IN, first_let_in

from .drawn import Drawing
from .looking import met, none_is_wrong
from .states import Distinct, Shown

THEIR_OWN = ("admin:", "api_documentation")


@pytest.mark.parametrize(
    "about", [*ABOUT][:: 1 if ONE_IN == 1 else 3], ids=lambda made: getattr(made, "__qualname__", "")
)
@pytest.mark.usefixtures("reference")
def test_a_page_with_little_or_with_errors_has_no_fault(
    about: Any, people: dict[str, User], browsers: dict[str, Client], drawing: Drawing, distinct: Distinct
) -> None:
    found = about(people)
    none_is_wrong(about_it(about, found, browsers, distinct), drawing)


def about_it(about: Any, found: dict[str, Any], browsers: dict[str, Client], distinct: Distinct) -> Iterator[Shown]:
    """The pages of the routes about one thing."""
    for name in (each for each in ABOUT[about] if ROUTES[each].method == "get" and not each.startswith(THEIR_OWN)):
        path = reverse(name, kwargs=found)
        for visitor in visitors(name):
            browser = browsers[visitor]
            response: Any = browser.get(path, ROUTES[name].data)
            yield from distinct.found(browser, response, visitor=visitor, state="with little", path=path)


def visitors(name: str) -> Iterator[str]:
    """Who asks a route: in the whole proof everyone whom the table lets in."""
    if ONE_IN > 1:
        yield first_let_in(name)
    else:
        yield from (each for each in (ANONYMOUS, *ALL) if each in ROUTES[name].allowed)


@pytest.mark.parametrize("login", [ANONYMOUS, *(("lead",) if ONE_IN > 1 else ALL)])
def test_an_empty_page_has_no_fault(login: str, people: dict[str, User], drawing: Drawing, distinct: Distinct) -> None:
    none_is_wrong(met(people.get(login), distinct, state="empty", every=ONE_IN), drawing)
