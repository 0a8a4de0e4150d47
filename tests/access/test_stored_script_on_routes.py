"""What people write stays text on every route of the table, asked as the first visitor whom it lets in.

`make test` takes a third of the routes, `make proof` all of them.
"""

from typing import Any

from django.test import Client
from django.urls import reverse

from bestvalue.accounts.models import User

from .routes import ROUTES
from .stored import SCRIPT, alive, letters, parsed, written_over, wrong_with
from .test_tampering import ABOUT, MAKERS, first_let_in

__all__ = ["letters"]


@MAKERS
def test_no_markup_that_is_stored_is_alive_on_any_route(
    about: Any, people: dict[str, User], browsers: dict[str, Client], letters: list[str]
) -> None:
    found = about(people)
    with written_over(SCRIPT):
        for name in (each for each in ABOUT[about] if ROUTES[each].method == "get"):
            response = browsers[first_let_in(name)].get(reverse(name, kwargs=found))
            assert response.status_code == ROUTES[name].status, name
            assert list(wrong_with(response)) == [], name
            list(response)
        assert [wrong for page in letters for wrong in alive(parsed(page))] == []
