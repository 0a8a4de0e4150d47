"""The demonstration and the published histories, loaded once for the pages that show them."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of


@pytest.fixture(scope="module")
def portfolio(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference data and the demonstration, loaded once for a module and then rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference_data", demonstration=True, verbosity=0)
        call_command("load_demonstration", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(portfolio: None, db: None) -> None:
    """The demonstration, as if loaded for this test: what a test changes is undone."""


@pytest.fixture
def as_person(demonstration: None, client: Client) -> "AsPerson":
    """A way to open pages as one of the people of the demonstration."""
    return AsPerson(client)


class AsPerson:
    """A client that signs in by the login of a person of the demonstration."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def __call__(self, login: str) -> Client:
        """The client, signed in as this person."""
        self.client.force_login(User.objects.get(email=email_of(login)))
        return self.client
