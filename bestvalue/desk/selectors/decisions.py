"""The minister's box: what waits for a decision, and what became of those taken (rulings 13, 16 and 17)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, User
from bestvalue.accounts.policy import MINISTERS, Visitor, holds
from bestvalue.records.models import Event
from cases.models import Submission, SubmissionAct
from cases.moves import MOVES
from cases.policy import visible_cases
from cases.selectors.submissions import acts, needing_a_new_decision, whole
from cases.services.decisions import still_decided
from cases.services.submissions.clearing import wrote
from cases.services.submissions.texts import instrument_of

LATEST = 20


@dataclass(frozen=True, slots=True)
class Box:
    """What one person finds in the box. `waiting` is theirs, oldest first; the rest are the latest of their kind."""

    waiting: QuerySet[Submission]
    with_others: QuerySet[Submission]
    to_confirm: QuerySet[SubmissionAct]
    to_be_done: QuerySet[SubmissionAct]
    void: QuerySet[SubmissionAct]
    decided: QuerySet[SubmissionAct]


def opens_the_box(user: Visitor) -> bool:
    """Ministers and private office; for everybody else there is no box."""
    return holds(user, *MINISTERS, Role.PRIVATE_OFFICE)


def waiting_for(user: User) -> QuerySet[Submission]:
    """What waits for this person, the oldest first: addressed to them or nobody in office; for private office, all."""
    rows = _with_a_minister()
    return rows.filter(_addressed_to(user)) if holds(user, *MINISTERS) else rows


def box_of(user: User) -> Box:
    """Everything in the box of a minister or of private office."""
    approved = unspent_approvals(clock.today())
    others = _with_a_minister().exclude(_addressed_to(user)) if holds(user, *MINISTERS) else Submission.objects.none()
    return Box(
        waiting=waiting_for(user),
        with_others=others[:LATEST],
        to_confirm=approved.filter(in_office=False).order_by("decided_at")[:LATEST],
        to_be_done=approved.filter(in_office=True).order_by("decided_at")[:LATEST],
        void=needing_a_new_decision()[:LATEST],
        decided=acts().filter(decided_at__isnull=False).order_by("-decided_at")[:LATEST],
    )


def to_confirm_in(user: User, submission: Submission) -> set[Any]:
    """The approvals of a submission that wait for a successor, and are this minister's to confirm, by key."""
    roles = user.roles_on(clock.today())
    found = unspent_approvals(clock.today()).filter(submission=submission, in_office=False)
    return {each.pk for each in found if roles & set(MOVES[each.move].decider)}


def in_the_box(pk: Any) -> Submission | None:
    """A submission that has been sent to a minister, whatever became of it since; None for any other."""
    return whole().filter(pk=pk, pack__isnull=False, retrospective=False).first()


def told_in_the_box(user: User, submission: Submission, events: QuerySet[Event]) -> QuerySet[Event]:
    """Those of these events of its case that this person is told.

    Private office, which reads submissions and not the case, is told only what was done with this one (domain 9.1).
    """
    if visible_cases(user).filter(pk=submission.case_id).exists():
        return events
    return events.filter(subject=submission.key)


def why_not(user: User, submission: Submission) -> dict[Any, str]:
    """By act: why this minister does not decide it, in words; empty where they may."""
    roles, general = user.roles_on(clock.today()), _why_not_at_all(user, submission)
    return {each.pk: general or _why_not_this(roles, each) for each in submission.acts.all()}


def _why_not_at_all(user: User, submission: Submission) -> str:
    if any(each.minister_id == user.pk for each in submission.recusals.all()):
        return "You stood aside from this submission."
    if user.pk == submission.cleared_by_id or wrote(user, submission):
        return "Nobody decides a submission that they drafted or cleared."
    return ""


def _why_not_this(roles: frozenset[Role], asked: SubmissionAct) -> str:
    if not roles & set(MOVES[asked.move].decider):
        return "This is for the Secretary of State to decide."
    return " ".join(each.message for each in instrument_of(asked).not_decidable(asked.move, clock.today()))


def unspent_approvals(on: dt.date) -> QuerySet[Any]:
    """Unspent approvals, each with whether whoever decided or confirmed it is in an office that decides it on a day.

    It is `in_office` by the rule that the act itself asks.
    """
    still = ExpressionWrapper(still_decided(on), output_field=BooleanField())
    return acts().filter(state="approved").annotate(in_office=still)


def _with_a_minister() -> QuerySet[Submission]:
    return whole().filter(state="with_minister").order_by("sent_at", "pk")


def _addressed_to(user: User) -> Q:
    return (Q(minister=user) | ~Q(addressee_in_office(clock.today()))) & ~Q(recusals__minister=user)


def addressee_in_office(on: dt.date) -> Exists:
    """Whether a submission is addressed to somebody who holds a minister's office that day, for such a query."""
    offices = RoleHolding.objects.on(on).filter(role__in=MINISTERS)
    return Exists(offices.filter(user=OuterRef("minister")))
