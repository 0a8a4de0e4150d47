"""Proposals, their windows and their endings without directions (T42 to T45, T47, T49, T50)."""

import datetime as dt
from typing import Any

from bestvalue.accounts.models import User
from cases.days import working_days_after
from cases.models import NOT_PUBLISHED, Case, NotPublished
from cases.services.act import Act, Past, acting
from cases.services.landing import land, origin_if_held, step_on
from cases.stages import Stage
from interventions.models import Proposal

from .drafts import Draft, begin, document_of, edit
from .people import need_drafted_by_another

PROPOSAL = Draft(
    Proposal,
    "draft_proposal",
    "edit_proposal",
    document_of("propose_intervention"),
    fields=(
        *("evidence", "report", "model", "period", "people", "cost", "services_statement"),
        *("exit_strategy", "exit_strategy_by", "window_days", "short_window_reason", "respond_to"),
    ),
    parts=("actions", "functions", "findings"),
)


def draft_proposal(
    *, by: User, case: Case, past: Past | None = None, expected_version: int | None = None, **given: Any
) -> Proposal:
    """Draft a proposal. `actions` give text and perhaps due_on, `functions` text and is_reserve, `findings` theme_id,
    finding and reasons.
    """
    drafted: Proposal = begin(PROPOSAL, by=by, case=case, past=past, expected_version=expected_version, given=given)
    return drafted


def edit_proposal(*, by: User, proposal: Proposal, expected_version: int | None = None, **given: Any) -> Proposal:
    """Edit a draft proposal."""
    edited: Proposal = edit(PROPOSAL, by=by, draft=proposal, expected_version=expected_version, given=given)
    return edited


