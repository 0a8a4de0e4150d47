"""The product's only source of "now": tests, demonstrations and replays set it, nothing else asks the machine.

Who looks at the past sees its pages as of a past "now"; what somebody may see and do is always judged in the `present`.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed_instant", default=None)
_present: ContextVar[dt.datetime | None] = ContextVar("present_instant", default=None)


def now() -> dt.datetime:
    """The present instant, or the one set by `at`."""
    return _fixed.get() or timezone.now()


def today() -> dt.date:
    """The legal day: the date in Europe/London at `now()`."""
    return day_of(now())


def present() -> dt.datetime:
    """The present instant, also while `looking_back`."""
    return _present.get() or now()


def present_day() -> dt.date:
    """The legal day in the present, by which roles, tokens and sessions are judged."""
    return day_of(present())


def day_of(instant: dt.datetime) -> dt.date:
    """The legal day on which an instant lies."""
    return instant.astimezone(LONDON).date()


def start_of(day: dt.date) -> dt.datetime:
    """The instant at which a legal day begins: midnight in London, in summer time too."""
    return dt.datetime.combine(day, dt.time(), tzinfo=LONDON)


@contextmanager
def at(moment: dt.date | dt.datetime) -> Iterator[None]:
    """Make `now()` return `moment` inside the block; a date stands for noon in London on that day."""
    if not isinstance(moment, dt.datetime):
        moment = dt.datetime.combine(moment, dt.time(12), tzinfo=LONDON)
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)


@contextmanager
def looking_back(to: dt.datetime) -> Iterator[None]:
    """Make `now()` return a past moment inside the block, while `present()` stays what it is."""
    token = _present.set(now())
    try:
        with at(to):
            yield
    finally:
        _present.reset(token)
