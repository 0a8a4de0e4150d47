"""Everyone of the demonstration, made and signed in once for a module, as so many are asked so often."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import PARTS, TEAMS
from tests.factories import TeamFactory, person

from .table import ANONYMOUS


@pytest.fixture(scope="module")
def everyone(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, tuple[User, str]]]:
    """Each by login, with the key of a session; all are gone again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        teams = {slug: TeamFactory.create(slug=slug, name=name) for slug, name in TEAMS.items()}
        made = {part.login: person(part.role, team=teams.get(part.team)) for part in PARTS}
        yield {login: (user, signed_in(user)) for login, user in made.items()}
        transaction.set_rollback(True)


def signed_in(user: User) -> str:
    """The key of a new session of this person's."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def people(everyone: dict[str, tuple[User, str]], db: None) -> dict[str, User]:
    """Everyone of the demonstration, by login, without passwords: what a test changes is undone."""
    found = User.objects.in_bulk([user.pk for user, _ in everyone.values()])
    return {login: found[user.pk] for login, (user, _) in everyone.items()}


@pytest.fixture
def browsers(everyone: dict[str, tuple[User, str]], people: dict[str, User]) -> dict[str, Client]:
    """A browser for each visitor, in which all but the anonymous are signed in."""
    found = {ANONYMOUS: Client()}
    for login, (_, session) in everyone.items():
        found[login] = Client()
        found[login].cookies[settings.SESSION_COOKIE_NAME] = session
    return found
