"""Quarters of the calendar year, as `2026-Q3` and in words."""

import datetime as dt
import re
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

NAME = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
EARLIEST = 2010
"""The published record begins in this year."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        """Its last day, as at which its figures are."""
        return self.first + relativedelta(months=3, days=-1)

    @property
    def words(self) -> str:
        """Such as "July to September 2026"."""
        return f"{self.first:%B} to {self.last:%B %Y}"


def quarter_named(name: str) -> Quarter:
    """The quarter of this name. Raises ValueError, with what to write."""
    found = NAME.fullmatch(name)
    if found is None or int(found[1]) < EARLIEST:
        raise ValueError("Write a quarter as 2026-Q3, from 2010 on.")
    return Quarter(int(found[1]), int(found[2]))


def quarter_of(day: dt.date) -> Quarter:
    """The quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def over_by(day: dt.date) -> list[Quarter]:
    """Every quarter that is over on a day, the latest first."""
    now = quarter_of(day)
    found = [Quarter(year, number) for year in range(now.year, EARLIEST - 1, -1) for number in (4, 3, 2, 1)]
    return [each for each in found if each.last < day]
