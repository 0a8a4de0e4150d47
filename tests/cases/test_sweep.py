"""The sweep prompts people, once for each day that comes, and never does anything to a case (N1, N11, N12, N14)."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.errors import Refused
from bestvalue.records.models import Event
from bestvalue.records.services import silence
from cases.models import Case, Clock, Prompt, ServiceFailureWatch, Task
from cases.services import sweeping
from cases.services.clocks import move_clock, pause_clock, resume_clock
from cases.services.sweeping import sweep
from cases.services.watches import open_watch
from tests.api.world import an_authority
from tests.factories import person

START = dt.date(2024, 3, 1)


@pytest.fixture
def officer(team: Team) -> User:
    """A case officer since before the watch."""
    return person(Role.OFFICER, team=team, since=START)


@pytest.fixture
def watch(officer: User) -> ServiceFailureWatch:
    """A watch of two years that began on 1 March 2024."""
    with clock.at(START):
        return open_watch(
            by=officer,
            authority=an_authority(),
            service="Children",
            judged_by="An inspectorate",
            starts_on=START,
            why_then="The first judgement.",
        )


def swept(day: dt.date | dt.datetime) -> int:
    """How many prompts a sweep at that moment gives."""
    with clock.at(day):
        return sweep().given


def points() -> list[str]:
    """The prompts that were given, in order."""
    return list(Prompt.objects.filter(passed_before_recording=False).values_list("point", flat=True))


def test_two_years_of_a_watch_prompt_four_times_and_decide_nothing(watch: ServiceFailureWatch, officer: User) -> None:
    for week in range(0, 115):  # more than two years
        swept(START + dt.timedelta(days=7 * week))
    assert [(each.point, each.on) for each in Prompt.objects.all()] == [
        ("month-6", dt.date(2024, 9, 1)),
        ("month-12", dt.date(2025, 3, 1)),
        ("month-18", dt.date(2025, 9, 1)),
        ("month-24", dt.date(2026, 3, 1)),
    ]
    task = Task.objects.get(state="open")
    assert (task.assignee, task.asks.startswith("Consider the Duty")) == (officer, True)
    assert ServiceFailureWatch.objects.get(pk=watch.pk).state == "running"
    assert not Case.objects.exists()


def test_after_an_outage_every_prompt_is_given_once_and_the_last_one_stays_open(watch: ServiceFailureWatch) -> None:
    assert swept(dt.date(2026, 6, 1)) == 4
    assert swept(dt.date(2026, 6, 1)) == 0
    assert points() == ["month-6", "month-12", "month-18", "month-24"]
    assert [each.closing for each in Task.objects.order_by("prompt__on")] == ["overtaken"] * 3 + [""]


@pytest.mark.parametrize(
    ("instant", "given"),
    [
        ("2024-08-31T22:59:59+00:00", 0),  # still August in London, where it is summer
        ("2024-08-31T23:00:00+00:00", 1),
        ("2025-02-28T23:59:59+00:00", 1),  # winter: only the prompt of September is due
        ("2025-03-01T00:00:00+00:00", 2),
    ],
)
def test_a_day_begins_at_midnight_in_london_in_summer_and_in_winter(
    watch: ServiceFailureWatch, instant: str, given: int
) -> None:
    assert swept(dt.datetime.fromisoformat(instant)) == given


@given(days=st.lists(st.integers(min_value=-30, max_value=1000), max_size=12), last=st.integers(0, 1000))
def test_whatever_the_order_and_number_of_sweeps_each_prompt_is_given_once(days: list[int], last: int) -> None:
    """The clock may jump to and fro; what was due at the latest moment seen has been asked exactly once."""
    kept = Clock(kind="service_failure", started_on=START, due_on=START.replace(year=2026))
    given: list[str] = []
    for day in [*days, last]:
        now = START + dt.timedelta(days=day)
        kept.set_next(set(given))
        if kept.next_at and kept.next_at <= clock.start_of(now):
            given += [point.key for point, on in kept.days() if on <= now and point.key not in given]
    latest = START + dt.timedelta(days=max([*days, last]))
    assert sorted(given) == sorted(point.key for point, on in kept.days() if on <= latest)


def test_a_prompt_is_on_the_record_under_the_name_of_the_scheduler(watch: ServiceFailureWatch) -> None:
    swept(dt.date(2024, 9, 1))
    event = Event.objects.get(verb="prompt")
    assert (event.actor.name, event.actor.is_active, event.case) == ("The scheduler", False, None)
    assert event.after["point"] == "month-6"
    call_command("verify_records")


def test_a_clock_that_fails_holds_up_no_other_and_is_tried_again(
    watch: ServiceFailureWatch, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(START):
        other = open_watch(
            by=officer,
            authority=an_authority("other", "Other Council"),
            service="Housing",
            judged_by="A regulator",
            starts_on=START,
            why_then="The first judgement.",
        )
    broken, gives = Clock.objects.get(subject=watch.key).pk, sweeping._give

    def fails_once(kept: Clock, actor: User) -> int:
        if kept.pk == broken:
            raise ValueError("secret words")
        return gives(kept, actor)

    monkeypatch.setattr(sweeping, "_give", fails_once)
    with clock.at(dt.date(2024, 9, 1)):
        done = sweep()
    assert (done.given, done.failed) == (1, 1)
    failed = Clock.objects.get(pk=broken)
    assert (failed.attempts, failed.last_error) == (1, "ValueError")
    assert Prompt.objects.get().clock.subject == other.key
    monkeypatch.undo()
    assert swept(dt.date(2024, 9, 1)) == 0  # not before its time
    assert swept(dt.datetime(2024, 9, 1, 12, 5, tzinfo=dt.UTC)) == 1
    assert Clock.objects.get(pk=broken).attempts == 0


def test_paused_prompts_are_held_back_and_asked_when_resumed(watch: ServiceFailureWatch, officer: User) -> None:
    kept = Clock.objects.get()
    with clock.at(dt.date(2024, 8, 1)):
        kept = pause_clock(by=officer, clock=kept, reason="The judging body is looking again.")
    assert swept(dt.date(2025, 1, 1)) == 0
    with clock.at(dt.date(2025, 1, 2)):
        kept = resume_clock(by=officer, clock=kept, reason="It has looked.")
        assert (sweep().given, kept.due_on) == (1, dt.date(2026, 3, 1))
    assert [(each.act, each.by) for each in kept.changes.all()] == [
        *(("started", officer), ("paused", officer), ("resumed", officer)),
    ]


def test_a_date_that_stands_in_the_law_or_a_letter_is_not_moved_by_hand(
    watch: ServiceFailureWatch, officer: User
) -> None:
    with pytest.raises(Refused) as refused:
        move_clock(
            by=officer, clock=Clock.objects.get(), due_on=dt.date(2999, 1, 1), reason="Later.", authority="Myself."
        )
    assert [each.code for each in refused.value.unmet] == ["fixed"]


def command(**options: Any) -> str:
    """What the command says."""
    out = StringIO()
    call_command("sweep_clocks", stdout=out, **options)
    return out.getvalue()


def test_the_command_sweeps_without_redis_at_any_instant(watch: ServiceFailureWatch) -> None:
    listed = command(at="2025-03-01", dry_run=True)
    assert "Due: 1. Nothing was given." in listed
    assert not Prompt.objects.exists()
    assert command(at="2025-03-01T09:00").splitlines()[-1].startswith("Prompts given: 2.")
    silent = silence("sweep")  # by the database's clock, whatever instant the sweep was told
    assert silent is not None
    assert silent < dt.timedelta(minutes=5)
    with pytest.raises(CommandError):
        command(at="tomorrow")
