"""What the dates alone say of instruments, worked out afresh: it holds even where no sweep ever ran (rulings 6)."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.utils.text import capfirst

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.policy import holds
from bestvalue.desk.wording import due
from cases.moves import OFFICIAL
from cases.policy import visible_cases
from cases.where import page_of_instrument
from interventions.models import Direction, OversightPeriod, Proposal
from interventions.standing import end_words, window_words
from notices.models import Notice
from notices.periods import PROMPTED_BEFORE, words

from .waiting import MOST, Cases, Waiting

ADVISED_BEFORE, REVIEWED_BEFORE = 9, 3  # months: the first prompts of clocks C6 and C9


def coming_for(user: User) -> tuple[list[Waiting], bool]:
    """Periods, windows, directions and reviews that end soon or have ended, for officials, and whether there are more.

    The first of each kind, the earliest first.
    """
    if not holds(user, *OFFICIAL):
        return [], False
    cases = visible_cases(user)
    kinds = [list(read(cases)) for read in (_periods, _windows, _directions, _reviews)]
    found = [each for kind in kinds for each in kind[:MOST]]
    return sorted(found, key=lambda each: each.on), any(len(kind) > MOST for kind in kinds)


def _periods(cases: Cases) -> Iterator[Waiting]:
    live = Notice.objects.filter(state="issued", ends_on__lte=_in_months(max(PROMPTED_BEFORE)))
    return _dated(live, "ends_on", cases, words)


def _windows(cases: Cases) -> Iterator[Waiting]:
    undecided = Proposal.objects.filter(state__in=Proposal.LIFE.live, retrospective=False, closes_on__isnull=False)
    return _dated(undecided, "closes_on", cases, window_words)


def _directions(cases: Cases) -> Iterator[Waiting]:
    ending = Direction.objects.filter(state="made", ends_on__lte=_in_months(ADVISED_BEFORE))
    return _dated(ending, "ends_on", cases, end_words)


def _reviews(cases: Cases) -> Iterator[Waiting]:
    running = OversightPeriod.objects.filter(state="running", review_due_on__lte=_in_months(REVIEWED_BEFORE))
    return _dated(running, "review_due_on", cases, lambda period, today: f"Review: {due(period.review_due_on, today)}")


def _dated(rows: QuerySet[Any], by: str, cases: Cases, say: Callable[[Any, dt.date], str]) -> Iterator[Waiting]:
    """Instruments by a date of theirs, each with what that date means today."""
    today = clock.today()
    for each in rows.filter(case__in=cases).select_related("case__authority").order_by(by, "pk")[: MOST + 1]:
        page = page_of_instrument(each.key, each.case)
        text = f"{capfirst(each._meta.verbose_name)}: {each.case.authority}"
        yield Waiting(text, page, say(each, today), getattr(each, by))


def _in_months(count: int) -> dt.date:
    return clock.today() + relativedelta(months=count)
