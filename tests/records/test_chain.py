"""Every act writes one event, hashed over a documented form and chained to the one before it."""

import datetime as dt
import hashlib
import json

import pytest
from django.db import IntegrityError, transaction

from bestvalue.accounts.models import User
from bestvalue.records.models import Event, Reading, Stream
from bestvalue.records.services import note_reading, record
from bestvalue.records.services.verifying import heads
from cases.models import Case

HASHED = {
    "acting_for", "actor", "after", "before", "case", "case_version", "decided_on", "effective_on", "legal_basis",
    "previous_hash", "reason", "recorded_at", "request_id", "stream", "subject", "verb",
}  # fmt: skip


def test_the_hash_is_over_the_canonical_form(chain: list[Event]) -> None:
    for event in chain:
        assert event.hash == hashlib.sha256(event.canonical()).hexdigest()


def test_the_canonical_form_is_sorted_json_of_every_other_column(chain: list[Event]) -> None:
    text = chain[-1].canonical().decode()
    facts = json.loads(text)
    assert text == json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert set(facts) == HASHED == {each.name for each in Event._meta.fields} - {"id", "hash"}


def test_the_canonical_form_gives_instants_in_utc_whatever_zone_they_are_read_in(chain: list[Event]) -> None:
    event = chain[0]
    event.recorded_at = event.recorded_at.astimezone(dt.timezone(dt.timedelta(hours=5)))
    assert event.computed_hash() == event.hash


def test_each_event_follows_the_one_before_it(chain: list[Event]) -> None:
    assert [event.case_version for event in chain] == [1, 2, 3, 4]
    assert [event.previous_hash for event in chain] == ["", *(event.hash for event in chain[:-1])]


def test_a_case_counts_its_events_and_holds_the_last_hash(case: Case, chain: list[Event]) -> None:
    assert (case.version, case.head) == (len(chain), chain[-1].hash)


def test_each_stream_is_a_chain_of_its_own(officer: User) -> None:
    for stream in ("authority:exford", "people", "authority:exford"):
        record(stream=stream, actor=officer, verb="note", subject="note:1")
    lengths = dict(Stream.objects.filter(name__startswith="authority:").values_list("name", "version"))
    assert lengths == {"authority:exford": 2}
    first, second = Event.objects.filter(stream="authority:exford").order_by("case_version")
    assert second.previous_hash == first.hash
    assert {name for name, _, _ in heads()} >= {"authority:exford", "people"}


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"case_version": 9}, id="a place beyond the end"),
        pytest.param({"previous_hash": "0" * 64}, id="another hash before it"),
        pytest.param({"case_version": 2}, id="a place that is taken"),
    ],
)
def test_the_database_takes_no_event_that_does_not_follow(chain: list[Event], facts: dict[str, object]) -> None:
    last = chain[-1]
    values = {each.attname: getattr(last, each.attname) for each in Event._meta.fields if each.name != "id"}
    values |= {"case_version": 5, "previous_hash": last.hash, "hash": "f" * 64, **facts}
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(**values)


def test_the_database_takes_no_event_recorded_at_another_time(chain: list[Event]) -> None:
    last = chain[-1]
    values = {each.attname: getattr(last, each.attname) for each in Event._meta.fields if each.name != "id"}
    values |= {"case_version": 5, "previous_hash": last.hash, "hash": "f" * 64}
    values["recorded_at"] = last.recorded_at - dt.timedelta(days=1)
    with pytest.raises(IntegrityError, match="database's own time"), transaction.atomic():
        Event.objects.create(**values)


def test_no_event_is_changed(chain: list[Event]) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Event.objects.filter(pk=chain[1].pk).update(reason="Another reason")


def test_no_event_is_deleted(chain: list[Event]) -> None:
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        Event.objects.filter(pk=chain[1].pk).delete()


def test_a_reading_is_noted_beside_the_chain_and_changes_no_version(case: Case, lead: User) -> None:
    before = (case.version, case.head, Event.objects.count())
    note_reading(reader=lead, case_id=case.pk, subject="the case page")
    case = Case.objects.get(pk=case.pk)
    assert (case.version, case.head, Event.objects.count()) == before
    assert Reading.objects.get(case=case).reader == lead


def test_no_reading_is_changed(case: Case, lead: User) -> None:
    note_reading(reader=lead, case_id=case.pk, subject="the case page")
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Reading.objects.update(subject="another page")
