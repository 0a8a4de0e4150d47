"""The guidance, a case on which it is used and its people; kinds of source; the analyst, a metric, some authorities."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bestvalue.accounts.models import Role, User
from cases.models import Authority
from tests.factories import person
from tests.lifecycle.build import Play
from themes.models import Metric

from .figures import a_metric, councils


@pytest.fixture
def play(guidance: None, db: None) -> Iterator[Play]:
    """A case in early engagement, on the first day of the play, with the guidance and the kinds of source."""
    with ExitStack() as days:
        yield Play.begin(days)


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
