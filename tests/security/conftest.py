"""A web process as in production, by itself, on the database of the tests, started once for a module."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from tests.support.database import let_tests_clear_tables

from .served import Served, serving

let_tests_clear_tables()


@pytest.fixture(scope="module")
def served(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The process, ready, and what speaks to it; what tests leave in the database is gone after the module."""
    with django_db_blocker.unblock():
        with serving(tmp_path_factory.mktemp("served")) as served:
            yield served
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
