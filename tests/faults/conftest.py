"""A service of the test's own. `make proof` also runs the long proofs, which `make test` samples."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.lifecycle.build import Play
from tests.support.database import let_tests_clear_tables

from .releases import folder, said
from .stack import Stack, a_stack

__all__ = ["folder", "said"]  # fixtures

let_tests_clear_tables()
LONG = ["test_back_to_nothing.py", "test_everything_dies.py", "test_two_hosts.py"]
collect_ignore = [] if os.environ.get("PROOF") == "full" else LONG


@pytest.fixture
def stack(transactional_db: None, tmp_path: Path) -> Iterator[Stack]:
    """Servers of the test's own, the database empty but for its tables."""
    with a_stack(tmp_path) as stack:
        yield stack


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement, on the first day of the play."""
    with ExitStack() as days:
        yield Play.begin(days)
