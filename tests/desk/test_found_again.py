"""The proof of reading as at a past moment: what every page and resource of a case said, it says again (design 7)."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.desk.replay.published import read_histories
from bestvalue.desk.replay.run import play_histories
from bestvalue.records.models import Event
from cases.models import Case
from cases.services.act import Act
from cases.services.case_notes import write_note
from cases.services.opening import log_contact
from cases.services.reference import load_authorities
from cases.stages import Stage
from tests.factories import person
from tests.lifecycle.build import Play
from tests.support.database import let_tests_clear_tables
from tests.support.reading import Recorded, assert_found_again, shown_now
from themes.services.editions import load_editions

HISTORIES = Path(__file__).parents[2] / "cases" / "data" / "histories.json"
PROOF = os.environ.get("PROOF") == "full"
SHORT = "Bedford Borough Council"
EVERY = 1 if PROOF else 2  # acts
pytestmark = pytest.mark.django_db(transaction=True)
let_tests_clear_tables()


@pytest.fixture
def play(transactional_db: None) -> Iterator[Play]:
    """A case whose acts are each a transaction of their own."""
    with ExitStack() as days:
        yield Play.begin(days)


@pytest.fixture
def reader(client: Client, transactional_db: None) -> Client:
    """Somebody who may know of every case."""
    client.force_login(person(Role.DIRECTOR))
    return client


def record_after_each_act(reader: Client, monkeypatch: pytest.MonkeyPatch) -> Recorded:
    """Have all that a case shows recorded once an act on it is committed, with the instant of its event."""
    recorded: Recorded = {}
    finish = Act.finish

    def finish_and_record(act: Act, stage_before: Stage) -> Event:
        event = finish(act, stage_before)
        if event.case_version % EVERY == 0:
            transaction.on_commit(lambda: record(event.recorded_at, act.case.pk))
        return event

    def record(instant: dt.datetime, pk: UUID) -> None:
        ref = Case.objects.get(pk=pk).ref
        if (instant, ref) not in recorded:  # acts of one transaction leave one state
            recorded[instant, ref] = shown_now(reader, ref)

    monkeypatch.setattr(Act, "finish", finish_and_record)
    return recorded


def test_every_state_of_every_page_is_found_again(play: Play, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What every page and resource said after an act, they say again as known just after it."""
    recorded = record_after_each_act(reader, monkeypatch)
    play.intervened() if PROOF else play.a_notice()
    log_contact(by=play.officer, case=play.case, held_on=clock.today(), channel="call", people="Them", summary="Talk.")
    first = write_note(by=play.officer, case=play.case, text="They will sell the depot.", told=[play.lead])
    write_note(by=play.officer, case=play.case, text="They will not.", corrects=first)
    monkeypatch.undo()
    play.noticed()
    assert_found_again(reader, recorded)


def test_published_histories_are_found_again(
    reader: Client, monkeypatch: pytest.MonkeyPatch, records_manager: User, team: Team
) -> None:
    """The same for what was published about real authorities: all of it with PROOF=full, else one short history."""
    load_editions()
    load_authorities()
    histories = [each for each in read_histories(HISTORIES) if PROOF or each.name == SHORT]
    recorded = record_after_each_act(reader, monkeypatch)
    assert [each.problem for each in play_histories(histories, by=records_manager, team=team) if each.problem] == []
    monkeypatch.undo()
    assert_found_again(reader, recorded)
