"""Logging, summarising and answering representations (R18)."""

import datetime as dt

from bestvalue.accounts.models import User
from cases.services.act import acting
from interventions.models import Proposal, Representation


def log_representation(
    *,
    by: User,
    proposal: Proposal,
    sender: str,
    received_on: dt.date,
    channel: str,
    text: str,
    is_from_authority: bool = False,
    expected_version: int | None = None,
) -> Representation:
    """Log one representation, late ones too."""
    with acting("log_representation", case=proposal.case_id, by=by, expected_version=expected_version) as act:
        proposal = act.lock(proposal)
        act.need(proposal.is_live, "no_proposal", "The proposal is not waiting for a decision.")
        act.need(received_on <= act.today, "later", "A representation is logged once it has come.")
        act.need(sender.strip() and text.strip(), "incomplete", "Say who sent it and what it says.")
        act.check()
        late = proposal.closes_on is not None and received_on > proposal.closes_on
        made = Representation.objects.create(
            proposal=proposal,
            sender=sender,
            received_on=received_on,
            channel=channel,
            text=text,
            is_from_authority=is_from_authority,
            is_late=late,
        )
        act.tell(subject=made.key, effective_on=received_on)
    return made


def acknowledge_representation(
    *, by: User, representation: Representation, expected_version: int | None = None
) -> Representation:
    """Record that the sender was thanked."""
    case = representation.proposal.case_id
    with acting("acknowledge_representation", case=case, by=by, expected_version=expected_version) as act:
        representation = act.lock(representation)
        act.need(representation.state == "received", "acknowledged", "It has been acknowledged.")
        act.check()
        representation.acknowledge()
        representation.save()
        act.tell(subject=representation.key)
    return representation


def answer_representation(
    *,
    by: User,
    representation: Representation,
    summary: str,
    reply: str,
    late_decision: str = "",
    expected_version: int | None = None,
) -> Representation:
    """Take a representation through to its answer: summarised in words, put to the decider, answered in words.

    `late_decision` says of one that came late whether it is considered, and why.
    """
    case = representation.proposal.case_id
    with acting("answer_representation", case=case, by=by, expected_version=expected_version) as act:
        representation = act.lock(representation)
        act.need(representation.state != "answered", "answered", "It has been answered.")
        act.need(summary.strip() and reply.strip(), "incomplete", "Give the summary and the answer.")
        decided = not representation.is_late or late_decision.strip()
        act.need(decided, "late", "It came late: say whether it is considered, and why.")
        act.check()
        representation.summary, representation.reply = summary, reply
        representation.late_decision = late_decision
        steps = {"received": 0, "acknowledged": 0, "summarised": 1, "considered": 2}[representation.state]
        for step in (representation.summarise, representation.consider, representation.answer)[steps:]:
            step()
            representation.save()
        act.tell(subject=representation.key)
    return representation
