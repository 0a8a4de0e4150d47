"""Opening, engaging and closing a case (T01 to T05, T68), privately (R4)."""

import datetime as dt

from bestvalue import clock
from bestvalue.accounts.models import Team, User
from bestvalue.errors import Refused, Unmet
from bestvalue.records.services import append, name_act

from .. import policy
from ..models import NOT_PUBLISHED, Authority, Case, Contact, NotPublished, SupportArrangement
from ..moves import MOVES
from ..stages import Stage
from .act import Past, acting, origin
from .landing import refuse_to_close_while_live
from .waiting import patiently


@patiently()
def engage(
    *,
    by: User,
    authority: Authority,
    team: Team,
    reason: str | NotPublished,
    officer: User | None = None,
    agreed_by: User | None = None,
    on_or_before: bool = False,
    past: Past | None = None,
) -> Case:
    """Open a case (T01), or reopen as a new case linked to the last (T68); `reason` is the evidence or reason for it.

    The team's lead, or a deputy director, opens it or has agreed (`agreed_by`).
    Raises Refused if one is open or the body is not a best value authority that day, Forbidden by policy.
    """
    authority = Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    today = past.on if past else clock.today()
    previous = Case.objects.filter(authority=authority).order_by("-opened_on", "-created_at").first()
    move = MOVES["reopen" if previous else "engage"]
    unmet = _reasons_not_to_open(authority, previous, today, reason)
    if not (past or policy.leads(by, team) or (agreed_by and policy.leads(agreed_by, team))):
        unmet.append(Unmet("not_agreed", "The team's lead must agree that a case is opened."))
    if Team.objects.select_for_update(no_key=True).get(pk=team.pk).closed_on:
        unmet.append(Unmet("team_closed", f"{team} is closed."))
    if unmet:
        raise Refused(unmet)
    case = Case(
        authority=authority,
        team=team,
        officer=officer,
        previous=previous,
        opened_on=today,
        opened_on_or_before=on_or_before,
        retrospective=past is not None,
    )
    policy.check_may(by, move, case, past=past is not None)
    name_act(case)
    case.save(force_insert=True)
    append(
        case,
        case=case,
        actor=by,
        verb=move.name,
        subject=f"case:{case.pk}",
        reason=str(reason),
        legal_basis=move.basis,
        acting_for=past.decider if past else str(agreed_by or ""),
        after={"stage": Stage.EARLY_ENGAGEMENT.value, "move": move.number, "source": past.source if past else ""},
        effective_on=today,
    )
    case.save(update_fields=["version", "head"])
    return case


def _reasons_not_to_open(
    authority: Authority, previous: Case | None, today: dt.date, reason: str | NotPublished
) -> list[Unmet]:
    unmet = []
    if previous and previous.is_open:
        unmet.append(Unmet("case_open", "This has been passed to the deputy director."))
    if not authority.exists_on(today):
        unmet.append(Unmet("not_an_authority", f"{authority} was not a best value authority on {today}."))
    if previous and previous.closed_on and previous.closed_on > today:
        unmet.append(Unmet("before_the_last", f"The last case was closed on {previous.closed_on}, after that date."))
    if reason is not NOT_PUBLISHED and not str(reason).strip():
        unmet.append(Unmet("no_reason", "Give the evidence or the reason for opening a case."))
    return unmet


def log_contact(
    *,
    by: User,
    case: Case,
    held_on: dt.date,
    channel: str,
    people: str | NotPublished,
    summary: str,
    from_statutory_officer: bool = False,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Contact:
    """Log one contact with the authority (T02)."""
    with acting("log_contact", case=case.pk, by=by, past=past, expected_version=expected_version) as act:
        act.need(held_on <= act.today, "later", "A contact is logged once it has taken place.")
        act.need(summary.strip(), "no_summary", "Say what was said.")
        act.check()
        contact = Contact(
            case=act.case,
            held_on=held_on,
            channel=channel,
            summary=summary,
            from_statutory_officer=from_statutory_officer,
            **origin(past),
        )
        contact.set_facts(people=people)
        contact.save(force_insert=True)
        act.tell(subject=contact.key, effective_on=held_on)
    return contact


def close_without_action(
    *, by: User, case: Case, outcome: str, past: Past | None = None, expected_version: int | None = None
) -> Case:
    """Close a case in early engagement (T03); `outcome` says why."""
    with acting("close_without_action", case=case.pk, by=by, past=past, expected_version=expected_version) as act:
        act.need(outcome.strip(), "no_outcome", "Give the reason for closing.")
        act.check()
        act.close(outcome)
        act.go(Stage.CLOSED)
        act.tell(reason=outcome, decided_on=act.today)
    return act.case


def agree_support(
    *,
    by: User,
    case: Case,
    what: str,
    provider: str,
    owner: str,
    review_on: dt.date,
    expected_version: int | None = None,
) -> SupportArrangement:
    """Record support that the authority agreed to use (T04)."""
    with acting("agree_support", case=case.pk, by=by, expected_version=expected_version) as act:
        act.need(
            what.strip() and provider.strip() and owner.strip(),
            "incomplete",
            "Name the support, its provider and its owner.",
        )
        act.need(review_on > act.today, "review_passed", "The review date must be in the future.")
        act.check()
        support = SupportArrangement.objects.create(
            case=act.case, what=what, provider=provider, owner=owner, review_on=review_on
        )
        act.tell(subject=support.key, decided_on=act.today)
    return support


def end_support(
    *,
    by: User,
    support: SupportArrangement,
    reason: str,
    close: bool = False,
    expected_version: int | None = None,
) -> SupportArrangement:
    """End agreed support (T05); `close` closes the case too,
    where nothing else is live and it is in early engagement.
    """
    with acting("end_support", case=support.case_id, by=by, expected_version=expected_version) as act:
        support = act.lock(support)
        act.need(reason.strip(), "no_reason", "Give the reason.")
        act.check(support)
        support.end()
        support.ended_on, support.reason_ended = act.today, reason
        support.save()
        if close:
            refuse_to_close_while_live(act, without=support)
            act.close(reason)
        act.go(Stage.CLOSED if close else Stage(act.case.stage))
        act.tell(subject=support.key, reason=reason, decided_on=act.today)
    return support
