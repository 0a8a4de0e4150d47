"""Oversight after exit (T64 to T67, R28)."""

import datetime as dt

from bestvalue.accounts.models import User
from cases.models import Case, NotPublished
from cases.services.act import Act, Past, acting, origin
from cases.stages import Stage
from interventions.models import ExitStrategy, OversightPeriod


def open_oversight(act: Act, *, starts_on: dt.date, review_due_on: dt.date | NotPublished) -> OversightPeriod:
    """Begin oversight inside the act that ends the last directions; the exit strategy has done its work."""
    act.touch(OversightPeriod)
    act.touch(ExitStrategy)
    for strategy in ExitStrategy.objects.select_for_update().filter(case=act.case, state="agreed"):
        strategy.end()
        strategy.ended_on = act.today
        strategy.save()
    period = OversightPeriod(case=act.case, starts_on=starts_on, **origin(act.past))
    period.set_facts(review_due_on=review_due_on)
    period.save(force_insert=True)
    return period


def receive_oversight_review(
    *,
    by: User,
    case: Case,
    reviewer: str | NotPublished,
    findings: str,
    independence: str = "",
    past: Past | None = None,
    expected_version: int | None = None,
) -> OversightPeriod | None:
    """Record the review after exit (T64); in exit it is an interim review, kept with the case's events (rulings 2)."""
    with acting("receive_oversight_review", case=case.pk, by=by, past=past, expected_version=expected_version) as act:
        act.need(findings.strip(), "no_findings", "Say what the review found.")
        act.need(
            past or independence.strip(),
            "no_independence",
            "Say why the reviewer is independent, or why officials reviewed.",
        )
        act.check()
        period = OversightPeriod.objects.select_for_update().filter(case=act.case).exclude(state="ended").first()
        if period:
            period.review()
            period.set_facts(reviewer=reviewer, findings=findings, independence=independence, reviewed_on=act.today)
            period.save()
        act.tell(
            subject=period.key if period else f"case:{act.case.pk}", reason=findings, after={"interim": period is None}
        )
    return period


def arrange_oversight(
    *,
    by: User,
    period: OversightPeriod,
    plan: str,
    critical_friend: str = "",
    reviewer: str = "",
    expected_version: int | None = None,
) -> OversightPeriod:
    """Record what is watched and how, and who is asked to be critical friend and reviewer (R28)."""
    with acting("arrange_oversight", case=period.case_id, by=by, expected_version=expected_version) as act:
        period = act.lock(period)
        act.need(plan.strip(), "no_plan", "Say what is watched, and how.")
        act.need(period.state == "running", "reviewed", "The review has been received.")
        act.check(period)
        period.set_facts(plan=plan, critical_friend=critical_friend, reviewer=reviewer)
        period.save()
        act.tell(subject=period.key, reason=plan)
    return period


def extend_oversight(
    *,
    by: User,
    period: OversightPeriod,
    reason: str,
    review_due_on: dt.date | None = None,
    expected_version: int | None = None,
) -> OversightPeriod:
    """Extend oversight to a new review date (T66), that which was approved where none is given."""
    with acting("extend_oversight", case=period.case_id, by=by, expected_version=expected_version) as act:
        period = act.lock(period)
        act.adopt(period)
        if review_due_on is not None:
            period.set_facts(review_due_on=review_due_on)
        due = period.review_due_on
        act.need(due and due > act.today, "due_passed", "The new review date must be in the future.")
        act.need(reason.strip(), "no_reason", "Give the reasons.")
        act.check(period)
        act.spend(period)
        period.extend()
        period.save()
        act.tell(subject=period.key, reason=reason, after={"review_due": str(due)})
    return period


def close_after_oversight(
    *, by: User, period: OversightPeriod, reason: str, past: Past | None = None, expected_version: int | None = None
) -> OversightPeriod:
    """Close the case after its review (T65)."""
    with acting(
        "close_after_oversight", case=period.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        period = act.lock(period)
        act.need(reason.strip(), "no_reason", "Give the reasons.")
        act.adopt(period)
        act.check(period)
        act.spend(period)
        _end(period, act.today, OversightPeriod.Ending.CLOSED)
        act.close(reason)
        act.go(Stage.CLOSED)
        act.tell(subject=period.key, reason=reason)
    return period


def return_to_engagement(
    *, by: User, period: OversightPeriod, reason: str, expected_version: int | None = None
) -> OversightPeriod:
    """Return to early engagement on fresh evidence (T67)."""
    with acting("return_to_engagement", case=period.case_id, by=by, expected_version=expected_version) as act:
        period = act.lock(period)
        act.need(reason.strip(), "no_reason", "Give the fresh evidence.")
        act.check(period)
        _end(period, act.today, OversightPeriod.Ending.RETURNED)
        act.go(Stage.EARLY_ENGAGEMENT)
        act.tell(subject=period.key, reason=reason, decided_on=act.today)
    return period


def _end(period: OversightPeriod, on: dt.date, ending: str) -> None:
    period.end()
    period.ended_on, period.ending = on, ending
    period.save()
