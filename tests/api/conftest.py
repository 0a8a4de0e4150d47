"""Callers of the API."""

import pytest
from django.test import Client

from bestvalue.accounts.models import User
from bestvalue.accounts.services.tokens import issue_token


@pytest.fixture
def token(officer: User) -> str:
    """The text of a token of the officer."""
    return issue_token(user=officer, name="Test")[1]


@pytest.fixture
def api(token: str) -> Client:
    """A program that calls with the officer's token."""
    return Client(headers={"Authorization": f"Bearer {token}"})
