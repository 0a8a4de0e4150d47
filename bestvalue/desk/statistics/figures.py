"""What the statistics count, by the version of their definition: one that was used once is never changed."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bestvalue.api.spreadsheets import as_bytes
from cases.models import PublicationKind

from .quarters import Quarter
from .record import Published

Figures = list[dict[str, Any]]
COLUMNS = ("quarter", "kind", "measure", "number")

MEASURES: Mapping[str, tuple[str, str]] = {
    "in_force": (
        "In force on the last day",
        "Its first day is not later, it has not ended, and the last day of its period, where one was published, is not "
        "past.",
    ),
    "authorities": ("Authorities with one in force", "Each authority once, however many it has."),
    "begun": ("Begun in the quarter", "Its first day lies in the quarter."),
    "ended": ("Ended in the quarter", "The day on which it was published to have ended lies in the quarter."),
    "published": ("First published in the quarter", "The first statement about it was published in the quarter."),
    "no_day": (
        "No first day published",
        "First published by the last day, with no first day: left out of what is in force and what was begun.",
    ),
}
SCOPE = (
    "Every instrument that was published and not withdrawn from the register. What was not published is not counted, "
    "and no figure tells of it."
)


def first_definition(record: Iterable[Published], quarter: Quarter) -> Figures:
    """The figures of a quarter, by kind and measure; those that are nought too."""
    counted: Counter[tuple[str, str]] = Counter()
    authorities: set[tuple[str, int]] = set()
    for each in record:
        counted.update((each.kind, measure) for measure in _counts_in(each, quarter))
        if _in_force(each, quarter.last):
            authorities.add((each.kind, each.authority))
    counted.update((kind, "authorities") for kind, _ in authorities)
    return [
        {"kind": kind.value, "measure": measure, "number": counted[kind.value, measure]}
        for kind in PublicationKind
        for measure in MEASURES
    ]


DEFINITIONS: Mapping[int, Callable[[Iterable[Published], Quarter], Figures]] = {1: first_definition}
LATEST = max(DEFINITIONS)


def counted_in(record: Iterable[Published], quarter: Quarter, kind: str, measure: str) -> list[Published]:
    """What one figure of the first definition counts; for authorities, what each of them has in force."""
    looked_for = "in_force" if measure == "authorities" else measure
    return [each for each in record if each.kind == kind and looked_for in _counts_in(each, quarter)]


def as_csv(figures: Sequence[Mapping[str, Any]], quarter: Quarter) -> str:
    """The figures as the file that is hashed."""
    rows = [(quarter, each["kind"], each["measure"], each["number"]) for each in figures]
    return as_bytes([COLUMNS, *rows]).decode()


def _counts_in(each: Published, quarter: Quarter) -> list[str]:
    facts = {
        "in_force": _in_force(each, quarter.last),
        "begun": _within(each.in_force_from, quarter),
        "ended": _within(each.ended_on, quarter),
        "published": _within(each.published_on, quarter),
        "no_day": each.in_force_from is None and each.published_on <= quarter.last,
    }
    return [measure for measure, counts in facts.items() if counts]


def _in_force(each: Published, on: dt.date) -> bool:
    """As the register tells it on a day."""
    begun = each.in_force_from is not None and each.in_force_from <= on
    over = each.ended_on is not None and each.ended_on <= on
    past = each.in_force_until is not None and each.in_force_until < on
    return begun and not over and not past


def _within(day: dt.date | None, quarter: Quarter) -> bool:
    return day is not None and quarter.first <= day <= quarter.last
