"""What reads everything sees one instant of it, whatever others write meanwhile: real threads, committed rows."""

import threading
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import InternalError, connection

from bestvalue.accounts.models import User
from bestvalue.instant import one_instant
from bestvalue.records.models import Event
from bestvalue.records.services import record, verifying
from tests.factories import UserFactory
from tests.support.database import let_tests_clear_tables

let_tests_clear_tables()


def meanwhile(act: Callable[[], object]) -> None:
    """Do something on another connection, and wait until it is committed."""

    def work() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


@pytest.fixture
def somebody(transactional_db: None) -> User:
    """A person who acts on the stream `people`."""
    person: User = UserFactory.create()
    record(stream="people", actor=person, verb="test", subject="user:1")
    return person


def test_records_are_verified_while_the_service_goes_on(somebody: User, monkeypatch: pytest.MonkeyPatch) -> None:
    heads = verifying.heads

    def heads_and_then_somebody_acts() -> Iterator[tuple[str, int, str]]:
        yield from heads()
        meanwhile(lambda: record(stream="people", actor=somebody, verb="test", subject="user:1"))

    monkeypatch.setattr(verifying, "heads", heads_and_then_somebody_acts)
    out = StringIO()
    call_command("verify_records", stdout=out)
    assert out.getvalue().startswith("All 1 events are intact")
    assert Event.objects.count() == 1 + 1


def test_nothing_is_written_in_it(somebody: User) -> None:
    with pytest.raises(InternalError, match="read-only"), one_instant():
        record(stream="people", actor=somebody, verb="test", subject="user:1")
