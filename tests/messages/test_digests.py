"""The one email of a working day: in the morning in London, once, and nothing twice."""

import datetime as dt

import pytest
from django.core.mail import EmailMessage
from pytest_django import Settings

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.messages.models import Delivery, Message
from bestvalue.messages.services.delivering import deliver_due
from bestvalue.messages.services.digests import write_digests
from bestvalue.messages.services.reading import mark_read

from .backends import HERE
from .conftest import Say, states

Outbox = list[EmailMessage]
UTC = dt.UTC
MORNING = dt.datetime(2026, 1, 14, 9, tzinfo=UTC)  # a Wednesday
DAY = dt.timedelta(days=1)


def weekday(day: dt.date) -> bool:
    """Monday to Friday."""
    return day.weekday() < 5


def sweep(now: dt.datetime) -> int:
    """What a sweep does; how many emails of a day it wrote."""
    with clock.at(now):
        written = write_digests(now, is_working_day=weekday)
        deliver_due(now)
    return written


@pytest.fixture
def told(say: Say, officer: User) -> Message:
    """Something that comes with the day's email."""
    with clock.at(MORNING - DAY):
        return say(officer, kind="reminder")


def test_a_days_email_collects_what_was_said_and_nothing_twice(
    say: Say, officer: User, told: Message, mailoutbox: Outbox
) -> None:
    say(officer, "second", kind="reminder")
    assert [sweep(MORNING), sweep(MORNING), sweep(MORNING + dt.timedelta(hours=2))] == [1, 0, 0]
    (mail,) = mailoutbox
    assert "(first)\nhttp://localhost:8000/cases/exford/" in mail.body
    assert "(second)" in mail.body
    with clock.at(MORNING):
        say(officer, "third", kind="reminder")
    assert [sweep(MORNING + DAY / 24), sweep(MORNING + DAY)] == [0, 1]
    assert "(third)" in mailoutbox[1].body
    assert "(first)" not in mailoutbox[1].body


@pytest.mark.parametrize(
    ("now", "written"),
    [
        (dt.datetime(2026, 1, 14, 7, 59, tzinfo=UTC), 0),  # in winter London has UTC
        (dt.datetime(2026, 1, 14, 8, 0, tzinfo=UTC), 1),
        (dt.datetime(2026, 1, 14, 17, 59, tzinfo=UTC), 1),
        (dt.datetime(2026, 1, 14, 18, 0, tzinfo=UTC), 0),
        (dt.datetime(2026, 3, 29, 10, 0, tzinfo=UTC), 0),  # the Sunday on which summer time begins
        (dt.datetime(2026, 3, 30, 6, 59, tzinfo=UTC), 0),  # the Monday after: an hour earlier by UTC
        (dt.datetime(2026, 3, 30, 7, 0, tzinfo=UTC), 1),
        (dt.datetime(2026, 10, 26, 7, 30, tzinfo=UTC), 0),  # and back in autumn
        (dt.datetime(2026, 10, 26, 8, 0, tzinfo=UTC), 1),
        (dt.datetime(2026, 7, 10, 23, 30, tzinfo=UTC), 0),  # Friday by UTC, and half past midnight in London
    ],
)
def test_it_is_written_by_day_on_working_days_in_london(told: Message, now: dt.datetime, written: int) -> None:
    assert sweep(now) == written
    if written:
        assert Delivery.objects.get().digest_on == now.date()


def test_after_an_outage_of_days_one_email_has_it_all(say: Say, officer: User, told: Message) -> None:
    with clock.at(MORNING + DAY):
        say(officer, "second", kind="reminder")
    assert sweep(MORNING + 5 * DAY) == 1
    assert Delivery.objects.get().collected.count() == 2


def test_an_email_that_failed_yesterday_goes_today_as_it_was_and_todays_has_only_what_is_new(
    say: Say, officer: User, told: Message, settings: Settings, mailoutbox: Outbox
) -> None:
    settings.EMAIL_BACKEND = f"{HERE}Fails"
    sweep(MORNING)
    with clock.at(MORNING):
        say(officer, "second", kind="reminder")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sweep(MORNING + DAY) == 1
    assert sorted(("(first)" in mail.body, "(second)" in mail.body) for mail in mailoutbox) == [
        (False, True),
        (True, False),
    ]


def test_what_was_read_meanwhile_is_left_out(officer: User, told: Message) -> None:
    mark_read(by=officer, message=told)
    assert sweep(MORNING) == 0


def test_a_days_email_tells_nothing_of_what_is_private_not_even_how_much(
    say: Say, officer: User, known_matters: set[str], mailoutbox: Outbox
) -> None:
    for each in ("one", "two", "three"):
        say(officer, each, about=each, kind="reminder")
    known_matters.remove("three")
    sweep(MORNING)
    (mail,) = mailoutbox
    assert mail.body.count("Something waits for you") == 1
    assert not [each for each in ("Exford", "exford", "/cases/", "3", "2") if each in mail.body]


def test_a_days_email_of_which_the_person_may_no_longer_know_is_withheld(
    say: Say, officer: User, known_matters: set[str], mailoutbox: Outbox
) -> None:
    say(officer, about="one", kind="reminder")
    known_matters.clear()
    sweep(MORNING)
    assert (states(), mailoutbox) == (["withheld"], [])
