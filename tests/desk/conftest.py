"""A way to open pages as the people of the demonstration."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of

collect_ignore = [] if os.environ.get("PROOF") == "full" else ["test_plans.py"]


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


@contextmanager
def many_cases(blocker: DjangoDbBlocker, cases: int) -> Iterator[None]:
    """So many more cases, for a module, and then rolled back."""
    with blocker.unblock(), transaction.atomic():
        call_command("seed_scale", cases=cases, stdout=StringIO())
        yield
        transaction.set_rollback(True)
