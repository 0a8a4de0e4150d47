"""A records manager who enters histories, and a short way to say what was published."""

from collections.abc import Callable
from typing import Any

import pytest

from bestvalue.accounts.models import Role, Team, User
from bestvalue.desk.replay.published import History, _events
from bestvalue.desk.replay.run import PlayedHistory, play_histories
from tests.factories import person

LIVERPOOL = {"name": "Liverpool City Council", "ons_code": "E08000012", "register_name": ""}
Play = Callable[..., PlayedHistory]


def told(date: str, kind: str, **more: Any) -> dict[str, Any]:
    """One published event, as a file would give it."""
    event = {"date": date, "type": kind, "description": f"{kind} of {date}", "confidence": "source", **more}
    return {"source": f"https://example.org/{date}/{kind}", **event}


@pytest.fixture
def records_manager(reference: None, team: Team) -> User:
    """Somebody who enters past events."""
    return person(Role.RECORDS_MANAGER, team=team)


@pytest.fixture
def play(records_manager: User, team: Team) -> Play:
    """Play events of one authority (Liverpool unless another is named) and return what became of them."""

    def run(*events: dict[str, Any], **names: str) -> PlayedHistory:
        history = History(**{**LIVERPOOL, **names}, events=tuple(_events("entry 1", list(events))), raw_events=events)
        (played,) = play_histories([history], by=records_manager, team=team)
        return played

    return run
