"""Reading a file of published histories: what each event says, or a message that names the entry that is wrong."""

import calendar
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cases.stages import Stage

TYPES = frozenset(
    [
        "early_engagement",
        "bvn_issued",
        "bvn_reissued",
        "bvn_withdrawn",
        "bvn_expired",
        "bvn_not_reissued",
        "authority_abolished",
        "s230_notice",
        "inspection_ordered",
        "inspection_extended",
        "inspection_report",
        "external_report",
        "s114_notice",
        "non_statutory_intervention_start",
        "non_statutory_intervention_end",
        "minded_to",
        "representations_closed",
        "decision_not_to_intervene",
        "directions_issued",
        "directions_urgent",
        "directions_varied",
        "directions_extended",
        "commissioners_report",
        "exit_planned",
        "directions_end",
        "post_exit_review",
        "other",
    ]
)
DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
CHOICES = {
    "confidence": ("source", "unconfirmed"),
    "outcome": ("less_than_proposed", "more_than_proposed"),
    "appointed_by": ("authority", "government"),
    "decision": ("none",),
    "to": tuple(Stage.values),
}


class Malformed(ValueError):
    """The file, or one entry of it, cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class PublishedEvent:
    """One published event, as the file gives it. `on` is the first day it may mean, `latest` the last."""

    date: str
    type: str
    on: dt.date
    latest: dt.date
    ordinal: int
    description: str = ""
    source: str = ""
    legal_basis: str = ""
    confirmed: bool = True
    until: dt.date | None = None
    outcome: str = ""
    appointed_by: str = ""
    decision: str = ""
    to: Stage | None = None

    @property
    def month_only(self) -> bool:
        """Whether only the month is known."""
        return self.on != self.latest

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What the event is known by within its authority (rulings 31)."""
        return (self.type, self.date, self.source, self.ordinal)


@dataclass(frozen=True, slots=True)
class History:
    """One authority's published events, in the order in which they are told."""

    name: str
    ons_code: str
    register_name: str
    events: tuple[PublishedEvent, ...] = ()
    malformed: str = ""
    raw_events: tuple[dict[str, Any], ...] = field(default=(), repr=False)


def read_histories(path: Path) -> list[History]:
    """Every history in the file; raises Malformed where the file as a whole cannot be read."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Malformed(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Malformed(f"{path}: not UTF-8 text, at byte {error.start}.") from error
    except json.JSONDecodeError as error:
        raise Malformed(f"{path}, line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except RecursionError as error:
        raise Malformed(f"{path}: nested too deeply to be a list of histories.") from error
    if not isinstance(entries, list):
        raise Malformed(f"{path}: expected a list of histories, one object for each authority.")
    return [_history(number, entry) for number, entry in enumerate(entries, start=1)]


def _history(number: int, entry: Any) -> History:
    where = f"entry {number}"
    if not isinstance(entry, dict) or not isinstance(entry.get("authority"), str) or not entry["authority"].strip():
        raise Malformed(f"{where}: expected an object with the authority's name under “authority”.")
    where = f"{where} ({entry['authority']})"
    names = {"name": entry["authority"].strip()}
    for key in ("ons_code", "register_name"):
        names[key] = str(entry.get(key) or "").strip()
    events = entry.get("events")
    if not isinstance(events, list):
        return History(**names, malformed=f"{where}: expected a list under “events”.")
    raw = tuple(each if isinstance(each, dict) else {} for each in events)
    try:
        return History(**names, events=tuple(_events(where, events)), raw_events=raw)
    except Malformed as error:
        return History(**names, malformed=str(error), raw_events=raw)


def _events(where: str, events: list[Any]) -> list[PublishedEvent]:
    seen: Counter[tuple[str, str, str]] = Counter()
    read = []
    for number, event in enumerate(events, start=1):
        place = f"{where}, event {number}"
        if not isinstance(event, dict):
            raise Malformed(f"{place}: expected an object.")
        alike = (str(event.get("type")), str(event.get("date")), str(event.get("source") or ""))
        read.append(_event(place, event, ordinal=seen[alike]))
        seen[alike] += 1
    return read


def read_event(told: Mapping[str, Any], *, ordinal: int = 0) -> PublishedEvent:
    """One event by itself; raises Malformed, which says what is wrong."""
    return _event("The event", dict(told), ordinal=ordinal)


def _event(place: str, event: dict[str, Any], *, ordinal: int) -> PublishedEvent:
    if event.get("type") not in TYPES:
        raise Malformed(f"{place}: the type {event.get('type')!r} is not known.")
    on, latest = _days(place, "date", event.get("date"))
    for key, allowed in CHOICES.items():
        if event.get(key) is not None and event[key] not in allowed:
            raise Malformed(f"{place}: “{key}” must be one of {', '.join(allowed)}, not {event[key]!r}.")
    if event.get("confidence") is None:
        raise Malformed(f"{place}: “confidence” must be source or unconfirmed.")
    if event["confidence"] == "source" and not event.get("source"):
        raise Malformed(f"{place}: with the confidence “source”, give the address of the published page.")
    until = event.get("in_force_until")
    return PublishedEvent(
        date=event["date"],
        type=event["type"],
        on=on,
        latest=latest,
        ordinal=ordinal,
        description=_text(place, event, "description"),
        source=_text(place, event, "source"),
        legal_basis=_text(place, event, "legal_basis"),
        confirmed=event["confidence"] == "source",
        until=_days(place, "in_force_until", until)[1] if until is not None else None,
        outcome=event.get("outcome") or "",
        appointed_by=event.get("appointed_by") or "",
        decision=event.get("decision") or "",
        to=Stage(event["to"]) if event.get("to") else None,
    )


def _text(place: str, event: dict[str, Any], key: str) -> str:
    value = event.get(key) or ""
    if not isinstance(value, str):
        raise Malformed(f"{place}: “{key}” must be text.")
    if "\x00" in value or (len(value) > 1000 and key != "description"):
        raise Malformed(f"{place}: “{key}” is too long, or holds a character that text cannot hold.")
    return value.replace("\x00", "")


def _days(place: str, key: str, value: Any) -> tuple[dt.date, dt.date]:
    """The first and last day that a date may mean: one day, or a whole month."""
    if not isinstance(value, str) or not DATE.fullmatch(value):
        raise Malformed(
            f"{place}: “{key}” must be written YYYY-MM-DD, or YYYY-MM where the day is not known: {value!r}."
        )
    try:
        if len(value) == len("YYYY-MM"):
            first = dt.date.fromisoformat(f"{value}-01")
            return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
        day = dt.date.fromisoformat(value)
    except ValueError as error:
        raise Malformed(f"{place}: “{key}” is not a date of the calendar: {value}.") from error
    return day, day


def first_day(date: str) -> dt.date:
    """The first day that a date as published may mean. Raises Malformed."""
    return _days("The event", "date", date)[0]