def propose_intervention(
    *,
    by: User,
    proposal: Proposal,
    closes_on: dt.date | NotPublished | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Proposal:
    """Put a first proposal to the authority, which is the "minded to" letter (T42, LGA 1999 s.15(9)).

    The time for representations is that which the letter gives; `closes_on` is given only for a past entry.
    """
    return _put(
        "propose_intervention",
        by=by,
        proposal=proposal,
        closes_on=closes_on,
        past=past,
        expected_version=expected_version,
    )


def propose_new_directions(
    *,
    by: User,
    proposal: Proposal,
    closes_on: dt.date | NotPublished | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Proposal:
    """Put new directions to the authority inside an intervention; the stage stays (T50)."""
    return _put(
        "propose_new_directions",
        by=by,
        proposal=proposal,
        closes_on=closes_on,
        past=past,
        expected_version=expected_version,
    )


def _put(
    move: str,
    *,
    by: User,
    proposal: Proposal,
    closes_on: dt.date | NotPublished | None,
    past: Past | None,
    expected_version: int | None,
) -> Proposal:
    with acting(move, case=proposal.case_id, by=by, past=past, expected_version=expected_version) as act:
        proposal = _open(act, proposal, closes_on)
        proposal.opened_from = act.case.stage
        proposal.save()
        toward = step_on(act, Stage.MINDED_TO)
        act.go(Stage(act.case.stage) if move == "propose_new_directions" else _minded_to_from(act, toward))
    return proposal


def _open(act: Act, proposal: Proposal, closes_on: dt.date | NotPublished | None) -> Proposal:
    """Put a drafted proposal to the authority, unsaved; an undecided one that it replaces has ended by then."""
    proposal = act.lock(proposal)
    closes_on = _window(act, proposal, closes_on)
    if not act.past:
        need_drafted_by_another(act, proposal)
        act.unmet.extend(proposal.lacks())
    act.check(proposal)
    act.spend(proposal)
    proposal.open()
    proposal.issued_by = None if act.past else act.by
    proposal.set_facts(opened_on=act.dated, closes_on=closes_on)
    act.tell(subject=proposal.key, after={"closes": str(closes_on)})
    return proposal


def _minded_to_from(act: Act, toward: Stage) -> Stage:
    """A package holds the intervention stage, but a first proposal takes the case to "minded to" all the same (T33)."""
    return Stage.MINDED_TO if act.case.stage == Stage.INTERVENTION else toward


def _window(act: Act, proposal: Proposal, published: dt.date | NotPublished | None) -> dt.date | NotPublished:
    """The closing date: counted in working days from the letter, or as published."""
    if act.past is None:
        return working_days_after(act.today, proposal.window_days).on
    closes_on = NOT_PUBLISHED if published is None else published
    after = not isinstance(closes_on, dt.date) or closes_on > act.today
    act.need(after, "window_shut", "The closing date must be after the letter.")
    return closes_on


def extend_window(
    *, by: User, proposal: Proposal, closes_on: dt.date, reason: str, expected_version: int | None = None
) -> Proposal:
    """Give more time for representations (T43); the new date must be later."""
    with acting("extend_window", case=proposal.case_id, by=by, expected_version=expected_version) as act:
        proposal = act.lock(proposal)
        act.need(not proposal.closes_on or closes_on > proposal.closes_on, "not_later", "The new date must be later.")
        act.need(reason.strip(), "no_reason", "Give the request or the reason.")
        act.check(proposal)
        before, proposal.closes_on = proposal.closes_on, closes_on
        proposal.save()
        act.tell(subject=proposal.key, reason=reason, before={"closes": str(before)}, after={"closes": str(closes_on)})
    return proposal


def change_proposal(
    *,
    by: User,
    proposal: Proposal,
    reason: str,
    closes_on: dt.date | NotPublished | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Proposal:
    """Put a materially changed proposal, newly drafted, in the place of the undecided one,
    with a fresh window (T44, R20).
    """
    with acting("change_proposal", case=proposal.case_id, by=by, past=past, expected_version=expected_version) as act:
        act.need(reason.strip(), "no_reason", "Say what changed.")
        changed = _open(act, proposal, closes_on)
        earlier = Proposal.objects.select_for_update().get(case=act.case, state__in=("open", "closed"))
        earlier.replace()
        earlier.decided_on, earlier.reason_decided = act.today, reason
        earlier.save()
        changed.replaces, changed.opened_from = earlier, earlier.opened_from
        changed.save()
        act.tell(reason=reason, before={"proposal": earlier.key})
    return changed


def close_window(
    *,
    by: User,
    proposal: Proposal,
    nothing_more_to_say: str = "",
    published_close: dt.date | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Proposal:
    """Close the time for representations once it is over,
    or once the authority wrote that it will say no more (T45).
    """
    with acting("close_window", case=proposal.case_id, by=by, past=past, expected_version=expected_version) as act:
        proposal = act.lock(proposal)
        if published_close:
            proposal.set_facts(closes_on=published_close)
        over = (
            not proposal.closes_on or act.today >= proposal.closes_on
            if past
            else (proposal.closes_on and act.today > proposal.closes_on)
        )
        act.need(
            over or nothing_more_to_say.strip(),
            "window_running",
            f"The authority has until {proposal.closes_on} (LGA 1999 s.15(9)).",
        )
        act.check(proposal)
        proposal.close()
        proposal.closed_on, proposal.nothing_more_to_say = act.today, nothing_more_to_say
        proposal.save()
        act.tell(subject=proposal.key, reason=nothing_more_to_say)
    return proposal


def do_not_intervene(
    *,
    by: User,
    proposal: Proposal,
    reason: str,
    to: Stage | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Proposal:
    """Decide not to intervene (T47), an equal outcome (R21); inside an intervention the present directions stay."""
    with acting("do_not_intervene", case=proposal.case_id, by=by, past=past, expected_version=expected_version) as act:
        return _decide(act, proposal, Proposal.Outcome.DO_NOT_INTERVENE, reason, to)


def restart_proposal(
    *,
    by: User,
    proposal: Proposal,
    reason: str,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Proposal:
    """Start again after an error or stale evidence (T49); the case returns to where it was opened from (rulings 3)."""
    with acting("restart_proposal", case=proposal.case_id, by=by, past=past, expected_version=expected_version) as act:
        return _abandon(act, proposal, reason, origin_if_held(act, proposal.opened_from, ending=proposal))


def do_not_proceed_with_proposal(
    *,
    by: User,
    proposal: Proposal,
    reason: str,
    to: Stage | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Proposal:
    """Record that a proposal goes no further, decided by a minister (rulings 4)."""
    with acting(
        "do_not_proceed_with_proposal", case=proposal.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        return _abandon(act, proposal, reason, to)


def _decide(act: Act, proposal: Proposal, outcome: str, reason: str, to: Stage | None) -> Proposal:
    proposal = act.lock(proposal)
    act.need(reason.strip(), "no_reason", "Give the reasons.")
    need_after_window(act, proposal)
    act.adopt(proposal)
    act.check(proposal)
    act.spend(proposal)
    proposal.decide()
    proposal.decided_on, proposal.outcome, proposal.reason_decided = act.today, outcome, reason
    proposal.save()
    land(act, to, ending=proposal, outcome=reason)
    act.tell(subject=proposal.key, reason=reason, after={"outcome": str(outcome)})
    return proposal


def _abandon(act: Act, proposal: Proposal, reason: str, to: Stage | None) -> Proposal:
    proposal = act.lock(proposal)
    act.need(reason.strip(), "no_reason", "Give the reasons.")
    act.adopt(proposal)
    act.check(proposal)
    act.spend(proposal)
    proposal.abandon()
    proposal.decided_on, proposal.reason_decided = act.today, reason
    proposal.save()
    land(act, to, ending=proposal, outcome=reason)
    act.tell(subject=proposal.key, reason=reason)
    return proposal


def need_after_window(act: Act, proposal: Proposal) -> None:
    """Note as unmet a decision before the closing date, unless the authority waived it in writing (R19, N9)."""
    closes = proposal.closes_on
    waived = proposal.nothing_more_to_say.strip()
    act.need(
        not closes or act.today >= closes or waived,
        "before_close",
        f"No decision before the time for representations is over, on {closes} (LGA 1999 s.15(9)).",
    )
