"""The kinds of clocks (domain 2.6), when each prompts people, and what asks for one. A clock never moves a case (N1).

A clock belongs to something that runs to a date: a notice, a requirement, an inspection. The apps tell which dates run
(`deadlines`), and `cases.services.clocks` keeps one row for each.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from bestvalue.accounts.models import Role

if TYPE_CHECKING:
    from .models import Case

ALERTED = (Role.DEPUTY_DIRECTOR, Role.PRIVATE_OFFICE)


@dataclass(frozen=True, slots=True)
class Point:
    """A day on which a clock prompts: so many months and days from the date it runs to, or from its start."""

    key: str
    asks: str
    months: int = 0
    days: int = 0
    from_start: bool = False
    tells: tuple[Role, ...] = ()
    is_urgent: bool = False

    def on(self, started_on: dt.date, due_on: dt.date) -> dt.date:
        """The legal day of the prompt. Months end where the month is shorter: 31 May less three is 28 February."""
        begin = started_on if self.from_start else due_on
        return begin + relativedelta(months=self.months, days=self.days)


@dataclass(frozen=True, slots=True)
class ClockKind:
    """One row of domain 2.6: its number there, what it is, its source, its prompts, and the acts that deal with it.

    `waits_for` names who must do something meanwhile. `is_movable` says that an official may give another date, as it
    stands in no letter and no statute.
    """

    number: str
    label: str
    basis: str
    points: tuple[Point, ...] = ()
    met_by: frozenset[str] = frozenset()
    waits_for: str = ""
    is_movable: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date that runs on something now: of which kind, on what (`notice:<id>`, perhaps a part of it), from when."""

    kind: str
    subject: str
    what: str
    started_on: dt.date
    due_on: dt.date
    part: str = ""


def before(count: int, asks: str) -> Point:
    """A prompt so many months before the date."""
    return Point(f"{count}-months-before", asks, months=-count)


def week_before(asks: str) -> Point:
    """A prompt seven days before the date."""
    return Point("week-before", asks, days=-7)


def on_the_day(asks: str) -> Point:
    """A prompt on the date itself."""
    return Point("on-the-day", asks)


def day_after(asks: str, *tells: Role) -> Point:
    """A prompt on the day after, when the date has passed."""
    return Point("day-after", asks, days=1, tells=tells)


def made_by(*names: str) -> frozenset[str]:
    """The acts that deal with what a clock is about."""
    return frozenset(names)


ADVISE_NOTICE = "Prepare advice on what follows the notice"
ADVISE_DIRECTIONS = "Prepare advice on what follows the directions"
TRAJECTORY = "Look at the trajectory of the service, and note what you see"
REVIEW = "Prepare the review after exit"

