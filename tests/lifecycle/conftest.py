"""One case, the people who work on it, and days that pass."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from .build import Play
from .promises import every_date_that_runs_has_its_one_clock


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement, on the first day of the play."""
    with ExitStack() as days:
        yield Play.begin(days)
        every_date_that_runs_has_its_one_clock()
