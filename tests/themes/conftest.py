"""The analyst, a metric and some authorities."""

import pytest

from bestvalue.accounts.models import Role, User
from cases.models import Authority
from tests.factories import person
from themes.models import Metric

from .figures import a_metric, councils


@pytest.fixture
def analyst(db: None) -> User:
    """An analyst."""
    return person(Role.ANALYST)


@pytest.fixture
def metric(analyst: User) -> Metric:
    """How many days pass until accounts are published."""
    return a_metric(analyst)


@pytest.fixture
def authorities(db: None) -> list[Authority]:
    """Five fictional districts: Alder to Elm."""
    return councils()
