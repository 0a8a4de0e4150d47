"""Whose case it is decides: each route of the API, by everyone's token, on what is a team's own, another's, published.

What each must get follows from the one table in `routes.py`, which asks with a session. An act is asked with an `ETag`
that is stale: who may read what it is about is told so, and to everybody else there is nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bestvalue.accounts.models import Scope, Team, User
from bestvalue.accounts.services.demonstration import SOUTH
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.api.acts import view_of
from cases.models import Case
from tests.api.world import published

from .evidence import NAMED, on_a_case, sealed
from .routes import ROUTES
from .table import ALL, ANONYMOUS, ROLES, Route

Asked = tuple[str, str, str]
TEAMS = ("officer", "other.officer")
ABOVE = (*TEAMS, "deputy.director")
EVERY_KIND = (*ABOVE, "minister", "press", ANONYMOUS)
OURS = [name for name, route in ROUTES.items() if name.startswith("api:") and ANONYMOUS not in route.allowed]
ABOUT: dict[Any, list[str]] = defaultdict(list)
for each in OURS:
    ABOUT[ROUTES[each].kwargs].append(each)

# Acts that fewer may try than read what they are about.
OFFICERS_ASK = frozenset(ALL) - {"officer", "other.officer", "lead"}
FEWER: dict[str, Route] = {
    "api:past_events": ROLES("records"),
    "api:hand_over_work": ROLES("lead", "deputy.director"),
    "api:editions": ROLES("admin", refused=403),
    "api:open_requested": ROLES("deputy.director", known_to=OFFICERS_ASK),
    "api:decline_request": ROLES("deputy.director", known_to=OFFICERS_ASK),
    "api:withdraw_publication": ROLES("press"),
}


def asks(visitors: Iterable[str], names: Iterable[str], readers: Iterable[str] | None = None) -> list[Asked]:
    """Who asks for what: everyone does what can be done, and `readers`, else everyone, read what can be read."""
    readers = visitors if readers is None else readers
    return [
        *((name, "post", each) for name in names for each in visitors if hasattr(view_of(name), "post")),
        *((name, "get", each) for name in names for each in readers if hasattr(view_of(name), "get")),
    ]


def expected(asked: Asked, path: str) -> int:
    """What the table says; for an act 412 in place of what the resource answers to those who may read it."""
    name, method, visitor = asked
    if method == "get":
        return ROUTES[name].expected(visitor, path)
    row = FEWER.get(name) or ROUTES[getattr(view_of(name), "resource", name)]
    return 412 if visitor in row.allowed else row.expected(visitor, path)


@pytest.fixture
def programs(people: dict[str, User]) -> dict[str, Client]:
    """A program for each visitor, with a token that may act."""
    found = {ANONYMOUS: Client()}
    for login in EVERY_KIND[:-1]:
        text = issue_token(user=people[login], name="Test", scopes=[Scope.WRITE])[1]
        found[login] = Client(headers={"Authorization": f"Bearer {text}"})
    return found


def answer(program: Client, method: str, path: str) -> int:
    """The status; a file is read to its end."""
    stale: Any = {"content_type": "application/json", "headers": {"If-Match": '"stale"'}}
    response: Any = program.get(path) if method == "get" else program.post(path, {}, **stale)
    list(response)
    status: int = response.status_code
    return status


def differing(
    programs: dict[str, Client], found: dict[str, Any], asked: list[Asked], as_if: dict[str, str] | None = None
) -> Iterator[tuple[Asked, int, int]]:
    """What is not as the table says, where `as_if` tells whose part a visitor has in it: what came, what must."""
    for name, method, visitor in asked:
        path, part = reverse(name, kwargs=found), (as_if or {}).get(visitor, visitor)
        came, must = answer(programs[visitor], method, path), expected((name, method, part), path)
        if came != must:
            yield (name, method, visitor), came, must


@pytest.mark.parametrize("about", ABOUT, ids=lambda made: getattr(made, "__qualname__", ""))
def test_whose_case_it_is_decides_what_a_token_gets(
    about: Any, people: dict[str, User], programs: dict[str, Client]
) -> None:
    names, found = ABOUT[about], about(people)
    assert [*differing(programs, found, asks(EVERY_KIND, names, TEAMS))] == []
    if "ref" in found:
        published(Case.objects.get(handle=found["ref"]), people["lead"])
        assert [*differing(programs, found, asks(TEAMS, names))] == []
        Case.objects.update(team=Team.objects.get(slug=SOUTH))
        swapped = dict(zip(TEAMS, reversed(TEAMS), strict=True))
        assert [*differing(programs, found, asks(ABOVE, names), swapped)] == []


def test_a_sealed_item_is_there_for_those_named_to_it_and_for_nobody_else(
    people: dict[str, User], programs: dict[str, Client]
) -> None:
    found, only_named = sealed(people), ROLES(*NAMED)
    for name, method, visitor in asks(EVERY_KIND, ABOUT[on_a_case]):
        path = reverse(name, kwargs=found)
        must = only_named.expected(visitor, path)
        came = answer(programs[visitor], method, path)
        assert came == (412 if (method, must) == ("post", 200) else must), (name, method, visitor)
