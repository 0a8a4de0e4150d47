"""Saying something to a person: once, with the act that gives occasion to it, in the way they chose."""

import pytest
from celery.exceptions import OperationalError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Refused
from bestvalue.messages.models import Delivery, Message
from bestvalue.messages.services.delivering import deliver_due
from bestvalue.messages.services.reading import choose_ways
from bestvalue.messages.tasks import deliver_messages

from .conftest import Say


def test_the_same_thing_is_said_once_whatever_is_repeated(say: Say, officer: User, stranger: User) -> None:
    first, again = say(officer), say(officer, subject="Other words")
    assert again == first
    assert again.subject == first.subject
    assert say(stranger) != first
    assert Message.objects.count() == Delivery.objects.count() == 2


def test_an_act_that_is_undone_said_nothing(say: Say, officer: User) -> None:
    with transaction.atomic():
        say(officer)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not Delivery.objects.exists()


def test_only_kinds_of_the_table_are_said(say: Say, officer: User) -> None:
    with pytest.raises(ValueError, match="no kind"):
        say(officer, kind="gossip")


@pytest.mark.parametrize("about", ["", "case-of-nobody:1"])
def test_nothing_private_is_said_of_which_nobody_can_tell_who_may_know(say: Say, officer: User, about: str) -> None:
    with pytest.raises(ValueError, match="register a checker"):
        say(officer, private=True, **({"about": ""} if not about else {}))
    assert not Message.objects.exists()


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_a_message_leads_nowhere_but_into_the_service(say: Say, officer: User, link: str) -> None:
    with pytest.raises(IntegrityError, match="within_the_service"), transaction.atomic():
        say(officer, link=link)


def test_a_subject_is_one_short_line(say: Say, officer: User) -> None:
    assert say(officer, subject="Read\r\nBcc: all@test.example").subject == "Read Bcc: all@test.example"
    assert len(say(officer, "long", subject="word " * 100).subject) <= 200


@pytest.mark.parametrize(("way", "emails"), [("at_once", 1), ("digest", 0), ("in_app", 0)])
def test_a_person_chooses_how_to_hear_of_a_kind(say: Say, officer: User, way: str, emails: int) -> None:
    choose_ways(by=officer, ways={"task": way})
    say(officer)
    assert Delivery.objects.count() == emails
    assert Message.objects.get().way == way


def test_what_is_urgent_comes_at_once_whatever_was_chosen(say: Say, officer: User) -> None:
    choose_ways(by=officer, ways={"task": "in_app"})
    say(officer, urgent=True)
    assert Delivery.objects.count() == 1
    with pytest.raises(Refused, match="at once"):
        choose_ways(by=officer, ways={"due": "in_app"})


@pytest.mark.parametrize("ways", [{"gossip": "at_once"}, {"task": "by_pigeon"}])
def test_there_are_no_other_choices(officer: User, ways: dict[str, str]) -> None:
    with pytest.raises(Refused):
        choose_ways(by=officer, ways=ways)


def test_the_worker_sends_it_once_the_act_is_done(
    say: Say,
    officer: User,
    mailoutbox: list[EmailMessage],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    monkeypatch.setattr(deliver_messages, "apply_async", lambda **options: deliver_messages())
    with django_capture_on_commit_callbacks(execute=True):
        say(officer)
        assert mailoutbox == []
    assert len(mailoutbox) == 1


def test_without_a_broker_it_waits_for_the_sweep_and_the_act_is_done(
    say: Say,
    officer: User,
    mailoutbox: list[EmailMessage],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def refused(**options: bool) -> None:
        raise OperationalError("Connection refused.")

    monkeypatch.setattr(deliver_messages, "apply_async", refused)
    with django_capture_on_commit_callbacks(execute=True):
        say(officer)
    assert "wait for the sweep" in caplog.text
    assert [mailoutbox, deliver_due(clock.now()), len(mailoutbox)] == [mailoutbox, 1, 1]
