"""A chain of four events on a case, and a way to do what only a superuser of the database could."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import pairwise

import pytest
from django.db import connection

from bestvalue import clock
from bestvalue.accounts.models import Team, User
from bestvalue.records.models import Event
from cases.models import Case
from cases.services.opening import log_contact
from tests.api.world import a_case

Tampering = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    """A case with its opening and three contacts on its chain."""
    opened = a_case(lead, team)
    for summary in ("First call.", "Second call.", "Third call."):
        log_contact(by=lead, case=opened, held_on=clock.today(), channel="call", people="The leader", summary=summary)
    return Case.objects.get(pk=opened.pk)


@pytest.fixture
def chain(case: Case) -> list[Event]:
    """The case's events, in order."""
    return list(case.events.order_by("case_version"))


@pytest.fixture
def tampering() -> Tampering:
    """Switches every trigger off for a block, as a superuser can."""

    @contextmanager
    def without_triggers() -> Iterator[None]:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            try:
                yield
            finally:
                cursor.execute("SET session_replication_role = DEFAULT")

    return without_triggers


def rewrite(events: list[Event]) -> None:
    """Hash and link these events anew, each after the one before it, as a forger would."""
    for earlier, event in pairwise(events):
        event.previous_hash = earlier.hash
        event.hash = event.computed_hash()
        Event.objects.filter(pk=event.pk).update(previous_hash=event.previous_hash, hash=event.hash)
