"""Everyone, and a window to draw in."""

from collections.abc import Iterator

import pytest

from tests.access.conftest import browsers, everyone, people

from .drawn import Drawing
from .states import Distinct

__all__ = ["browsers", "everyone", "people"]


@pytest.fixture(scope="module")
def drawing() -> Iterator[Drawing]:
    """A window, for a module."""
    window = Drawing()
    yield window
    window.close()


@pytest.fixture(scope="module")
def distinct() -> Distinct:
    """What was met already."""
    return Distinct()
