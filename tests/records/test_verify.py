"""`verify_records` finds what a superuser of the database did to the records behind the service's back."""

import datetime as dt
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bestvalue.accounts.models import User
from bestvalue.records.models import Event, Stream
from bestvalue.records.services import record
from bestvalue.records.services.verifying import Fault, heads, verify_chains
from cases.models import Case
from tests.factories import UserFactory

from .conftest import Tampering, rewrite

OTHER_HASH = "0" * 64
CHANGES: dict[str, Callable[[Event], Any]] = {
    "acting_for": lambda event: "Somebody else",
    "actor": lambda event: UserFactory.create(),
    "after": lambda event: {**event.after, "stage": "closed"},
    "before": lambda event: {"stage": "closed"},
    "case": lambda event: None,
    "case_version": lambda event: 40,
    "decided_on": lambda event: dt.date(2020, 1, 1),
    "effective_on": lambda event: dt.date(2020, 1, 1),
    "hash": lambda event: OTHER_HASH,
    "legal_basis": lambda event: "LGA 1999 s.15",
    "previous_hash": lambda event: OTHER_HASH,
    "reason": lambda event: "Another reason",
    "recorded_at": lambda event: event.recorded_at + dt.timedelta(microseconds=1),
    "request_id": lambda event: "another",
    "stream": lambda event: "people",
    "subject": lambda event: "notice:1",
    "verb": lambda event: "close_without_action",
}


def faults(case: Case) -> list[Fault]:
    """The faults of the case's own chain."""
    return [each for each in verify_chains() if each.stream == case.stream_name]


def test_every_column_is_tried() -> None:
    assert set(CHANGES) == {each.name for each in Event._meta.fields} - {"id"}


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_column_is_found(case: Case, chain: list[Event], tampering: Tampering, column: str) -> None:
    event = chain[1]
    new = CHANGES[column](event)
    with tampering():
        Event.objects.filter(pk=event.pk).update(**{column: new})
    assert [each.place for each in faults(case)] == [2]


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_deleted_event_is_found(case: Case, chain: list[Event], tampering: Tampering, place: int) -> None:
    with tampering():
        Event.objects.filter(pk=chain[place - 1].pk).delete()
    (fault,) = faults(case)
    assert fault.place == place
    assert "missing" in fault.problem


def test_a_cut_tail_is_found(case: Case, chain: list[Event], tampering: Tampering) -> None:
    with tampering():
        Event.objects.filter(pk=chain[-1].pk).delete()
    (fault,) = faults(case)
    assert fault.problem == "the chain should end at event 4"


def test_a_chain_without_any_event_is_found(case: Case, chain: list[Event], tampering: Tampering) -> None:
    with tampering():
        case.events.all().delete()
    (fault,) = faults(case)
    assert fault.problem == "all of its events are missing"


def test_two_events_that_changed_places_are_found(case: Case, chain: list[Event], tampering: Tampering) -> None:
    _, second, third, _ = chain
    with tampering():
        for event, place in ((second, 99), (third, 2), (second, 3)):
            Event.objects.filter(pk=event.pk).update(case_version=place)
    assert [each.place for each in faults(case)] == [2]


def test_an_inserted_event_is_found(case: Case, chain: list[Event], tampering: Tampering) -> None:
    with tampering():
        for event in reversed(chain[2:]):
            Event.objects.filter(pk=event.pk).update(case_version=event.case_version + 1)
        added = Event.objects.get(pk=chain[1].pk)
        added.pk, added.case_version, added.reason, added.previous_hash = None, 3, "Forged", chain[1].hash
        added.hash = added.computed_hash()
        added.save(force_insert=True)
    assert [each.place for each in faults(case)] == [4]


def test_a_chain_rewritten_to_its_end_does_not_fit_its_head(
    case: Case, chain: list[Event], tampering: Tampering
) -> None:
    with tampering():
        chain[1].reason = "Forged"
        Event.objects.filter(pk=chain[1].pk).update(reason="Forged")
        rewrite(chain)
    (fault,) = faults(case)
    assert fault.problem == "the chain should end at event 4"


def test_an_event_of_a_chain_that_nothing_hangs_on_is_found(officer: User, tampering: Tampering) -> None:
    record(stream="authority:exford", actor=officer, verb="note", subject="note:1")
    with tampering():
        Stream.objects.filter(name="authority:exford").delete()
    assert [each.stream for each in verify_chains()] == ["authority:exford"]


def test_whole_records_pass_with_a_line_that_sums_up(case: Case) -> None:
    out = StringIO()
    call_command("verify_records", stdout=out)
    assert out.getvalue() == f"All {Event.objects.count()} events are intact, and fit 0 anchors and 0 exported files.\n"


def test_broken_records_fail_and_name_the_first_broken_link(
    case: Case, chain: list[Event], tampering: Tampering
) -> None:
    with tampering():
        Event.objects.filter(pk__in=[chain[1].pk, chain[2].pk]).update(reason="Forged")
    errors = StringIO()
    with pytest.raises(CommandError, match="1 broken"):
        call_command("verify_records", stderr=errors)
    assert errors.getvalue() == f"{case.stream_name}, event 2: its contents were changed\n"


def test_every_chain_has_a_head(case: Case) -> None:
    assert (case.stream_name, case.version, case.head) in set(heads())
