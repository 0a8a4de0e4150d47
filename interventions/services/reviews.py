"""External reviews (T06, T07)."""

import datetime as dt

from bestvalue.accounts.models import User
from cases.services.act import acting
from interventions.models import ExternalReview


def commission_review(
    *,
    by: User,
    review: ExternalReview,
    expected_version: int | None = None,
) -> ExternalReview:
    """Commission a review on a minister's decision (T06); `review` is unsaved and complete."""
    with acting("commission_review", case=review.case_id, by=by, expected_version=expected_version) as act:
        act.need(
            review.basis.strip(), "no_basis", "Give the authority's consent, or the condition of financial support."
        )
        act.need(
            review.terms.strip() and review.reviewers.strip(),
            "incomplete",
            "Give the terms of reference and the reviewers.",
        )
        act.check()
        act.spend(review)
        review.save(force_insert=True)
        act.tell(subject=review.key)
    return review


def receive_review_report(
    *, by: User, review: ExternalReview, reported_on: dt.date, findings: str, expected_version: int | None = None
) -> ExternalReview:
    """Record the final report, checked for accuracy with the authority (T07)."""
    with acting("receive_review_report", case=review.case_id, by=by, expected_version=expected_version) as act:
        review = act.lock(review)
        act.need(
            review.commissioned_on <= reported_on <= act.today,
            "wrong_day",
            "The report comes after the commission, and not in the future.",
        )
        act.need(findings.strip(), "no_findings", "Say what the review found.")
        act.check(review)
        review.report()
        review.set_facts(reported_on=reported_on, findings=findings)
        review.save()
        act.tell(subject=review.key, effective_on=reported_on)
    return review


def end_review(*, by: User, review: ExternalReview, reason: str, expected_version: int | None = None) -> ExternalReview:
    """End a review: answered, or no longer wanted."""
    with acting("end_review", case=review.case_id, by=by, expected_version=expected_version) as act:
        review = act.lock(review)
        act.need(reason.strip(), "no_reason", "Give the reason.")
        act.check(review)
        review.end()
        review.ended_on = act.today
        review.save()
        act.tell(subject=review.key, reason=reason, decided_on=act.today)
    return review
