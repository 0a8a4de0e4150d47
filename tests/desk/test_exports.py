"""Lists are taken away on a fresh proof alone; the event keeps their hash, and each case counts as read (R42)."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.desk import exporting
from bestvalue.records.models import Event, Reading
from bestvalue.records.services import note_reading
from cases.services.engaging import agree_next_step
from tests.lifecycle.build import Play
from tests.support.exports import answered, taken
from tests.support.html import assert_valid_html

LISTS = {
    "/notices/export/": "officer",
    "/directions/export/": "officer",
    "/forecast/export/": "officer",
    "/service-failures/export/": "officer",
    "/readings/export/": "lead",
    "/cases/export/": "officer",
    "/authorities/export/": "officer",
    "/tasks/export/": "officer",
}

TELL_OF_IT = ("/notices/export/", "/forecast/export/", "/readings/export/", "/cases/export/")


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A private case, with a notice on it and a date ahead, and days that pass."""
    with ExitStack() as days:
        play = Play.begin(days)
        play.noticed()
        agree_next_step(
            by=play.officer, case=play.case, what="Plan", owner="Chief", due_on=clock.today() + dt.timedelta(days=40)
        )
        note_reading(reader=play.officer, case_id=play.case.pk, subject="desk:case")
        yield play


def noted(user: User) -> set[str]:
    """What this person took away, as who read what has it."""
    return set(Reading.objects.filter(reader=user, subject__startswith="export:").values_list("subject", flat=True))


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_handed_out_on_a_fresh_proof_alone_and_that_is_recorded(
    play: Play, client: Client, address: str
) -> None:
    user: User = getattr(play, LISTS[address])
    client.force_login(user)
    page = client.get(address)
    assert_valid_html(page)
    assert "text/html" in page.headers["Content-Type"]
    for given in ({}, {"password": "wrong"}):
        assert "There is a problem" in client.post(address, given).content.decode()
    assert not Event.objects.filter(verb="export_list").exists()

    file = answered(client, user, address)
    event = Event.objects.get(verb="export_list")
    digest = hashlib.sha256(file.content).hexdigest()
    assert file.headers["Content-SHA256"] == event.after["sha256"] == digest
    assert (event.actor, event.after["rows"]) == (user, len(file.content.decode().splitlines()) - 1)
    told = play.case.ref in file.content.decode()
    assert told is (address in TELL_OF_IT)
    assert noted(user) == ({f"export:{address.split('/')[1]}"} if told else set())
    assert event.after["cases"] == int(told)


def test_the_page_says_what_will_be_written_and_leads_back_to_the_list(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    page = client.get("/notices/export/?standing=in_force&text=ex").content.decode()
    assert "The file will hold 1 row." in page
    assert "Standing: In force" in page
    assert 'href="/notices/?standing=in_force&amp;text=ex"' in page
    assert "Nothing matches" in client.get("/notices/export/?text=zz").content.decode()


def test_who_may_not_know_of_a_case_takes_nothing_of_it_away(play: Play, client: Client) -> None:
    assert len(taken(client, play.press, "/notices/export/")) == 1
    assert not noted(play.press)
    assert Event.objects.get(verb="export_list").after["cases"] == 0


def test_a_wrong_filter_never_makes_the_file_longer(play: Play, client: Client) -> None:
    response = answered(client, play.officer, "/directions/export/?within=soon")
    assert "A filter of the list is not valid" in response.content.decode()
    assert not Event.objects.filter(verb="export_list").exists()


def test_a_file_has_its_bound(play: Play, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST", 0)
    response = answered(client, play.officer, "/notices/export/")
    assert response.status_code == 409
    assert "narrow the list" in response.content.decode()
    assert not noted(play.officer)


def test_the_page_costs_the_same_for_much_as_for_little(play: Play, client: Client) -> None:
    client.force_login(play.officer)
    asked = []
    for number in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get("/forecast/export/")
        asked.append(len(captured))
        for each in range(3):
            facts: dict[str, Any] = {"what": f"Step {number}{each}", "owner": "Chief"}
            due = clock.today() + dt.timedelta(days=50)
            agree_next_step(by=play.officer, case=play.case, due_on=due, **facts)
    assert asked[0] == asked[1]
