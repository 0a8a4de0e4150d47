"""Reading as at a past moment (design 7, rulings 22): every page, selector and serializer as it is, on other tables.

Inside `looking_at` the names of the tables lead to views that give each row as it was (`past_tables.py`), the clock
says the past moment, and the database refuses every write. Who may see is judged by the present (`clock.present_day`).
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.db import connection, transaction
from django.utils.dateparse import parse_date, parse_datetime

from bestvalue import clock

AS_KNOWN, AS_STOOD = "as_known", "as_stood"
PARAMETERS = (AS_KNOWN, AS_STOOD)
SETTING = "bestvalue.as_at"  # what the views of the past read
EXPECTED = {
    AS_KNOWN: "Give a day and a time, such as 2026-05-01T12:00.",
    AS_STOOD: "Give a day without a time, such as 2026-05-01.",
}
FIRST_DAY = dt.date(1900, 1, 1)


class BadMomentError(ValueError):
    """No past moment can be read from what was given; the message says why, and `parameter` names it."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Moment:
    """A past moment, and how it is looked at: `as_known` at an instant, or `as_stood` on a day.

    `parameter` is also the name of the schema whose views show it; `value` is as the address gives it.
    """

    parameter: str
    value: str
    instant: dt.datetime

    def __str__(self) -> str:
        return f"{self.parameter}={self.value}"

    @property
    def words(self) -> str:
        """Such as "as it was known at 12:00 on 1 May 2026"."""
        local = self.instant.astimezone(clock.LONDON)
        if self.parameter == AS_STOOD:
            return f"as it stood on {local:%-d %B %Y}"
        seconds = f"{local:%H:%M:%S}" if local.second or local.microsecond else f"{local:%H:%M}"
        return f"as it was known at {seconds} on {local:%-d %B %Y}"

    @property
    def title(self) -> str:
        """The same, to begin the title of a page."""
        return self.words[0].upper() + self.words[1:]

    @property
    def setting(self) -> str:
        """What the views read: the instant, or the day."""
        return self.instant.isoformat() if self.parameter == AS_KNOWN else str(self.instant.date())

    def added_to(self, address: str) -> str:
        """An address that leads into this moment, unless it leads into one already."""
        if any(f"{name}=" in address for name in PARAMETERS):
            return address
        path, hash_, fragment = address.partition("#")
        return f"{path}{'&' if '?' in path else '?'}{urlencode({self.parameter: self.value})}{hash_}{fragment}"


@dataclass(slots=True)
class Looking:
    """A look at the past in progress: at one case, with the readings to record once it is over."""

    moment: Moment
    case_id: UUID
    readings: list[tuple[UUID | None, str]] = field(default_factory=list)


_looking: ContextVar[Looking | None] = ContextVar("looking", default=None)


def looked_at() -> Looking | None:
    """The look at the past in progress; None in the present."""
    return _looking.get()


def as_known(instant: dt.datetime) -> Moment:
    """What was known at an instant: whatever had been recorded by then."""
    return Moment(AS_KNOWN, f"{instant.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S.%fZ}", instant)


def moment_in(query: dict[str, str]) -> Moment | None:
    """The past moment that an address asks for; None for the present. Raises BadMomentError.

    An instant without an offset is London's; both are accepted to the microsecond.
    """
    given = {name: query[name] for name in PARAMETERS if name in query}
    if not given:
        return None
    if len(given) > 1:
        raise BadMomentError(AS_STOOD, "Ask for as_known or as_stood, not for both.")
    ((name, value),) = given.items()
    return moment_of(name, value)


def moment_of(name: str, value: str) -> Moment:
    """A past moment from its parameter. Raises BadMomentError."""
    moment = named(name, value)
    now = _recording_clock()
    is_past = moment.instant <= now if name == AS_KNOWN else moment.instant.date() <= now.date()
    if moment.instant.date() < FIRST_DAY or not is_past:
        raise BadMomentError(name, "The moment must be in the past.")
    return moment


def named(name: str, value: str) -> Moment:
    """The moment that a parameter names, past or not. Raises BadMomentError."""
    return Moment(name, value, _instant(name, value))


def _recording_clock() -> dt.datetime:
    """The database's clock, by which everything is recorded (rulings 25), in London."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: dt.datetime = cursor.fetchone()[0]
    return found.astimezone(clock.LONDON)


def _instant(name: str, value: str) -> dt.datetime:
    try:
        if name == AS_STOOD and (day := parse_date(value)):
            return dt.datetime.combine(day, dt.time(12), tzinfo=clock.LONDON)
        found = parse_datetime(value) if name == AS_KNOWN and not parse_date(value) else None
    except ValueError:
        found = None
    if found is None:
        raise BadMomentError(name, EXPECTED[name])
    return found if found.tzinfo else found.replace(tzinfo=clock.LONDON)


@contextmanager
def looking_at(moment: Moment, case_id: UUID) -> Iterator[Looking]:
    """Have every query in the block read the past, in one read-only transaction; readings are for the caller to record.

    Nothing else may be written in the block, and nothing can be: what comes before and after it sees the present.
    """
    looking = Looking(moment, case_id)
    token = _looking.set(looking)
    try:
        with transaction.atomic(), clock.looking_back(moment.instant):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
                cursor.execute(
                    "SELECT %s::regclass, set_config('search_path', %s, true), set_config(%s, %s, true)",
                    [f"{moment.parameter}.cases_case", f"{moment.parameter}, public", SETTING, moment.setting],
                )
            yield looking
            transaction.set_rollback(True)  # so that a transaction around this one, as in tests, sees the present again
    finally:
        _looking.reset(token)
