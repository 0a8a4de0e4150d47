"""Emails go out once each, whatever fails, and tell nothing to who may not know (N7)."""

import datetime as dt

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from pytest_django import Settings

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden, Refused
from bestvalue.messages.mail import PRIVATE_SUBJECT
from bestvalue.messages.models import Delivery
from bestvalue.messages.models.deliveries import MOST_ATTEMPTS
from bestvalue.messages.selectors import oldest_waiting, outbox_depth
from bestvalue.messages.services.delivering import LEASE, LONGEST_WAIT, deliver_due, wait_after
from bestvalue.messages.services.undelivered import give_up, try_again
from bestvalue.records.models import Event

from .backends import HERE, Died, RefusesOne
from .conftest import Say, states

Outbox = list[EmailMessage]


def later(wait: dt.timedelta = LONGEST_WAIT * 2) -> dt.datetime:
    """An instant at which whatever waited is due again."""
    return clock.now() + wait


def killed(settings: Settings, how: str) -> None:
    """A sweep whose process dies."""
    settings.EMAIL_BACKEND = HERE + how
    with pytest.raises(Died):
        deliver_due(clock.now())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_an_email_says_what_was_said_and_where_it_leads(say: Say, officer: User, mailoutbox: Outbox) -> None:
    say(officer)
    assert outbox_depth() == 1
    assert oldest_waiting() is not None
    assert [deliver_due(clock.now()), deliver_due(later())] == [1, 0]
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([officer.email], "Read the plan of Exford (first)")
    assert "Their recovery plan came today." in mail.body
    assert "http://localhost:8000/cases/exford/" in mail.body
    assert mail.extra_headers["Message-ID"] == f"<{Delivery.objects.get().pk}@localhost>"
    assert (states(), outbox_depth(), oldest_waiting()) == (["sent"], 0, None)


def test_of_what_is_private_no_email_tells_more_than_that_something_waits(
    say: Say, officer: User, mailoutbox: Outbox
) -> None:
    message = say(officer, about="one")
    deliver_due(clock.now())
    (mail,) = mailoutbox
    whole = mail.message().as_string()
    assert mail.subject == PRIVATE_SUBJECT
    assert f"/messages/{message.pk}/" in mail.body
    assert not [each for each in ("Exford", "exford", "plan", "/cases/", "matter") if each in whole]


def test_who_lost_the_role_meanwhile_gets_nothing_and_that_is_recorded(
    say: Say, officer: User, known_matters: set[str], mailoutbox: Outbox
) -> None:
    say(officer, about="one")
    known_matters.remove("one")
    deliver_due(clock.now())
    assert (states(), mailoutbox) == (["withheld"], [])


def test_a_closed_account_gets_nothing(say: Say, officer: User, mailoutbox: Outbox) -> None:
    say(officer)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    deliver_due(clock.now())
    assert (states(), mailoutbox) == (["withheld"], [])


def test_one_that_fails_waits_and_holds_up_no_other(
    say: Say, officer: User, stranger: User, settings: Settings, mailoutbox: Outbox
) -> None:
    settings.EMAIL_BACKEND, RefusesOne.first = f"{HERE}RefusesOne", officer.email
    for each in (officer, stranger):
        say(each)
    assert deliver_due(clock.now()) == 2
    failed = Delivery.objects.get(recipient=officer)
    assert (failed.state, failed.attempts, failed.last_error) == ("failed", 1, "ConnectionRefusedError: Not this one.")
    assert failed.next_try_at > clock.now() + dt.timedelta(seconds=50)
    assert [mail.to for mail in mailoutbox] == [[stranger.email]]
    RefusesOne.first = ""
    assert [deliver_due(clock.now()), deliver_due(later())] == [0, 1]
    assert sorted(states()) == ["sent", "sent"]


def test_a_process_that_dies_before_it_sends_leaves_a_delay(
    say: Say, officer: User, settings: Settings, mailoutbox: Outbox
) -> None:
    say(officer)
    killed(settings, "DiesBefore")
    assert (states(), deliver_due(later(LEASE / 2)), mailoutbox) == (["sending"], 0, [])
    assert deliver_due(later(LEASE)) == 1
    assert (states(), len(mailoutbox)) == (["sent"], 1)


