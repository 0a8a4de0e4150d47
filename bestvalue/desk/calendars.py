"""Entries as an iCalendar object (RFC 5545), the same bytes for the same entries.

What is over leaves the calendar: a program that subscribes shows what it last fetched, so that no cancelled entry need
tell of a thing that runs no more.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable

from icalendar import Alarm, Calendar, Event

from .selectors.calendars import Entry

PRODUCT = "-//Best Value casework//Dates//EN"
FETCHED_AGAIN_AFTER = dt.timedelta(hours=4)
REMINDED = dt.timedelta(hours=-15)  # at 9 in the morning of the day before
DAY = dt.timedelta(days=1)


def as_icalendar(entries: Iterable[Entry], *, name: str, link: Callable[[str], str]) -> bytes:
    """The calendar of this name; `link` gives the address of the page of a published case."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", FETCHED_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", FETCHED_AGAIN_AFTER)
    for each in entries:
        calendar.add_component(_event(each, link(each.case) if each.case else ""))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, page: str) -> Event:
    event = Event()
    event.add("uid", _uid(entry.key))
    event.add("dtstamp", entry.stamp.astimezone(dt.UTC).replace(microsecond=0))
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + DAY)
    event.add("summary", entry.summary)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if told := "\n".join(filter(None, (entry.basis, page))):
        event.add("description", told)
    if page:
        event.add("url", page)
    if entry.reminds:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.summary)
        alarm.add("trigger", REMINDED)
        event.add_component(alarm)
    return event


def _uid(key: str) -> str:
    """Always the same for the same thing, and tells nothing of what it is."""
    return f"{hashlib.sha256(key.encode()).hexdigest()[:40]}@best-value"
