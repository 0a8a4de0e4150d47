"""What waits for a person: each list holds only what they may know of and may do something about."""

from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.desk.selectors.publications import may_know_of_packs, packs_for
from cases.models import Case, Correction, Instrument, SubmissionAct
from cases.moves import LEAD, MOVES, OFFICIAL
from cases.policy import visible_cases
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


def piles_for(user: User) -> list[Pile]:
    """Everything that waits for this person, as many queries however much it is; empty piles are left out."""
    cases = visible_cases(user)
    found = [
        Pile("Approved by a minister, and not issued yet", tuple(_to_issue(user, cases))),
        Pile("Approved by a minister, and not carried out yet", tuple(_to_carry_out(user, cases))),
        Pile("Issued, and not recorded as served", tuple(_to_serve(user, cases))),
        Pile("Periods that end soon, or have ended", tuple(_periods(user, cases))),
        Pile("Time for representations", tuple(_windows(user, cases))),
        Pile("Directions that end within nine months, or have lapsed", tuple(_directions(user, cases))),
        Pile("Reviews after exit that are due", tuple(_reviews(user, cases))),
        Pile("Corrections to agree to", tuple(_corrections(user, cases))),
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


def _to_carry_out(user: User, cases: QuerySet[Case]) -> list[Waiting]:
    """Every other act that waits for a lead; the submission says on what."""
    if not holds(user, *LEAD):
        return []
    approved = SubmissionAct.objects.filter(state="approved", submission__case__in=cases).exclude(move__in=ISSUING)
    rows = approved.select_related("submission__case__authority").order_by("decided_on", "pk")[:MOST]
    return [
        Waiting(
            f"{MOVES[each.move].label}: {each.submission.case.authority}",
            reverse("cases:submission", args=[each.submission.case.ref, each.submission_id]),
        )
        for each in rows
    ]


def _windows(user: User, cases: QuerySet[Case]) -> list[Waiting]:
    if not holds(user, *OFFICIAL):
        return []
    undecided = Proposal.objects.filter(state__in=Proposal.LIFE.live, case__in=cases, retrospective=False)
    rows = undecided.select_related("case__authority").order_by("closes_on", "pk")[:MOST]
    return [Waiting(f"{each.case.authority}. {window_words(each, clock.today())}", _on(each)) for each in rows]


def _directions(user: User, cases: QuerySet[Case]) -> list[Waiting]:
    if not holds(user, *OFFICIAL):
        return []
    soon = clock.today() + relativedelta(months=ADVISED_BEFORE)
    rows = Direction.objects.filter(state="made", ends_on__lte=soon, case__in=cases)
    rows = rows.select_related("case__authority").order_by("ends_on", "pk")[:MOST]
    return [Waiting(f"{each.case.authority}. {end_words(each, clock.today())}", _on(each)) for each in rows]


def _reviews(user: User, cases: QuerySet[Case]) -> list[Waiting]:
    if not holds(user, *OFFICIAL):
        return []
    soon = clock.today() + relativedelta(months=REVIEWED_BEFORE)
    rows = OversightPeriod.objects.filter(state="running", review_due_on__lte=soon, case__in=cases)
    rows = rows.select_related("case__authority").order_by("review_due_on", "pk")[:MOST]
    return [Waiting(f"{each.case.authority}. Due on {each.review_due_on:%-d %B %Y}", _on(each)) for each in rows]


def _corrections(user: User, cases: QuerySet[Case]) -> list[Waiting]:
    if not holds(user, Role.RECORDS_MANAGER):
        return []
    rows = Correction.objects.filter(state="asked", case__in=cases).exclude(asked_by=user)
    rows = rows.select_related("case__authority").order_by("asked_at", "pk")[:MOST]
    return [Waiting(str(each.case.authority), reverse("cases:corrections", args=[each.case.ref])) for each in rows]


def _on(instrument: Instrument) -> str:
    return reverse(f"interventions:{instrument.KIND}", args=[instrument.case.ref, instrument.pk])


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
