"""One of everything, and the way about it: whatever any link leads to, as those get it who see most."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from pytest_django import DjangoDbBlocker

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import PARTS, TEAMS
from cases.models import Case
from tests.factories import TeamFactory, person
from tests.support.exports import PASSWORD

from .test_nothing_private_is_public import NOON, much_is_public, one_of_everything

STARTS = ("/", "/register/", "/account/", "/api/v1/", "/admin/")
NOT_FOLLOWED = ("/static/", "/sign-out/")
LINK = re.compile(r'<a\s(?:[^>]*\s)?href="([^"]*)"')
IN_DATA = re.compile(r'"(?:http://testserver)?(/[^"\s]*)"')


class World:
    """Everyone, and one of everything on two cases."""

    def __init__(self, people: dict[str, User], cases: tuple[Case, Case]) -> None:
        self.people, self.cases = people, cases

    def browser(self, login: str) -> Client:
        """Somebody who has signed in; nobody in particular for an empty name."""
        client = Client(raise_request_exception=False)
        if login:
            client.force_login(self.people[login])
        return client

    def walk(self, login: str, *, alike: int) -> Iterator[tuple[str, Any]]:
        """Every page and file to which links lead, and its answer; of one route with the same filters, so many."""
        starts = (*STARTS, *(f"/cases/{each.ref}/" for each in self.cases))
        yield from walk(self.browser(login), starts, alike=alike)

    def taken(self, login: str, path: str) -> Any:
        """A list that is taken away as a file, on a fresh password."""
        return self.browser(login).post(path, {"password": PASSWORD})


def walk(browser: Client, starts: Iterable[str], *, alike: int) -> Iterator[tuple[str, Any]]:
    """Every page and file to which links lead from the first few, and its answer; of one kind, so many."""
    met, seen, waiting = Counter[Any](), set[str](), [*starts]
    for path in waiting:
        if path in seen or met[kind_of(path)] >= alike:
            continue
        seen.add(path)
        met[kind_of(path)] += 1
        response: Any = browser.get(path)
        yield path, response
        waiting += linked(path, response)
        list(response)  # a file is closed once it has been read


def kind_of(path: str) -> tuple[str, ...]:
    """The route of an address, and the names of what it asks for."""
    parts = urlsplit(path)
    try:
        return resolve(parts.path).route, *sorted(parse_qs(parts.query))
    except Resolver404:
        return (path,)


def linked(path: str, response: Any) -> Iterator[str]:
    """Where an answer leads, on this site."""
    kind = response.headers.get("Content-Type", "")
    found = [response.headers.get("Location", "")]
    if kind.startswith("text/html"):
        found += map(unescape, LINK.findall(response.content.decode()))
    elif "json" in kind:
        found += IN_DATA.findall(response.content.decode())
    for each in filter(None, found):
        parts = urlsplit(urljoin(f"http://testserver{path}", each))
        if parts.netloc == "testserver" and not parts.path.startswith(NOT_FOLLOWED):
            yield f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for a module, at noon, and gone after it."""
    with django_db_blocker.unblock(), transaction.atomic(), ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        stack.enter_context(clock.at(NOON))
        teams = {slug: TeamFactory.create(slug=slug, name=name) for slug, name in TEAMS.items()}
        people = {part.login: person(part.role, team=teams.get(part.team)) for part in PARTS}
        User.objects.update(password=make_password(PASSWORD))
        public = much_is_public(people)
        hidden = one_of_everything(people, public, patch)
        yield World({login: User.objects.get(pk=each.pk) for login, each in people.items()}, (hidden, public))
        transaction.set_rollback(True)
