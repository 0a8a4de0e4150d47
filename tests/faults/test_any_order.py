"""Whatever the order and number of sweeps, with the clock jumping to and fro, each prompt is given exactly once."""

import datetime as dt
import os
from dataclasses import dataclass, field
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.errors import Refused
from bestvalue.records.models import Event
from cases.clocks import Deadline
from cases.models import Authority, Clock, Prompt, Task
from cases.services.clocks import Cause, keep, move_clock, pause_clock, resume_clock
from cases.services.sweeping import sweep
from tests.api.world import an_authority
from tests.factories import person

START = dt.date(2024, 2, 29)
EXAMPLES = 500 if os.environ.get("PROOF") == "full" else 30
DUE = [dt.date(2025, 2, 28), dt.date(2025, 3, 31), dt.date(2025, 4, 30), dt.date(2024, 3, 29)]
ASKING = [day for due in DUE for day in (due - relativedelta(months=1), due + dt.timedelta(days=1))]
DAYS = st.sampled_from([day + dt.timedelta(days=by) for day in ASKING for by in (-1, 0, 1) if day > START])
STEPS = st.lists(
    st.one_of(
        *(st.tuples(st.just(name), DAYS) for name in ("sweep", "pause", "resume")),
        st.tuples(st.just("move"), DAYS, st.sampled_from(DUE)),
    ),
    min_size=4,
    max_size=16,
)
Asked = tuple[dt.date, str]


@dataclass
class Expected:
    """What ought to have been asked, worked out apart from the code: the date, whether paused, what is settled."""

    due: dt.date
    paused: bool = False
    asked: set[Asked] = field(default_factory=set)
    is_open: bool = False  # whether what was asked last still waits for somebody
    passed: set[Asked] = field(default_factory=set)

    def days(self) -> dict[Asked, dt.date]:
        """A progress report asks a month before its date, and the day after."""
        last_of_month = self.due.replace(day=1) - dt.timedelta(days=1)
        before = last_of_month.replace(day=min(self.due.day, last_of_month.day))
        named = {"1-months-before": before, "day-after": self.due + dt.timedelta(days=1)}
        return {(self.due, key): day for key, day in named.items() if day >= START}

    def sweep(self, today: dt.date) -> None:
        """All whose day has come, unless paused."""
        if not self.paused:
            come = {key for key, day in self.days().items() if day <= today and key not in self.passed}
            self.is_open |= bool(come - self.asked)
            self.asked |= come

    def move(self, today: dt.date, due: dt.date) -> None:
        """What was past already when the date was given is passed over; what was asked of the old date needs nobody."""
        self.due, self.is_open = due, False
        self.passed |= {key for key, day in self.days().items() if day < today and key not in self.asked}


@pytest.fixture
def lead(db: None) -> User:
    """A deputy director since before."""
    return person(Role.DEPUTY_DIRECTOR, since=START - dt.timedelta(days=1))


@pytest.fixture
def authority(db: None) -> Authority:
    """Some council."""
    return an_authority()


def begin(authority: Authority) -> Clock:
    """The clock of a progress report, due in a year."""
    due = DUE[0]
    deadline = Deadline("progress_report", "report:1", "A report", START, due)
    with clock.at(START):
        keep(authority, [deadline], Cause(START), kinds={"progress_report"}, subject="report:1")
    return Clock.objects.get()


@settings(max_examples=EXAMPLES)
@given(steps=STEPS, last=DAYS)
def test_each_prompt_is_given_exactly_once(authority: Authority, lead: User, steps: list[Any], last: dt.date) -> None:
    with transaction.atomic():
        kept = begin(authority)
        expected = Expected(kept.due_on)
        for name, today, *more in [*steps, ("resume", last), ("sweep", last), ("sweep", last)]:
            with clock.at(today):
                act(name, kept, lead, expected, *more)
        told = [
            (each["due"], each["point"]) for each in Event.objects.filter(verb="prompt").values_list("after", flat=True)
        ]
        assert sorted(told) == sorted((str(due), key) for due, key in expected.asked)
        rows = Prompt.objects.values_list("passed_before_recording", "due_on", "point")
        assert {(due, key) for passed, due, key in rows if not passed} == expected.asked
        assert {(due, key) for passed, due, key in rows if passed} == expected.passed
        assert Task.objects.count() == len(expected.asked)
        assert Task.objects.filter(state="open").count() == expected.is_open
        transaction.set_rollback(True)


def act(name: str, kept: Clock, by: User, expected: Expected, *more: dt.date) -> None:
    """One step, in the service and in what is expected; what is refused changes neither."""
    today = clock.today()
    try:
        if name == "sweep":
            sweep()
            expected.sweep(today)
        elif name == "move":
            move_clock(by=by, clock=kept, due_on=more[0], reason="Agreed.", authority="A letter of that day")
            expected.move(today, more[0])
        else:
            {"pause": pause_clock, "resume": resume_clock}[name](by=by, clock=kept, reason="So.")
            expected.paused = name == "pause"
    except Refused:
        pass