def test_after_a_process_that_died_once_it_had_sent_the_second_copy_bears_the_same_message_id(
    say: Say, officer: User, settings: Settings, mailoutbox: Outbox
) -> None:
    say(officer)
    killed(settings, "DiesAfter")
    assert (deliver_due(later(LEASE / 2)), len(mailoutbox)) == (0, 1)
    deliver_due(later(LEASE))
    assert states() == ["sent"]
    assert len({mail.extra_headers["Message-ID"] for mail in mailoutbox}) == 1


def test_what_kills_every_process_is_not_begun_for_ever(say: Say, officer: User, settings: Settings) -> None:
    say(officer)
    Delivery.objects.update(most_attempts=1)
    killed(settings, "DiesBefore")
    deliver_due(later(LEASE))
    assert states() == ["dead"]
    assert "never finished" in Delivery.objects.get().last_error


def test_a_sweep_that_lost_its_lease_writes_nothing_over_the_next_ones(say: Say, officer: User) -> None:
    from bestvalue.messages.services.delivering import attempt, claim

    say(officer)
    slow = claim(clock.now())
    quick = claim(later(LEASE))
    assert slow
    assert quick
    Delivery.objects.filter(pk=quick.pk).update(last_error="The next one has it.")
    attempt(slow, clock.now())
    assert (states(), Delivery.objects.get().last_error) == (["sending"], "The next one has it.")


def test_the_waits_double_to_four_hours_and_differ_by_chance() -> None:
    waits = [wait_after(each) for each in range(1, 31)]
    assert dt.timedelta(minutes=1) <= waits[0] <= dt.timedelta(seconds=75)
    assert all(wait <= LONGEST_WAIT * 1.25 for wait in waits)
    assert waits[5] > waits[3] > waits[1]
    assert len({wait_after(20) for _ in range(10)}) > 1


def test_after_a_dozen_attempts_an_email_is_dead(
    say: Say, officer: User, settings: Settings, mailoutbox: Outbox
) -> None:
    settings.EMAIL_BACKEND = f"{HERE}Fails"
    say(officer)
    for each in range(MOST_ATTEMPTS + 2):
        deliver_due(later(LONGEST_WAIT * 2 * each))
    assert (states(), Delivery.objects.get().attempts) == (["dead"], MOST_ATTEMPTS)
    assert outbox_depth() == 0


def test_what_no_attempt_can_deliver_is_dead_at_once(say: Say, officer: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{HERE}Refuses"
    say(officer)
    deliver_due(clock.now())
    assert (states(), Delivery.objects.get().attempts) == (["dead"], 1)


@pytest.fixture
def dead(say: Say, officer: User, settings: Settings) -> Delivery:
    """An email that was not delivered."""
    settings.EMAIL_BACKEND = f"{HERE}Refuses"
    say(officer)
    deliver_due(clock.now())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return Delivery.objects.get()


def test_an_administrator_has_a_dead_email_tried_again(dead: Delivery, administrator: User, mailoutbox: Outbox) -> None:
    try_again(by=administrator, delivery=dead)
    deliver_due(clock.now())
    assert (states(), len(mailoutbox)) == (["sent"], 1)
    event = Event.objects.get()
    assert (event.stream, event.verb, event.subject) == ("deliveries", "try_delivery_again", f"delivery:{dead.pk}")
    with pytest.raises(Refused, match="sent"):
        try_again(by=administrator, delivery=dead)


def test_an_administrator_gives_a_dead_email_up_with_a_reason(dead: Delivery, administrator: User) -> None:
    with pytest.raises(Refused, match="why"):
        give_up(by=administrator, delivery=dead, reason=" ")
    give_up(by=administrator, delivery=dead, reason="They left.")
    assert (states(), Event.objects.get().reason) == (["given_up"], "They left.")
    assert deliver_due(later()) == 0


def test_nobody_else_looks_after_dead_emails(dead: Delivery, lead: User) -> None:
    with pytest.raises(Forbidden):
        try_again(by=lead, delivery=dead)
    with pytest.raises(Forbidden):
        give_up(by=lead, delivery=dead, reason="They left.")


@pytest.mark.parametrize("state", ["waiting", "sending", "dead"])
def test_what_was_sent_is_never_sent_again_even_by_raw_sql(say: Say, officer: User, state: str) -> None:
    say(officer)
    deliver_due(clock.now())
    with pytest.raises(IntegrityError, match="No lawful act"), transaction.atomic():
        Delivery.objects.update(state=state, sent_at=None)
