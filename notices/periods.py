"""What the dates alone say about a notice and a requirement on a day; nothing is stored or moved (rulings 6)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from notices.models import Notice, RequirementItem

PROMPTED_BEFORE = (3, 2, 1)  # months before the end of the period (C1)
EVERY = {
    "weekly": relativedelta(weeks=1),
    "fortnightly": relativedelta(weeks=2),
    "monthly": relativedelta(months=1),
    "quarterly": relativedelta(months=3),
}
MOST = 1_000  # returns that one item can ask for


@dataclass(frozen=True, slots=True)
class Due:
    """The return of an item that is due next, and whether its date has passed. Lateness is no failure (N13)."""

    on: dt.date
    overdue: bool


def prompts(notice: Notice) -> list[dt.date]:
    """The days on which advice about the end of the period should be prepared, the earliest first."""
    ends_on = notice.ends_on
    return [ends_on - relativedelta(months=months) for months in PROMPTED_BEFORE] if ends_on else []


def words(notice: Notice, today: dt.date) -> str:
    """What the period asks of officials today; empty while it asks nothing."""
    if not (notice.is_live and notice.ends_on):
        return ""
    if notice.ends_on < today:
        return "The period has ended. A decision by a minister is awaited."
    passed = [day for day in prompts(notice) if day <= today]
    return f"Prepare advice: the period ends on {notice.ends_on:%-d %B %Y}." if passed else ""


def due_dates(item: RequirementItem) -> Iterator[dt.date]:
    """The days on which returns of an item are due: one, or one after another."""
    step = EVERY.get(item.frequency)
    yield item.due_on
    if step:
        yield from (item.due_on + step * number for number in range(1, MOST))


def next_due(item: RequirementItem, today: dt.date) -> Due | None:
    """The first due date that no return answers; None where the only return was received."""
    first = first_unanswered(item)
    return Due(first, first < today) if first else None


def first_unanswered(item: RequirementItem) -> dt.date | None:
    """The first due date that no return answers."""
    answered = {each.answers_due_on for each in item.returns.all()}
    return next((day for day in due_dates(item) if day not in answered), None)
