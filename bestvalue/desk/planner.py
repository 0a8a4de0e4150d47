"""What follows from doing something on a day: every date, its source, and what it runs into (domain 2.6).

Nothing here is stored or recorded, and nothing follows by itself: each line is a date on which a person acts.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from cases.days import after_clear_days, not_a_working_day, pre_election_periods, working_days_after

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One date that follows: what it is, whose act it calls for, where the rule comes from, how it was counted."""

    on: dt.date
    what: str
    source: str
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A line with what it runs into, in words: warnings, which bar nothing."""

    line: Line
    clashes: tuple[str, ...]


Follow = Callable[[dt.date, int], Iterator[Line]]


@dataclass(frozen=True, slots=True)
class Plan:
    """An act whose dates are planned: its name, what its number means and is as a rule, and what follows."""

    label: str
    follow: Follow
    number: str = ""
    usual: int = 0


def months(count: int) -> relativedelta:
    """So many calendar months."""
    return relativedelta(months=count)


def _notice(on: dt.date, length: int) -> Iterator[Line]:
    ends = on + months(length)
    for before in (3, 2, 1):
        if before < length:
            yield Line(ends - months(before), "Prepare advice on what follows the notice", "C1, practice")
    yield Line(ends, "Last day of the notice; a minister decides what follows", "C1, practice")


def _proposal(on: dt.date, days: int) -> Iterator[Line]:
    closes = working_days_after(on, days)
    yield Line(closes.on, "Last day for representations", "C5, LGA 1999 s.15(9)", closes.explained)
    yield Line(closes.on + DAY, "First day on which the time can be closed and a decision made", "R19, fairness")


def _directions(on: dt.date, length: int) -> Iterator[Line]:
    ends = on + months(length) - DAY
    yield Line(on, "Directions bind from this day", "LGA 1999 s.15")
    yield Line(on + months(6), "First progress report, and about every six months after it", "C7, practice")
    yield Line(on + months(12), "Mid-term review, where one is promised", "C12, practice")
    for before in (9, 6, 3, 1):
        if before < length:
            yield Line(
                ends - months(before), "Prepare advice on what follows the directions", "C6, LGA 1999 s.15(6)(a)"
            )
    yield Line(ends, "Last day of the directions; the law ends them whatever is recorded", "C6, LGA 1999 s.15(6)(a)")


def _urgent(on: dt.date, length: int) -> Iterator[Line]:
    told = working_days_after(on, 1)
    yield Line(on, "Both notices go out, to the authority and to its representatives", "LGA 1999 s.15(12)")
    yield Line(told.on, "The notices are late from the end of this day", "T48, practice", told.explained)
    yield from _directions(on, length)


def _inspection(on: dt.date, length: int) -> Iterator[Line]:
    yield Line(on + months(length), "The inspector's report is due", "C3, LGA 1999 s.10, practice")


def _inspectors_requirement(on: dt.date, number: int) -> Iterator[Line]:
    yield Line(
        after_clear_days(on, 3),
        "Earliest day on which it is to be met",
        "C4, LGA 1999 s.11(4)(a)",
        "three clear days, leaving out the day of service and the day itself",
    )


def _requirement(on: dt.date, days: int) -> Iterator[Line]:
    yield Line(on + dt.timedelta(days=days), "The first return is due", "C2, LGA 1972 s.230 (as set in the letter)")


def _exit(on: dt.date, length: int) -> Iterator[Line]:
    yield Line(on + DAY, "Oversight begins", "R28, response para 86")
    for after in (6, 9, 11):
        if after < length:
            yield Line(on + months(after), "Prepare the review after exit", "C9, response para 86")
    yield Line(on + months(length), "The review after exit is due", "C9, response para 86")


def _watch(on: dt.date, number: int) -> Iterator[Line]:
    for after in (6, 12, 18):
        yield Line(on + months(after), "Look at the trajectory of the service", "C8, response para 75")
    yield Line(on + months(24), "Consider the Duty; nothing follows by itself", "C8, response para 75")


def _section_114(on: dt.date, number: int) -> Iterator[Line]:
    counted = "21 days beginning with the day on which copies are sent"
    yield Line(on + dt.timedelta(days=20), "Last day for the council to meet", "C13, LGFA 1988 s.115", counted)


def _recommendation(on: dt.date, number: int) -> Iterator[Line]:
    yield Line(on + months(1), "Last day for the council to consider it", "C14, LAAA 2014 Sch. 7 para 5")


PLANS: Mapping[str, Plan] = {
    "issue_notice": Plan("Issue a Best Value Notice", _notice, "Months that it runs", 12),
    "propose": Plan("Put a proposal to the authority", _proposal, "Working days for representations", 10),
    "make_directions": Plan("Make directions", _directions, "Months that they last", 24),
    "make_urgent_directions": Plan("Make urgent directions", _urgent, "Months that they last", 24),
    "appoint_inspector": Plan("Appoint an inspector", _inspection, "Months to the report", 4),
    "inspectors_requirement": Plan("Serve an inspector's requirement", _inspectors_requirement),
    "serve_requirement": Plan("Require information (section 230)", _requirement, "Days to the first return", 28),
    "exit": Plan("End the last directions", _exit, "Months to the review", 12),
    "watch": Plan("Begin to watch a failing service", _watch),
    "section_114": Plan("A section 114 report is sent out", _section_114),
    "recommendation": Plan("An auditor's recommendation is received", _recommendation),
}


def planned(act: str, on: dt.date, number: int) -> list[Planned]:
    """Every date that follows, in order, each with what it runs into."""
    lines = sorted(PLANS[act].follow(on, number), key=lambda each: each.on)
    return [Planned(each, tuple(_clashes(each, on))) for each in lines]


def _clashes(line: Line, begun: dt.date) -> Iterator[str]:
    if why := not_a_working_day(line.on):
        yield f"Not a working day: {why}. The date is shown, and not moved."
    window = line.source.startswith("C5")
    words = "Part of the time lies" if window else "It lies"
    yield from (f"{words} {each}." for each in pre_election_periods(begun if window else line.on, line.on))
