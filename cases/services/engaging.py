"""Talking with an authority in private: support, its own account, next steps (response para 67, P3, R31)."""

import datetime as dt

from bestvalue.accounts.models import User

from ..models import AuthorityAccount, Case, NextStep, SupportOffer
from .act import acting


def offer_support(
    *, by: User, case: Case, offered_on: dt.date, what: str, provider: str, expected_version: int | None = None
) -> SupportOffer:
    """Record support offered to the authority (P3)."""
    with acting("offer_support", case=case.pk, by=by, expected_version=expected_version) as act:
        act.need(what.strip() and provider.strip(), "incomplete", "Say what support was offered and who would give it.")
        act.need(offered_on <= act.today, "later", "An offer is recorded once it was made.")
        act.check()
        offer = SupportOffer.objects.create(case=act.case, offered_on=offered_on, what=what, provider=provider)
        act.tell(subject=offer.key, effective_on=offered_on)
    return offer


def answer_offer(
    *,
    by: User,
    offer: SupportOffer,
    taken_up: bool,
    answered_on: dt.date,
    answer: str,
    expected_version: int | None = None,
) -> SupportOffer:
    """Record whether the authority took an offer up or refused it, and what it answered (P3)."""
    with acting("answer_offer", case=offer.case_id, by=by, expected_version=expected_version) as act:
        offer = act.lock(offer)
        act.need(offer.state == "offered", "answered", f"The answer was recorded already: {offer.standing()}.")
        act.need(answer.strip(), "no_answer", "Say what the authority answered.")
        act.need(
            offer.offered_on <= answered_on <= act.today,
            "wrong_day",
            "The answer comes after the offer, and not in the future.",
        )
        act.check()
        (offer.take_up if taken_up else offer.refuse)()
        offer.answered_on, offer.answer = answered_on, answer
        offer.save()
        act.tell(subject=offer.key, effective_on=answered_on, after={"answer": offer.state})
    return offer


def record_account(
    *, by: User, case: Case, given_on: dt.date, given_by: str, text: str, expected_version: int | None = None
) -> AuthorityAccount:
    """Record what the authority itself says, in its own words, beside what the department found (R31)."""
    with acting("record_account", case=case.pk, by=by, expected_version=expected_version) as act:
        act.need(text.strip() and given_by.strip(), "incomplete", "Give the account, and who gave it.")
        act.need(given_on <= act.today, "later", "An account is recorded once it was given.")
        act.check()
        account = AuthorityAccount.objects.create(
            case=act.case, given_on=given_on, given_by=given_by, text=text, recorded_by=by
        )
        act.tell(subject=f"account:{account.pk}", effective_on=given_on)
    return account


def agree_next_step(
    *, by: User, case: Case, what: str, owner: str, due_on: dt.date, expected_version: int | None = None
) -> NextStep:
    """Record a next step agreed with the authority: who takes it, and by when. The date only reminds."""
    with acting("agree_next_step", case=case.pk, by=by, expected_version=expected_version) as act:
        act.need(what.strip() and owner.strip(), "incomplete", "Say what was agreed and who takes the step.")
        act.need(due_on >= act.today, "passed", "The agreed date must not be in the past.")
        act.check()
        step = NextStep.objects.create(case=act.case, what=what, owner=owner, due_on=due_on)
        act.tell(subject=step.key)
    return step


def end_next_step(
    *, by: User, step: NextStep, done: bool, ended_on: dt.date, result: str, expected_version: int | None = None
) -> NextStep:
    """Record that a next step was done or dropped, and what came of it."""
    with acting("end_next_step", case=step.case_id, by=by, expected_version=expected_version) as act:
        step = act.lock(step)
        act.need(step.state == "agreed", "ended", f"This step is recorded as {step.state} already.")
        act.need(result.strip(), "no_result", "Say what came of it.")
        act.need(ended_on <= act.today, "later", "This is recorded once it has happened.")
        act.check()
        (step.finish if done else step.drop)()
        step.ended_on, step.result = ended_on, result
        step.save()
        act.tell(subject=step.key, effective_on=ended_on, after={"result": step.state})
    return step
