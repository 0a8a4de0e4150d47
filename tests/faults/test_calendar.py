"""The days of prompts where the calendar is awkward: summer time, 29 February, Christmas, the end of a month, midnight.

Each prompt is given at the first instant of its legal day in London, and not a second before.
"""

import datetime as dt

import pytest

from bestvalue import clock
from cases.clocks import Deadline
from cases.models import Clock, Prompt
from cases.services.clocks import Cause, keep
from cases.services.sweeping import sweep
from tests.api.world import an_authority

LONG_BEFORE = "2020-02-29"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "started", "due", "point", "begins"),
    [
        # the nights in which the hour changes, and the days about them
        ("support_review", LONG_BEFORE, "2025-03-30", "on-the-day", "2025-03-30T00:00:00Z"),
        ("support_review", LONG_BEFORE, "2025-03-31", "on-the-day", "2025-03-30T23:00:00Z"),
        ("support_review", LONG_BEFORE, "2025-10-26", "on-the-day", "2025-10-25T23:00:00Z"),
        ("support_review", LONG_BEFORE, "2025-10-27", "on-the-day", "2025-10-27T00:00:00Z"),
        ("requirement_return", LONG_BEFORE, "2025-04-05", "week-before", "2025-03-29T00:00:00Z"),
        ("requirement_return", LONG_BEFORE, "2025-11-01", "week-before", "2025-10-24T23:00:00Z"),
        # 29 February, and months that are shorter than the one counted from
        ("representations", LONG_BEFORE, "2024-02-28", "day-after", "2024-02-29T00:00:00Z"),
        ("representations", LONG_BEFORE, "2024-02-29", "day-after", "2024-03-01T00:00:00Z"),
        ("notice_period", LONG_BEFORE, "2024-03-31", "1-months-before", "2024-02-29T00:00:00Z"),
        ("notice_period", LONG_BEFORE, "2025-03-31", "1-months-before", "2025-02-28T00:00:00Z"),
        ("directions_end", LONG_BEFORE, "2025-05-31", "9-months-before", "2024-08-30T23:00:00Z"),
        ("service_failure", "2024-02-29", "2026-02-28", "month-12", "2025-02-28T00:00:00Z"),
        ("service_failure", "2024-02-29", "2026-02-28", "month-24", "2026-02-28T00:00:00Z"),
        ("service_failure", "2024-08-31", "2026-08-31", "month-6", "2025-02-28T00:00:00Z"),
        # Christmas and the turn of the year: a legal day is a day, whether anybody works on it or not
        ("support_review", LONG_BEFORE, "2025-12-25", "on-the-day", "2025-12-25T00:00:00Z"),
        ("representations", LONG_BEFORE, "2025-12-31", "day-after", "2026-01-01T00:00:00Z"),
    ],
)
def test_a_prompt_comes_at_the_first_instant_of_its_day(
    kind: str, started: str, due: str, point: str, begins: str
) -> None:
    start, midnight = dt.date.fromisoformat(started), dt.datetime.fromisoformat(begins)
    deadline = Deadline(kind, "thing:1", "Something", start, dt.date.fromisoformat(due))
    with clock.at(start):
        keep(an_authority(), [deadline], Cause(start), kinds={kind}, subject="thing:1")
    day = midnight.astimezone(clock.LONDON).date()
    assert {each.key: on for each, on in Clock.objects.get().days()}[point] == day
    for instant, is_given in ((midnight - dt.timedelta(seconds=1), False), (midnight, True)):
        with clock.at(instant):
            sweep()
        assert Prompt.objects.filter(point=point, on=day).exists() is is_given
