"""Working days, clear days, and what falls inside a stretch of time (domain 2.6; LGA 1999 s.11(4)(a)).

Working days are Mondays to Fridays less England's bank holidays. Legal days are days in London (`bestvalue.clock`).
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from .models import BankHoliday, PreElectionPeriod

SATURDAY = 5
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A date that was counted to: from where, how many days, and which bank holidays were left out on the way."""

    starts_on: dt.date
    on: dt.date
    days: int
    left_out: tuple[BankHoliday, ...]
    known: bool

    @property
    def explained(self) -> str:
        """How the date was counted, in words."""
        unit = "working day" if self.days == 1 else "working days"
        named = [f"{each.name} ({each.on:%-d %B})" for each in self.left_out]
        without = f", leaving out weekends and {', '.join(named)}" if named else ", leaving out weekends"
        doubt = "" if self.known else ". The list of bank holidays does not reach that far: check the date"
        return f"{self.days} {unit} after {self.starts_on:%-d %B %Y}{without}{doubt}"


def working_days_after(start: dt.date, days: int) -> Reckoning:
    """The day `days` working days after `start`, which does not count itself. Raises ValueError for less than one."""
    if days < 1:
        raise ValueError("Count at least one working day.")
    holidays = {each.on: each for each in BankHoliday.objects.filter(on__gt=start)}
    counted, day, left_out = 0, start, []
    while counted < days:
        day += DAY
        if day in holidays:
            left_out.append(holidays[day])
        elif day.weekday() < SATURDAY:
            counted += 1
    return Reckoning(start, day, days, tuple(left_out), known=bool(holidays) and day <= max(holidays))


def working_days_between(start: dt.date, end: dt.date) -> int:
    """How many working days there are after `start` up to and with `end`; 0 where `end` is not later."""
    holidays = set(BankHoliday.objects.filter(on__gt=start, on__lte=end).values_list("on", flat=True))
    return sum(day.weekday() < SATURDAY and day not in holidays for day in _days(start + DAY, end))


def after_clear_days(start: dt.date, days: int) -> dt.date:
    """The first day on which `days` clear days have passed since `start`; neither end day counts."""
    return start + dt.timedelta(days=days + 1)


def not_a_working_day(day: dt.date) -> str:
    """Why a day is no working day, in words; empty where it is one. A date is shown so, and never shifted."""
    if day.weekday() >= SATURDAY:
        return f"{day:%A}"
    holiday = BankHoliday.objects.filter(on=day).first()
    return holiday.name if holiday else ""


def pre_election_periods(start: dt.date, end: dt.date) -> list[PreElectionPeriod]:
    """The periods before an election that touch the time from `start` to `end`."""
    return list(PreElectionPeriod.objects.filter(starts_on__lte=end, polling_day__gte=start))


def _days(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    while start <= end:
        yield start
        start += DAY
