"""The change feed misses nothing and repeats nothing, in whatever order writers commit (design 11)."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from queue import SimpleQueue
from random import Random

import pytest
from django.db import IntegrityError, connection, transaction

from bestvalue.accounts.models import User
from bestvalue.records.models import Event, FeedEntry
from bestvalue.records.selectors import in_feed_order, position_of
from bestvalue.records.services import number_events, record
from tests.factories import UserFactory
from tests.records.conftest import Tampering
from tests.support.database import let_tests_clear_tables

let_tests_clear_tables()
committing = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 6, 12
WAITING = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def read(after: int = 0) -> list[Event]:
    """What a reader is given after a place: all that is committed by then."""
    number_events()
    return list(in_feed_order(Event.objects.select_related("feed_entry"), after=after))


def place(event: Event) -> int:
    """The event's place in the feed."""
    position = event.feed_entry.position
    assert position is not None
    return position


class Writer:
    """Another connection, that does one thing after another when it is told to."""

    def __init__(self) -> None:
        self.asked: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self.done: SimpleQueue[object] = SimpleQueue()
        self.thread = threading.Thread(target=self._work)
        self.thread.start()

    def __call__(self, act: Callable[[], object]) -> object:
        self.asked.put(act)
        return self.done.get(timeout=20)

    def close(self) -> None:
        self.asked.put(None)
        self.thread.join(20)

    def _work(self) -> None:
        while act := self.asked.get():
            try:
                self.done.put(act())
            except Exception as error:
                self.done.put(error)
        connection.close()


@contextmanager
def writing() -> Iterator[Writer]:
    writer = Writer()
    try:
        yield writer
    finally:
        writer.close()


def begin() -> None:
    transaction.set_autocommit(False)


def commit() -> None:
    transaction.commit()
    transaction.set_autocommit(True)


def until_somebody_waits() -> None:
    """Return once a connection waits for another's lock."""
    for _ in range(2000):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")


def note(by: User, stream: str) -> Callable[[], object]:
    return lambda: record(stream=stream, actor=by, verb="note", subject=stream).pk


@committing
def test_who_wrote_first_and_committed_last_comes_last_and_holds_up_nobody() -> None:
    by = UserFactory.create()
    with writing() as slow, writing() as quick:
        slow(begin)
        early = slow(note(by, "slow"))
        late = quick(note(by, "quick"))
        assert isinstance(early, int)
        assert isinstance(late, int)
        assert early < late
        (first,) = read()
        assert first.pk == late
        assert read(place(first)) == []
        slow(commit)
        (second,) = read(place(first))
        assert second.pk == early


@committing
def test_one_numbers_after_the_other_and_neither_fails() -> None:
    by = UserFactory.create()
    with writing() as slow, writing() as one, writing() as other:
        slow(begin)
        slow(note(by, "slow"))
        note(by, "quick")()
        one(begin)
        one(number_events)
        slow(commit)
        other.asked.put(number_events)
        until_somebody_waits()
        one(commit)
        assert other.done.get(timeout=20) is None
    assert [(each.stream, place(each)) for each in read()] == [("quick", 1), ("slow", 2)]


@committing
def test_what_is_rolled_back_leaves_no_place_behind() -> None:
    by = UserFactory.create()
    with writing() as writer:
        writer(begin)
        writer(note(by, "people"))
        writer(transaction.rollback)
    note(by, "people")()
    assert [place(each) for each in read()] == [1]


def write(by: User, stream: str, random: Random) -> None:
    """Events in transactions of one to three."""
    left = EACH
    while left:
        batch = random.randint(1, min(3, left))
        with transaction.atomic():
            for _ in range(batch):
                record(stream=stream, actor=by, verb="note", subject="s")
        left -= batch


def follow(seen: list[Event]) -> None:
    """Read on after what was seen."""
    seen += read(place(seen[-1]) if seen else 0)


def together(acts: list[Callable[[], object]]) -> list[threading.Thread]:
    """Threads, each on a connection of its own, that begin at one moment."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait()
        act()
        connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    return threads


@committing
@pytest.mark.parametrize("seed", range(3))
def test_every_reader_is_given_every_event_once_while_writers_commit_in_any_order(seed: int) -> None:
    by, finished, seen = UserFactory.create(), threading.Event(), (list[Event](), list[Event]())
    names = [f"stream-{number}" for number in range(WRITERS)]

    def poll(mine: list[Event]) -> None:
        while not finished.is_set():
            follow(mine)

    writers = [partial(write, by, name, Random(f"{seed} {name}")) for name in names]  # noqa: S311 - sizes of batches
    threads = together([*writers, *(partial(poll, mine) for mine in seen)])
    for thread in threads[:WRITERS]:
        thread.join(60)
    finished.set()
    for thread in threads[WRITERS:]:
        thread.join(60)
    for mine in seen:
        follow(mine)
        assert [each.pk for each in mine] == [each.pk for each in read()]
    assert len(seen[0]) == WRITERS * EACH
    for name in names:
        assert [each.case_version for each in seen[0] if each.stream == name] == list(range(1, EACH + 1))


def test_the_database_enters_every_event_and_no_place_is_changed(chain: list[Event]) -> None:
    assert FeedEntry.objects.count() == Event.objects.count()
    number_events()
    assert position_of(chain[0].hash) is not None
    assert position_of("0" * 64) is None
    with pytest.raises(IntegrityError, match="set once"), transaction.atomic():
        FeedEntry.objects.update(position=None)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        FeedEntry.objects.all().delete()


def test_events_from_before_the_feed_come_first_in_the_order_in_which_they_were_written(
    chain: list[Event], tampering: Tampering
) -> None:
    with tampering():
        FeedEntry.objects.all()._raw_delete("default")
    backfill = import_module("bestvalue.records.migrations.0002_change_feed").Migration.operations[-1]
    with connection.cursor() as cursor:
        cursor.execute(backfill.sql)
    assert [each.pk for each in read()] == sorted(Event.objects.values_list("pk", flat=True))
