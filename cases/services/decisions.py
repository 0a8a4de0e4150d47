"""Finding and spending a minister's decision; for past events, recording the decision as it was published."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from bestvalue import clock
from bestvalue.accounts.models import RoleHolding, User
from bestvalue.accounts.policy import MINISTERS
from bestvalue.errors import Refused, Unmet
from bestvalue.records.models import Event

from ..models import Instrument, Submission, SubmissionAct, text_hash
from ..moves import MOVES, Move
from .documents import freeze

if TYPE_CHECKING:
    from .act import Past


def approval_of(move: Move, instrument: Instrument, *, today: dt.date) -> SubmissionAct:
    """The unspent approval of this act on the instrument's present text, locked; raises Refused (R1, R2)."""
    digest = text_hash(instrument.decision_text())
    approvals = (
        SubmissionAct.objects.select_for_update(of=("self",))
        .select_related("document", "decided_by", "submission")
        .filter(move=move.name, subject=instrument.key, state="approved")
    )
    approval = max(approvals, key=lambda each: each.document.sha256 == digest, default=None)
    if approval is None:
        raise Refused([Unmet("no_decision", f"A minister has not approved this: {move.label.lower()}.")])
    problems = [
        Unmet("text_changed", "The text has changed since the minister decided. It needs a new decision.")
        if approval.document.sha256 != digest
        else None,
        Unmet("decider_left", "The minister who decided has left office. The successor must confirm the decision.")
        if not in_office(approval, today)
        else None,
        Unmet("decided_later", "The minister's decision is dated later than this act.")
        if approval.decided_on and approval.decided_on > today
        else None,
    ]
    if any(problems):
        raise Refused([each for each in problems if each])
    return approval


def undecided(move: Move, instrument: Instrument) -> tuple[Unmet, ...]:
    """Why the act could not be carried out on a minister's decision now; nothing where it could."""
    try:
        with transaction.atomic():
            approval_of(move, instrument, today=clock.today())
    except Refused as refused:
        return refused.unmet
    return ()


def in_office(approval: SubmissionAct, today: dt.date) -> bool:
    """Whether the minister who decided, or the successor who confirmed it, holds the deciding office that day."""
    return SubmissionAct.objects.filter(still_decided(today), pk=approval.pk).exists()


def still_decided(today: dt.date) -> Q:
    """The acts whose decider, or the successor who confirmed, holds that day an office which decides such an act."""
    held = RoleHolding.objects.on(today).filter(Q(user=OuterRef("decided_by")) | Q(user=OuterRef("confirmed_by")))
    found = Q(pk__in=())
    for role in MINISTERS:
        theirs = [name for name, move in MOVES.items() if role in move.decider]
        found |= Q(Exists(held.filter(role=role)), move__in=theirs)
    return found


def approved_facts(move: Move, instrument: Instrument) -> dict[str, Any]:
    """The facts that the act itself sets, as a minister last approved them; none where nothing was approved."""
    approvals = SubmissionAct.objects.filter(move=move.name, subject=instrument.key, state="approved")
    latest = approvals.order_by("-decided_at").first()
    return dict(latest.changes) if latest else {}


def past_decision(move: Move, instrument: Instrument, *, by: User, past: "Past") -> SubmissionAct:
    """Record the decision behind a published act: the office as it then was, with the source as proof (rulings 25)."""
    submission = Submission.objects.create(
        case_id=instrument.case_id,
        question=f"{move.label} (decided at the time; entered from the published record)",
        drafted_by=by,
        retrospective=True,
        source=past.source,
        confirmed=past.confirmed,
        not_published=["recommendation", "evidence_for", "evidence_against", "authority_account"],
    )
    asked = SubmissionAct.objects.create(
        submission=submission,
        move=move.name,
        subject=instrument.key,
        document=freeze(instrument, title=move.document or move.label),
        retrospective=True,
        decided_by_office=past.decider,
        decided_on=past.on,
        recorded_by=by,
        proof=past.source or "not published",
    )
    asked.approve()
    asked.save(update_fields=["state"])
    return asked


def spend(decision: SubmissionAct, event: Event) -> None:
    """Mark a decision as spent by the event of the act it allowed."""
    decision.spend()
    decision.spent_by = event
    decision.save(update_fields=["state", "spent_by"])
