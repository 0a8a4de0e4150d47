"""Two people do the same at once: one peer challenge counts five years, and an edition is adopted once."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from bestvalue.accounts.models import User
from bestvalue.errors import Refused
from bestvalue.records.models import Event
from bestvalue.records.services import append
from cases.models import Clock
from tests.lifecycle.build import Play
from tests.support.at_once import at_once
from tests.support.database import let_tests_clear_tables
from themes.services.adopting import adopt_edition
from themes.services.editions import load_editions
from themes.services.sources import load_sources

from .evidence import an_item
from .test_adopting import a_new_file

pytestmark = pytest.mark.django_db(transaction=True)
let_tests_clear_tables()


@pytest.fixture
def play(transactional_db: None) -> Iterator[Play]:
    """A case in early engagement, committed, with the guidance and the kinds of source."""
    load_editions()
    load_sources()
    with ExitStack() as days:
        yield Play.begin(days)


def test_of_two_peer_challenges_the_later_counts(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    written = threading.Barrier(2)

    def together(*args: Any, **facts: Any) -> Event:
        written.wait(10)
        return append(*args, **facts)

    monkeypatch.setattr("themes.services.acting.append", together)

    def held_in(year: int) -> Callable[[], Any]:
        facts: dict[str, Any] = {"happened_on": dt.date(year, 5, 1), "step": "held", "received_on": play.case.opened_on}
        return lambda: an_item(play.officer, play.authority, "peer-challenge", **facts)

    at_once(held_in(2021), held_in(2023))
    running = Clock.objects.running().filter(kind="peer_challenge")
    assert list(running.values_list("due_on", flat=True)) == [dt.date(2028, 5, 1)]


def test_of_two_confirmations_of_an_edition_one_is_refused(administrator: User) -> None:
    load_editions()
    text = a_new_file()
    outcomes = at_once(*[lambda: adopt_edition(by=administrator, text=text)] * 2)
    assert sorted(isinstance(each, Refused) for each in outcomes) == [False, True]
    assert Event.objects.filter(verb="edition_adopted").count() == 1
