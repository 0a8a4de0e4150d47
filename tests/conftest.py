"""People that most tests need, the demonstration, and how long the random walks are."""

import datetime as dt
import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from bestvalue.accounts.models import Role, Team, User
from cases.services.reference import load_authorities
from themes.services.editions import load_editions
from themes.services.sources import load_sources

from .factories import TeamFactory, person
from .support.once import made_once

WALKS = {"default": (12, 20), "proof": (2000, 40)}
for profile, (walks, steps) in WALKS.items():
    hypothesis_settings.register_profile(
        profile,
        max_examples=walks,
        stateful_step_count=steps,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


def pytest_configure(config: pytest.Config) -> None:
    """Hash passwords fast, as nothing needs protecting here, need no static files, set no limits, and keep files aside.

    `make proof` sets PROOF=full, for thousands of random walks in place of a few.
    """
    if template := os.environ.get("TEST_TEMPLATE"):  # a migrated database, which `make test` has ready to be copied
        settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = template
    hypothesis_settings.load_profile("proof" if os.environ.get("PROOF") == "full" else "default")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    folder = Path(tempfile.mkdtemp(prefix="bestvalue-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    settings.ANCHORS_ROOT = folder / "anchors"
    settings.SESSION_IDLE = settings.SESSION_LASTS = dt.timedelta(days=36_500)  # a test leaps through years
    settings.API_LIMITS = dict.fromkeys(settings.API_LIMITS, 1_000_000)  # a test asks faster than any person
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder / "files"), "base_url": None},
        },
    }


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among what was imported: a tenth of the time goes there otherwise."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture
def team(db: None) -> Team:
    """The team of `officer` and `lead`."""
    return TeamFactory.create(name="North", slug="north")


@pytest.fixture
def officer(team: Team) -> User:
    """A case officer in `team`."""
    return person(Role.OFFICER, team=team)


@pytest.fixture
def lead(team: Team) -> User:
    """The lead of `team`."""
    return person(Role.TEAM_LEAD, team=team)


@pytest.fixture
def stranger(db: None) -> User:
    """A case officer in another team."""
    return person(Role.OFFICER)


@pytest.fixture
def deputy_director(db: None) -> User:
    """The deputy director over all teams."""
    return person(Role.DEPUTY_DIRECTOR)


@pytest.fixture
def minister(db: None) -> User:
    """A minister."""
    return person(Role.MINISTER)


@pytest.fixture
def secretary_of_state(db: None) -> User:
    """The Secretary of State."""
    return person(Role.SECRETARY_OF_STATE)


@pytest.fixture
def records_manager(db: None) -> User:
    """A records manager."""
    return person(Role.RECORDS_MANAGER)


@pytest.fixture
def administrator(db: None) -> User:
    """An administrator."""
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def signed_in() -> Callable[[Client, User], Client]:
    """Signs a person in on a client, without a password, and returns the client."""

    def sign_in(client: Client, user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


@contextmanager
def _for_a_module(blocker: DjangoDbBlocker, name: str, make: Callable[[], object]) -> Iterator[None]:
    """What is made once in a process, there for a module and then rolled back."""
    with blocker.unblock(), transaction.atomic():
        made_once(name, make)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The guidance, the kinds of source and the authorities, loaded once for a module and then rolled back."""
    with _for_a_module(django_db_blocker, "reference", _load_reference):
        yield


@pytest.fixture(scope="module")
def guidance(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The guidance and the kinds of source, loaded once for a module and then rolled back."""
    with _for_a_module(django_db_blocker, "guidance", _load_guidance):
        yield


def _load_guidance() -> None:
    load_editions()
    load_sources()


def _load_reference() -> None:
    _load_guidance()
    load_authorities()


def load_demonstration() -> None:
    """The reference data and the demonstration."""
    call_command("load_reference_data", demonstration=True, verbosity=0)
    call_command("load_demonstration", verbosity=0)


@pytest.fixture
def reference(loaded: None, db: None) -> None:
    """Guidance, kinds of source and authorities, as if loaded for this test: what a test changes is undone."""


@pytest.fixture(scope="module")
def portfolio(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference data and the demonstration, loaded once for a module and then rolled back."""
    with _for_a_module(django_db_blocker, "demonstration", load_demonstration):
        yield


@pytest.fixture
def demonstration(portfolio: None, db: None) -> None:
    """The demonstration, as if loaded for this test: what a test changes is undone."""
