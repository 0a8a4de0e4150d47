"""The command: every malformed file gets a message that names the place, and nothing is left behind."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bestvalue.accounts.models import User
from bestvalue.records.models import Event
from cases.models import PastEvent

from .conftest import told

ISSUED = told("2022-01-01", "bvn_issued")
LIVERPOOL: dict[str, Any] = {"authority": "Liverpool", "ons_code": "E08000012", "events": [ISSUED]}
WOKING: dict[str, Any] = {"authority": "Woking", "ons_code": "E07000217", "events": [ISSUED]}
UNREADABLE: dict[str, tuple[Any, str]] = {
    "not_json": ('[\n{"authority": ]', "line 2"),
    "not_a_list": ("{}", "expected a list"),
    "not_an_object": ("[3]", "entry 1"),
    "no_name": ('[{"events": []}]', "entry 1"),
    "not_utf_8": (b"[\xff]", "not UTF-8"),
    "nested_beyond_reason": ("[" * 100_000, "nested too deeply"),
}
WRONG_EVENTS: dict[str, tuple[Any, str]] = {
    "no_type": ({**ISSUED, "type": None}, "the type None is not known"),
    "unknown_type": ({**ISSUED, "type": "bvn_burnt"}, "'bvn_burnt'"),
    "no_date": ({**ISSUED, "date": None}, "“date” must be written"),
    "no_such_date": ({**ISSUED, "date": "2023-02-30"}, "not a date of the calendar"),
    "date_in_words": ({**ISSUED, "date": "May 2023"}, "“date” must be written"),
    "wrong_until": ({**ISSUED, "in_force_until": "soon"}, "“in_force_until” must be written"),
    "wrong_confidence": ({**ISSUED, "confidence": "maybe"}, "“confidence” must be one of"),
    "no_source": ({**ISSUED, "source": None}, "give the address"),
    "wrong_stage": ({**ISSUED, "to": "limbo"}, "“to” must be one of"),
    "not_an_object": ("an event", "expected an object"),
}


@pytest.fixture
def replay(records_manager: User, tmp_path: Path) -> Any:
    """Run the command on some contents and return the report, or the message with which it failed."""

    def run(contents: Any) -> tuple[dict[str, Any], str]:
        file, report = tmp_path / "histories.json", tmp_path / "report.json"
        raw = contents if isinstance(contents, str | bytes) else json.dumps(contents)
        file.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        message = ""
        try:
            call_command("replay_history", file, actor=records_manager.email, report=report, verbosity=0)
        except CommandError as error:
            message = str(error)
        return (json.loads(report.read_text()) if report.exists() else {}), message

    return run


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_says_where(replay: Any, name: str) -> None:
    contents, expected = UNREADABLE[name]
    _, message = replay(contents)
    assert expected in message
    assert Event.objects.count() == 0


@pytest.mark.parametrize("name", WRONG_EVENTS)
def test_a_wrong_event_is_named_and_nothing_of_its_authority_is_left(replay: Any, name: str) -> None:
    event, expected = WRONG_EVENTS[name]
    report, message = replay([{**LIVERPOOL, "events": [ISSUED, event]}, WOKING])
    liverpool, woking = report["authorities"]
    assert "entry 1 (Liverpool), event 2" in liverpool["message"]
    assert expected in liverpool["message"]
    assert woking["stage"] == "best_value_notice"
    assert set(PastEvent.objects.values_list("authority__slug", flat=True)) == {"woking-borough-council"}
    assert "1 events accepted" in message


def test_the_report_has_the_prescribed_shape(replay: Any) -> None:
    report, message = replay([WOKING])
    assert message == ""
    assert report == {
        "authorities": [
            {
                "authority": "Woking Borough Council",
                "ons_code": "E07000217",
                "stage": "best_value_notice",
                "live_instruments": [
                    {"kind": "notice", "reference": "BVN-2022-0001", "state": "in_force", "until": None}
                ],
                "events": [
                    {
                        "date": "2022-01-01",
                        "type": "bvn_issued",
                        "outcome": "accepted",
                        "moves": ["engage", "issue_notice"],
                        "unmet_conditions": [],
                    }
                ],
            }
        ],
        "accepted": 1,
        "refused": 0,
        "not_reached": 0,
    }


def test_an_authority_listed_twice_is_refused(replay: Any) -> None:
    report, message = replay([WOKING, WOKING])
    assert "listed twice" in report["authorities"][1]["message"]
    assert message


def test_a_missing_file_is_named(records_manager: User) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("replay_history", "nowhere.json", actor=records_manager.email)


def test_only_the_records_role_enters_histories(records_manager: User, officer: User, tmp_path: Path) -> None:
    file = tmp_path / "histories.json"
    file.write_text("[]")
    with pytest.raises(CommandError, match="does not hold the records role"):
        call_command("replay_history", file, actor=officer.email)


def test_every_published_history_that_the_product_carries_is_accepted(records_manager: User, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    call_command("replay_history", "cases/data/histories.json", actor=records_manager.email, report=report, verbosity=0)
    totals = json.loads(report.read_text())
    assert (totals["accepted"], totals["refused"], totals["not_reached"]) == (145, 0, 0)
