"""Days in words, for lists of what waits: when something is due, how long it is overdue, since when it waits."""

import datetime as dt


def in_full(day: dt.date) -> str:
    """A day as it is written here: 3 November 2026."""
    return f"{day:%-d %B %Y}"


def due(on: dt.date, today: dt.date) -> str:
    """When something is due, and if that has passed, how long ago."""
    days = (on - today).days
    if days < 0:
        return f"Overdue by {_days(-days)}: {in_full(on)}"
    near = {0: "today", 1: "tomorrow"}.get(days, f"in {_days(days)}")
    return f"Due {near}, {in_full(on)}"


def waiting(since: dt.date | None, today: dt.date, word: str = "Waiting") -> str:
    """Since when something waits; `word` says what happened that day, such as "Approved by a minister"."""
    if since is None:
        return word
    days = (today - since).days
    return f"{word} since {in_full(since)}" + (f", {_days(days)}" if days > 0 else "")


def _days(count: int) -> str:
    return f"{count:,} day{'' if count == 1 else 's'}"
