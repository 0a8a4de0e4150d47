"""Many at once: what is said is said once, and what is due is sent once."""

from collections import Counter

import pytest
from django.core.mail import EmailMessage

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.messages.models import Delivery, Message
from bestvalue.messages.services.delivering import deliver_due
from bestvalue.messages.services.digests import write_digests
from tests.factories import person
from tests.lifecycle.test_races import race
from tests.support.database import let_tests_clear_tables

from .conftest import Say, states
from .test_digests import MORNING

pytestmark = pytest.mark.django_db(transaction=True)
let_tests_clear_tables()


@pytest.fixture
def reader(transactional_db: None) -> User:
    """Somebody whom other connections can see."""
    return person(Role.ADMINISTRATOR)


def test_what_many_say_at_once_is_said_once(reader: User, say: Say) -> None:
    assert race(*(lambda: say(reader) for _ in range(6))) == [None] * 6
    assert (Message.objects.count(), states()) == (1, ["waiting"])


def test_many_sweeps_send_each_email_once(reader: User, say: Say, mailoutbox: list[EmailMessage]) -> None:
    for number in range(20):
        say(reader, str(number))
    due = clock.now()
    assert race(*(lambda: deliver_due(due) for _ in range(4))) == [None] * 4
    assert set(states()) == {"sent"}
    assert set(Counter(mail.extra_headers["Message-ID"] for mail in mailoutbox).values()) == {1}
    assert len(mailoutbox) == 20


def test_many_sweeps_write_one_email_for_a_day(reader: User, say: Say) -> None:
    for number in range(3):
        say(reader, str(number), kind="reminder")
    assert race(*(lambda: write_digests(MORNING, is_working_day=lambda day: True) for _ in range(4))) == [None] * 4
    assert Delivery.objects.get().collected.count() == 3
