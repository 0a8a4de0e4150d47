"""What waits for a person: each list holds only what they may know of and may do something about."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.api.selectors import waiting_webhooks
from bestvalue.desk.selectors.decisions import unspent_approvals
from bestvalue.desk.selectors.publications import packs_for
from bestvalue.desk.wording import in_full, waiting
from cases.models import Case, Correction, Submission, SubmissionAct
from cases.moves import DEPUTY, LEAD, MOVES, OFFICIAL
from cases.policy import visible_cases
from cases.selectors.openings import waiting_openings
from cases.selectors.submissions import OUTCOMES, last_offered, needing_a_new_decision
from cases.where import page_of_instrument
from notices.models import NoticeRecipient
from notices.selectors import ISSUING

MOST = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: about what, the page on which it is dealt with, why and since when in words, and a day."""

    text: str
    page: str
    why: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Pile:
    """Things of one kind that wait, what is asked of the person with each, and whether there are more of them."""

    heading: str
    asks: str
    things: tuple[Waiting, ...]
    more: bool


Cases = QuerySet[Case]
Read = Callable[[User, Cases], Iterator[Waiting]]


def piles_for(user: User) -> list[Pile]:
    """What waits for this person, as many queries however much it is; empty piles are left out."""
    cases = visible_cases(user)
    read = ((heading, asks, tuple(reads(user, cases))) for heading, asks, to, reads in PILES if holds(user, *to))
    return [Pile(heading, asks, things[:MOST], len(things) > MOST) for heading, asks, things in read if things]


def _to_clear(user: User, cases: Cases) -> Iterator[Waiting]:
    """Submissions that somebody else drafted, since when their drafter last sent them."""
    waits = Submission.objects.filter(state="for_clearance", case__in=cases).exclude(drafted_by=user)
    dated = waits.annotate(since=Coalesce(last_offered(), "created_at")).order_by("since", "pk")
    for each in dated.select_related("case__authority", "drafted_by")[: MOST + 1]:
        page = reverse("cases:submission", args=[each.case.ref, each.pk])
        yield _since(each.since, f"{each.question}: {each.case.authority}", page, f"Sent by {each.drafted_by}, waiting")


def _openings(user: User, cases: Cases) -> Iterator[Waiting]:
    for each in waiting_openings(user).order_by("requested_at", "pk")[: MOST + 1]:
        asked = f"Asked for by {each.requested_by}, waiting"
        yield _since(each.requested_at, str(each.authority), reverse("authorities:openings"), asked)


def _void(user: User, cases: Cases) -> Iterator[Waiting]:
    for each in needing_a_new_decision().filter(submission__case__in=cases).order_by("decided_at", "pk")[: MOST + 1]:
        case, moment = each.submission.case, each.decided_at or each.submission.created_at
        page = reverse("cases:submission", args=[case.ref, each.submission_id])
        why = f"{OUTCOMES[each.state]}. Approved on {in_full(clock.day_of(moment))}"
        yield Waiting(f"{MOVES[each.move].label}: {case.authority}", page, why, clock.day_of(moment))


def _to_issue(user: User, cases: Cases) -> Iterator[Waiting]:
    for each in _approved(cases).filter(move__in=ISSUING)[: MOST + 1]:
        case = each.submission.case
        yield _decided(each, str(case.authority), page_of_instrument(each.subject, case))


def _to_carry_out(user: User, cases: Cases) -> Iterator[Waiting]:
    """Every other act; the submission says on what."""
    for each in _approved(cases).exclude(move__in=ISSUING)[: MOST + 1]:
        case = each.submission.case
        page = reverse("cases:submission", args=[case.ref, each.submission_id])
        yield _decided(each, f"{MOVES[each.move].label}: {case.authority}", page)


def _decided(act: SubmissionAct, text: str, page: str) -> Waiting:
    on = act.decided_on or clock.today()
    return Waiting(text, page, waiting(on, clock.today(), "Approved by a minister, waiting"), on)