KINDS: Mapping[str, ClockKind] = {
    "notice_period": ClockKind(
        "C1",
        "End of a notice's period",
        "practice; response para 67 sets no length",
        (
            *(before(count, ADVISE_NOTICE) for count in (3, 2, 1)),
            day_after("The notice's period has ended. Ask a minister what follows: nothing follows by itself"),
        ),
        made_by("revise_notice", "reissue_notice", "withdraw_notice", "do_not_reissue_notice"),
    ),
    "requirement_return": ClockKind(
        "C2",
        "Return due from the authority",
        "LGA 1972 s.230; the date is in the requirement",
        (
            week_before("Remind the authority that a return is due"),
            day_after("A return has not come. Decide what to do: lateness is no failure of the Duty"),
        ),
        made_by("log_return"),
        waits_for="the authority",
    ),
    "inspection_report": ClockKind(
        "C3",
        "Inspection report due",
        "LGA 1999 s.10; the date is in the letter of appointment",
        (
            before(1, "Ask the inspector whether the report will come in time"),
            day_after("The inspector's report has not come. Only a minister changes its date"),
        ),
        made_by("receive_inspection_report"),
        waits_for="the inspector",
    ),
    "inspectors_requirement": ClockKind(
        "C4",
        "Inspector's requirement to be met",
        "LGA 1999 s.11(4)(a): three clear days",
        (day_after("Ask the inspector whether the requirement was met"),),
        waits_for="whoever the inspector asked",
    ),
    "representations": ClockKind(
        "C5",
        "Last day for representations",
        "LGA 1999 s.15(9); practice: 10 working days",
        (day_after("The time for representations is over. Check that each is logged, and record that it is closed"),),
        made_by("close_window"),
        waits_for="the authority and others",
    ),
    "directions_end": ClockKind(
        "C6",
        "End of directions",
        "LGA 1999 s.15(6)(a)",
        (
            *(before(count, ADVISE_DIRECTIONS) for count in (9, 6, 3, 1)),
            day_after("The directions have lapsed and nothing was decided. A decision is needed now", *ALERTED),
        ),
        made_by("make_directions", "make_urgent_directions", "revoke_directions", "let_directions_lapse"),
    ),
    "progress_report": ClockKind(
        "C7",
        "Progress report due",
        "practice: about every six months",
        (
            before(1, "Remind the commissioners' contact that a report is due"),
            day_after("The progress report has not come. Ask when it will"),
        ),
        made_by("receive_progress_report"),
        waits_for="commissioners, envoys or the board",
        is_movable=True,
    ),
    "service_failure": ClockKind(
        "C8",
        "Two years of a failing service",
        "response para 75: a prompt to consider, not a deadline for cure",
        (
            *(Point(f"month-{count}", TRAJECTORY, months=count, from_start=True) for count in (6, 12, 18)),
            Point(
                "month-24",
                "Consider the Duty on what is known of this service. Nothing follows by itself",
                months=24,
                from_start=True,
            ),
        ),
        made_by("end_watch", "take_further"),
    ),
    "oversight_review": ClockKind(
        "C9",
        "Review after exit due",
        "response para 86; guidance section 8",
        (
            *(before(count, REVIEW) for count in (6, 3, 1)),
            on_the_day("The review after exit is due. A minister decides what follows"),
        ),
        made_by("receive_oversight_review"),
    ),
    "peer_challenge": ClockKind("C10", "Five years since a peer challenge", "response para 19; practice: five years"),
    "directed_action": ClockKind(
        "C11",
        "Directed action due",
        "LGA 1999 s.15(5); the date is in the directions",
        (
            before(1, "Ask the authority how far the directed action is"),
            day_after("Record how far the directed action is: its date has passed"),
        ),
        made_by("record_action_progress"),
        waits_for="the authority",
    ),
    "mid_term_review": ClockKind(
        "C12",
        "Review of directions",
        "practice; the date is in the directions (R23)",
        (before(3, "Prepare the review of the directions"), on_the_day("The review of the directions is due")),
    ),
    "section_114_meeting": ClockKind(
        "C13",
        "Council meets on a section 114 report",
        "Local Government Finance Act 1988 s.115",
        met_by=made_by("record_meeting"),
        waits_for="the council",
    ),
    "auditor_meeting": ClockKind(
        "C14",
        "Council considers the auditor's recommendation",
        "Local Audit and Accountability Act 2014 Sch. 7 para 5",
        met_by=made_by("record_meeting"),
        waits_for="the council",
    ),
    "urgency_notices": ClockKind(
        "T48",
        "Notices of urgent directions",
        "LGA 1999 s.15(12); practice: at once, late after one working day",
        (
            Point(
                "at-once",
                "Send both notices of the urgent directions, and record that they were sent",
                from_start=True,
                is_urgent=True,
            ),
            day_after("The notices of the urgent directions are late. Send them now", *ALERTED),
        ),
        made_by("send_urgency_notices"),
    ),
    "publish_recommendation": ClockKind(
        "R13",
        "Publication of a recommendation to direct",
        "LGA 1999 s.13(4)(a): as soon as reasonably practicable",
        (on_the_day("The report recommends directions: see that the recommendation is published"),),
        made_by("publish_inspection_report"),
    ),
    "support_review": ClockKind(
        "E2",
        "Review of agreed support",
        "practice: a reminder only",
        (on_the_day("Look at how the agreed support is going"),),
        made_by("end_support"),
        is_movable=True,
    ),
    "next_step": ClockKind(
        "T02",
        "Next step agreed with the authority",
        "practice: a reminder only",
        (day_after("The agreed date of a next step has passed. Record what came of it"),),
        made_by("end_next_step"),
    ),
    "package_review": ClockKind(
        "NS1",
        "Review of a non-statutory package",
        "by agreement; the date is in the terms",
        (before(3, "Prepare the review of the package"), on_the_day("The end or review of the package is due")),
        made_by("end_package"),
    ),
    "external_review": ClockKind(
        "T06",
        "External review's report due",
        "by agreement; the date is in the terms",
        (day_after("The external review's report has not come. Ask when it will"),),
        made_by("receive_review_report"),
        waits_for="the reviewers",
    ),
    "appointment_end": ClockKind(
        "T51",
        "End of an appointment's term",
        "the date is in the letter of appointment",
        (before(3, "Prepare advice on what follows the appointment"), day_after("The term of an appointment is over")),
        made_by("end_appointment"),
    ),
    "milestone": ClockKind(
        "X1",
        "Milestone of the exit",
        "response paras 82 to 86",
        (day_after("The date of a milestone has passed. Record what is known of it"),),
        made_by("meet_milestone"),
        waits_for="the authority",
    ),
}

Tell = Callable[["Case"], Iterable[Deadline]]


@dataclass(frozen=True, slots=True)
class Source:
    """A function that tells which dates of some kinds run on a case; it reads instruments of these kinds."""

    gives: frozenset[str]
    reads: frozenset[str]
    tell: Tell


SOURCES: list[Source] = []


def deadlines(*gives: str, reads: tuple[str, ...]) -> Callable[[Tell], Tell]:
    """Register a function that tells the dates of these kinds of clocks from instruments of these kinds."""

    def register(tell: Tell) -> Tell:
        SOURCES.append(Source(frozenset(gives), frozenset(reads), tell))
        return tell

    return register
