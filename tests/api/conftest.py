"""Callers of the API."""

import pytest
from django.test import Client

from bestvalue.accounts.models import Scope, Team, User
from bestvalue.accounts.services.tokens import issue_token
from cases.models import Case

from .world import a_case


@pytest.fixture
def token(officer: User) -> str:
    """The text of a token of the officer."""
    return issue_token(user=officer, name="Test")[1]


@pytest.fixture
def api(token: str) -> Client:
    """A program that calls with the officer's token."""
    return Client(headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def actor(officer: User) -> Client:
    """A program that may act in the officer's name."""
    text = issue_token(user=officer, name="Act", scopes=[Scope.WRITE])[1]
    return Client(headers={"Authorization": f"Bearer {text}"})


@pytest.fixture
def own_case(lead: User, team: Team) -> Case:
    """A private case of the officer's team."""
    return a_case(lead, team)
