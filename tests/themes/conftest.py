"""One case with people and days, and the kinds of source."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.lifecycle.build import Play
from themes.services.sources import load_sources


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement, and the kinds of source."""
    load_sources()
    with ExitStack() as days:
        yield Play.begin(days)
