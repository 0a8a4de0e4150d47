"""What waits for a person: each list holds only what they may know of and may do something about."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.api.selectors import waiting_webhooks
from bestvalue.desk.selectors.publications import packs_for
from cases.models import Case, Correction, SubmissionAct
from cases.moves import LEAD, MOVES, OFFICIAL
from cases.policy import visible_cases
from cases.where import page_of_instrument
from interventions.models import Direction, OversightPeriod, Proposal
from interventions.standing import end_words, window_words
from notices.models import Notice, NoticeRecipient
from notices.periods import PROMPTED_BEFORE, words
from notices.selectors import ISSUING

MOST = 10
ADVISED_BEFORE, REVIEWED_BEFORE = 9, 3  # months: the first prompts of clocks C6 and C9


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, and the page on which it is dealt with."""

    text: str
    page: str


@dataclass(frozen=True, slots=True)
class Pile:
    """Things of one kind that wait."""

    heading: str
    things: tuple[Waiting, ...]


Cases = QuerySet[Case]
Read = Callable[[User, Cases], Iterator[Waiting]]


def piles_for(user: User, *, dated: bool = True) -> list[Pile]:
    """Everything that waits for this person, as many queries however much it is; empty piles are left out.

    Without what is `dated`, for a page that has the tasks of the calendar beside it.
    """
    cases, rows = visible_cases(user), (*PILES, *DATED) if dated else PILES
    found = [Pile(heading, tuple(read(user, cases))) for heading, roles, read in rows if holds(user, *roles)]
    return [pile for pile in found if pile.things]


def _to_issue(user: User, cases: Cases) -> Iterator[Waiting]:
    for each in _approved(cases).filter(move__in=ISSUING)[:MOST]:
        case = each.submission.case
        yield Waiting(str(case.authority), page_of_instrument(each.subject, case))


def _to_carry_out(user: User, cases: Cases) -> Iterator[Waiting]:
    """Every other act; the submission says on what."""
    for each in _approved(cases).exclude(move__in=ISSUING)[:MOST]:
        case = each.submission.case
        page = reverse("cases:submission", args=[case.ref, each.submission_id])
        yield Waiting(f"{MOVES[each.move].label}: {case.authority}", page)


def _approved(cases: Cases) -> QuerySet[SubmissionAct]:
    found = SubmissionAct.objects.filter(state="approved", submission__case__in=cases)
    return found.select_related("submission__case__authority").order_by("decided_on", "pk")


def _to_serve(user: User, cases: Cases) -> Iterator[Waiting]:
    unserved = NoticeRecipient.objects.filter(
        notice__state="issued", notice__retrospective=False, served_on=None, notice__case__in=cases
    )
    for each in unserved.select_related("notice__case__authority", "officer").order_by("notice__issued_on", "pk")[
        :MOST
    ]:
        case = each.notice.case
        yield Waiting(f"{each}: {case.authority}", page_of_instrument(each.notice.key, case))


def _periods(user: User, cases: Cases) -> Iterator[Waiting]:
    live = Notice.objects.filter(state="issued", ends_on__lte=_in_months(max(PROMPTED_BEFORE)))
    return _dated(live, "ends_on", cases, words)


def _windows(user: User, cases: Cases) -> Iterator[Waiting]:
    undecided = Proposal.objects.filter(state__in=Proposal.LIFE.live, retrospective=False)
    return _dated(undecided, "closes_on", cases, window_words)


def _directions(user: User, cases: Cases) -> Iterator[Waiting]:
    ending = Direction.objects.filter(state="made", ends_on__lte=_in_months(ADVISED_BEFORE))
    return _dated(ending, "ends_on", cases, end_words)


def _reviews(user: User, cases: Cases) -> Iterator[Waiting]:
    due = OversightPeriod.objects.filter(state="running", review_due_on__lte=_in_months(REVIEWED_BEFORE))
    return _dated(due, "review_due_on", cases, lambda period, today: f"Due on {period.review_due_on:%-d %B %Y}")


def _dated(rows: QuerySet[Any], by: str, cases: Cases, say: Callable[[Any, dt.date], str]) -> Iterator[Waiting]:
    """Instruments by a date of theirs, each with what that date means today."""
    today = clock.today()
    for each in rows.filter(case__in=cases).select_related("case__authority").order_by(by, "pk")[:MOST]:
        yield Waiting(f"{each.case.authority}. {say(each, today)}", page_of_instrument(each.key, each.case))


def _in_months(count: int) -> dt.date:
    return clock.today() + relativedelta(months=count)


def _corrections(user: User, cases: Cases) -> Iterator[Waiting]:
    asked = Correction.objects.filter(state="asked", case__in=cases).exclude(asked_by=user)
    for each in asked.select_related("case__authority").order_by("asked_at", "pk")[:MOST]:
        yield Waiting(str(each.case.authority), reverse("cases:corrections", args=[each.case.ref]))


def _webhooks(user: User, cases: Cases) -> Iterator[Waiting]:
    for each in waiting_webhooks(user)[:MOST]:
        yield Waiting(f"{each}, asked for by {each.owner}", reverse("desk:webhook", args=[each.pk]))


def _packs(state: str) -> Read:
    def read(user: User, cases: Cases) -> Iterator[Waiting]:
        for each in packs_for(user).filter(state=state)[:MOST]:
            yield Waiting(each.title, reverse("desk:publication", args=[each.pk]))

    return read


# What may wait, in the order of the page: the heading, who does something about it, and how it is read.
PILES: tuple[tuple[str, tuple[Role, ...], Read], ...] = (
    ("Approved by a minister, and not issued yet", LEAD, _to_issue),
    ("Approved by a minister, and not carried out yet", LEAD, _to_carry_out),
    ("Issued, and not recorded as served", OFFICIAL, _to_serve),
    ("Corrections to agree to", (Role.RECORDS_MANAGER,), _corrections),
    ("Publications to approve", (Role.DEPUTY_DIRECTOR,), _packs("prepared")),
    ("Approved and ready to publish", (Role.PRESS,), _packs("approved")),
    ("Webhooks to approve", (Role.ADMINISTRATOR,), _webhooks),
    ("Publications sent back to be changed", OFFICIAL, _packs("returned")),
)

# What the dates alone say, worked out afresh: it holds even where no sweep ever ran (rulings 6).
DATED: tuple[tuple[str, tuple[Role, ...], Read], ...] = (
    ("Periods that end soon, or have ended", OFFICIAL, _periods),
    ("Time for representations", OFFICIAL, _windows),
    ("Directions that end within nine months, or have lapsed", OFFICIAL, _directions),
    ("Reviews after exit that are due", OFFICIAL, _reviews),
)
