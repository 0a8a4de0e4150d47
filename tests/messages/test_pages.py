"""The pages about messages: a person's own, and for administrators what was not delivered."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from bestvalue import clock
from bestvalue.accounts.models import Team, User
from bestvalue.accounts.services.people import end_role
from bestvalue.messages.models import Delivery, Message
from bestvalue.messages.selectors import choices_of
from bestvalue.messages.services.delivering import deliver_due
from bestvalue.messages.services.notifying import notify
from tests.api.world import a_case
from tests.support.html import assert_valid_html

from .backends import HERE
from .conftest import Say


def shown(client: Client, path: str) -> str:
    """A page, which must be valid."""
    response = client.get(path)
    assert response.status_code == 200
    assert_valid_html(response)
    return str(response.content.decode())


@pytest.fixture
def mine(client: Client, officer: User) -> Client:
    """The officer's browser."""
    client.force_login(officer)
    return client


def test_messages_stand_unread_first_and_then_by_time(mine: Client, say: Say, officer: User) -> None:
    for key in ("old", "middle", "new"):
        say(officer, key)
    mine.post(f"/messages/{Message.objects.get(key='middle').pk}/read/")
    page = shown(mine, "/messages/")
    assert re.findall(r"Read the plan of Exford \((\w+)\)</a>", page) == ["new", "old", "middle"]
    assert page.count("Not read yet.") == 2
    assert "Messages (2<span" in page


def test_a_message_is_read_in_full_by_its_recipient_and_for_others_does_not_exist(
    mine: Client, say: Say, officer: User, stranger: User
) -> None:
    message = say(officer, about="one")
    page = shown(mine, f"/messages/{message.pk}/")
    assert "Their recovery plan came today." in page
    assert 'href="/cases/exford/"' in page
    message.refresh_from_db()
    assert message.read_at
    theirs = say(stranger, "theirs")
    for method, path in (("get", ""), ("post", "read/")):
        assert getattr(mine, method)(f"/messages/{theirs.pk}/{path}").status_code == 404
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_marking_all_as_read_leaves_what_came_after_the_list_was_opened(mine: Client, say: Say, officer: User) -> None:
    say(officer, "seen")
    until = clock.now()
    say(officer, "after")
    mine.post("/messages/read/", {"until": until.isoformat()})
    assert set(Message.objects.filter(read_at__isnull=True).values_list("key", flat=True)) == {"after"}
    for wrong in ("", "yesterday", "2026-13-01T00:00:00Z", "2026-01-01T00:00:00"):
        assert mine.post("/messages/read/", {"until": wrong}).status_code == 404


def test_who_left_the_team_reads_no_more_of_the_case_on_any_page_or_in_any_email(
    mine: Client, officer: User, lead: User, team: Team, administrator: User, mailoutbox: list[object]
) -> None:
    case = a_case(lead, team)
    message = notify(
        to=officer,
        key="step",
        kind="task",
        subject="The plan of Exford is due",
        text="Secret.",
        link=f"/cases/{case.ref}/",
        private=True,
        about=f"case:{case.pk}",
    )
    assert "The plan of Exford is due" in shown(mine, "/messages/")
    end_role(actor=administrator, holding=officer.role_holdings.get(), reason="They moved.")
    deliver_due(clock.now())
    assert Delivery.objects.get(message=message).state == "withheld"
    assert len(mailoutbox) == 1  # to the lead, who is told to hand over
    for path in ("/messages/", f"/messages/{message.pk}/"):
        page = shown(mine, path)
        assert "You can no longer see this message" in page
        assert not [each for each in ("Exford", "Secret", str(case.ref)) if each in page]


def test_a_list_takes_as_many_queries_however_long_it_is(mine: Client, say: Say, officer: User) -> None:
    counts = []
    for first in (1, 2):
        for number in range(20):
            say(officer, f"{first}-{number}", about=("one", "two", "")[number % 3])
        with CaptureQueriesContext(connection) as queries:
            shown(mine, "/messages/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "Page 2" in shown(mine, "/messages/")


def test_a_person_chooses_how_to_hear_of_each_kind_but_not_of_what_is_urgent(mine: Client, officer: User) -> None:
    page = shown(mine, "/messages/preferences/")
    assert 'name="due"' not in page
    ways = {choice.key: str(choice.way) for choice in choices_of(officer) if not choice.kind.urgent}
    assert mine.post("/messages/preferences/", ways | {"task": "pigeon"}).status_code == 200
    assert mine.post("/messages/preferences/", ways | {"task": "in_app", "due": "in_app"}).status_code == 302
    now = {choice.key: choice.way for choice in choices_of(officer)}
    assert (now["task"], now["due"]) == ("in_app", "at_once")


def test_an_administrator_sees_what_was_not_delivered_and_nothing_that_it_says(
    client: Client, say: Say, officer: User, administrator: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = f"{HERE}Refuses"
    say(officer)
    deliver_due(clock.now())
    say(officer, "second")
    delivery = Delivery.objects.get(state="dead")
    client.force_login(administrator)
    page = shown(client, "/messages/undelivered/")
    assert "A task for you" in page
    assert "No such user" in page
    assert "Still to be sent: 1" in page
    assert not [each for each in ("Exford", "recovery", "/cases/exford/") if each in page]
    give_up = f"/messages/undelivered/{delivery.pk}/give-up/"
    shown(client, give_up)
    assert "This field is required" not in client.post(give_up, {"reason": ""}).content.decode()
    client.post(f"/messages/undelivered/{delivery.pk}/try-again/")
    deliver_due(clock.now())
    client.post(give_up, {"reason": "They left."})
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason, delivery.attempts) == ("given_up", "They left.", 2)
    assert client.get(give_up).status_code == 404
