"""One case, the people who work on it, and days that pass."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from .build import Play


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement, on the first day of the play."""
    with ExitStack() as days:
        yield Play.begin(days)
