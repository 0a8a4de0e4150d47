"""A case with its guidance and calendar, and a browser for whoever is asked for."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.test import Client

from bestvalue.accounts.models import User
from tests.lifecycle.build import Play
from tests.support.pages import Pages

As = Callable[[User], Pages]


@pytest.fixture
def play(reference: None) -> Iterator[Play]:
    """A case in early engagement, on its day."""
    with ExitStack() as days:
        yield Play.begin(days)


@pytest.fixture
def as_(client: Client, play: Play) -> As:
    """A browser of whoever it is called with."""
    return lambda user: Pages(client, play, user)