def _approved(cases: Cases) -> QuerySet[SubmissionAct]:
    """What may be carried out now: not what a successor must confirm first (rulings 16)."""
    approved = unspent_approvals(clock.today()).filter(in_office=True, submission__case__in=cases)
    return approved.order_by("decided_on", "pk")


def _to_serve(user: User, cases: Cases) -> Iterator[Waiting]:
    today = clock.today()
    unserved = NoticeRecipient.objects.filter(
        notice__state="issued", notice__retrospective=False, served_on=None, notice__case__in=cases
    )
    related = unserved.select_related("notice__case__authority", "officer")
    for each in related.order_by("notice__issued_on", "pk")[: MOST + 1]:
        case, on = each.notice.case, each.notice.issued_on or today
        page = page_of_instrument(each.notice.key, case)
        yield Waiting(f"{each}: {case.authority}", page, waiting(on, today, "Issued, and not served"), on)


def _corrections(user: User, cases: Cases) -> Iterator[Waiting]:
    asked = Correction.objects.filter(state="asked", case__in=cases).exclude(asked_by=user)
    for each in asked.select_related("case__authority", "asked_by").order_by("asked_at", "pk")[: MOST + 1]:
        page = reverse("cases:corrections", args=[each.case.ref])
        yield _since(each.asked_at, str(each.case.authority), page, f"Asked for by {each.asked_by}, waiting")


def _webhooks(user: User, cases: Cases) -> Iterator[Waiting]:
    for each in waiting_webhooks(user).order_by("created_at", "pk")[: MOST + 1]:
        page = reverse("desk:webhook", args=[each.pk])
        yield _since(each.created_at, str(each), page, f"Asked for by {each.owner}, waiting")


def _packs(state: str, word: str, since: str = "created_at", *, others: bool = True) -> Read:
    """Publications in this state; `others` leaves out those that the person prepared or approved themselves."""

    def read(user: User, cases: Cases) -> Iterator[Waiting]:
        found = packs_for(user).filter(state=state).order_by(since, "pk")
        for each in (found.exclude(Q(prepared_by=user) | Q(approved_by=user)) if others else found)[: MOST + 1]:
            yield _since(getattr(each, since), each.title, reverse("desk:publication", args=[each.pk]), word)

    return read


def _since(moment: dt.datetime, text: str, page: str, word: str) -> Waiting:
    return Waiting(text, page, waiting(clock.day_of(moment), clock.today(), word), clock.day_of(moment))


RECORDS, PRESS, ADMINISTRATOR = (Role.RECORDS_MANAGER,), (Role.PRESS,), (Role.ADMINISTRATOR,)

# What may wait: the heading, what is asked of whom, and how it is read.
PILES: tuple[tuple[str, str, tuple[Role, ...], Read], ...] = (
    ("Submissions to clear", "Clear a submission, or return it", DEPUTY, _to_clear),
    ("Requests to open a case", "Answer a request to open a case", DEPUTY, _openings),
    ("Approvals that need a new decision", "Ask for a new decision", OFFICIAL, _void),
    ("Approved by a minister, and not issued yet", "Issue what a minister approved", LEAD, _to_issue),
    ("Approved by a minister, and not carried out yet", "Carry out what a minister approved", LEAD, _to_carry_out),
    ("Issued, and not recorded as served", "Record that it was served", OFFICIAL, _to_serve),
    ("Corrections to agree to", "Agree to a correction, or not", RECORDS, _corrections),
    ("Publications to approve", "Approve a publication", DEPUTY, _packs("prepared", "Prepared, waiting")),
    (
        *("Approved and ready to publish", "Publish what was approved", PRESS),
        _packs("approved", "Approved, waiting", "approved_at"),
    ),
    ("Webhooks to approve", "Approve a webhook, or not", ADMINISTRATOR, _webhooks),
    (
        *("Publications sent back to be changed", "Change a publication that was sent back", OFFICIAL),
        _packs("returned", "Sent back, in preparation", others=False),
    ),
)
