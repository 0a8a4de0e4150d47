"""What waits for a person: each list holds only what they may know of and may do something about."""

from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.desk.selectors.publications import may_know_of_packs, packs_for
from cases.models import Case, SubmissionAct
from cases.moves import LEAD, OFFICIAL
from cases.policy import visible_cases
from notices.models import Notice, NoticeRecipient
from notices.periods import PROMPTED_BEFORE, words
from notices.selectors import ISSUING

MOST = 10


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


def piles_for(user: User) -> list[Pile]:
    """Everything that waits for this person, as many queries however much it is; empty piles are left out."""
    cases = visible_cases(user)
    found = [
        Pile("Approved by a minister, and not issued yet", tuple(_to_issue(user, cases))),
        Pile("Issued, and not recorded as served", tuple(_to_serve(user, cases))),
        Pile("Periods that end soon, or have ended", tuple(_periods(user, cases))),
        Pile("Publications to approve", tuple(_packs(user, "prepared", Role.DEPUTY_DIRECTOR))),
        Pile("Approved and ready to publish", tuple(_packs(user, "approved", Role.PRESS))),
        Pile("Publications sent back to be changed", tuple(_packs(user, "returned", *OFFICIAL))),
    ]
    return [pile for pile in found if pile.things]


def _to_issue(user: User, cases: QuerySet[Case]) -> list[Waiting]:
    if not holds(user, *LEAD):
        return []
    approved = SubmissionAct.objects.filter(move__in=ISSUING, state="approved", submission__case__in=cases)
    rows = approved.select_related("submission__case__authority").order_by("decided_on", "pk")[:MOST]
    return [
        Waiting(str(each.submission.case.authority), _page(each.submission.case, each.subject.partition(":")[2]))
        for each in rows
    ]


def _to_serve(user: User, cases: QuerySet[Case]) -> list[Waiting]:
    if not holds(user, *OFFICIAL):
        return []
    unserved = NoticeRecipient.objects.filter(
        notice__state="issued", notice__retrospective=False, served_on=None, notice__case__in=cases
    )
    rows = unserved.select_related("notice__case__authority", "officer").order_by("notice__issued_on", "pk")[:MOST]
    return [Waiting(f"{each}: {each.notice.case.authority}", _page(each.notice.case, each.notice_id)) for each in rows]


def _periods(user: User, cases: QuerySet[Case]) -> list[Waiting]:
    if not holds(user, *OFFICIAL):
        return []
    soon = clock.today() + relativedelta(months=max(PROMPTED_BEFORE))
    live = Notice.objects.filter(state="issued", ends_on__lte=soon, case__in=cases)
    rows = live.select_related("case__authority").order_by("ends_on", "pk")[:MOST]
    return [Waiting(f"{each.case.authority}. {words(each, clock.today())}", _page(each.case, each.pk)) for each in rows]


def _packs(user: User, state: str, *roles: Role) -> list[Waiting]:
    if not (holds(user, *roles) and may_know_of_packs(user)):
        return []
    rows = packs_for(user).filter(state=state)[:MOST]
    return [Waiting(each.title, reverse("desk:publication", args=[each.pk])) for each in rows]


def _page(case: Case, notice: object) -> str:
    return reverse("notices:notice", args=[case.ref, notice])
