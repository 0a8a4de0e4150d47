"""The guidance, a case on which it is used, and the people who work on it."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.lifecycle.build import Play
from themes.services.editions import load_editions
from themes.services.sources import load_sources


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement, on the first day of the play, with the guidance and the kinds of source."""
    load_editions()
    load_sources()
    with ExitStack() as days:
        yield Play.begin(days)
