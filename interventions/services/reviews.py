"""External reviews (T06, T07)."""

import datetime as dt
from typing import Any

from bestvalue.accounts.models import User
from cases.models import Case
from cases.services.act import acting
from interventions.models import ExternalReview

from .drafts import Draft, begin, document_of, edit

REVIEW = Draft(
    ExternalReview,
    "draft_review",
    "edit_review",
    document_of("commission_review"),
    fields=("terms", "reviewers", "basis", "report_due_on"),
)


def draft_review(*, by: User, case: Case, expected_version: int | None = None, **given: Any) -> ExternalReview:
    """Draft a review: terms of reference, reviewers, the basis on which it is done, and when its report is due."""
    drafted: ExternalReview = begin(REVIEW, by=by, case=case, past=None, expected_version=expected_version, given=given)
    return drafted


def edit_review(
    *, by: User, review: ExternalReview, expected_version: int | None = None, **given: Any
) -> ExternalReview:
    """Edit a draft review."""
    edited: ExternalReview = edit(REVIEW, by=by, draft=review, expected_version=expected_version, given=given)
    return edited


def commission_review(*, by: User, review: ExternalReview, expected_version: int | None = None) -> ExternalReview:
    """Commission a review on a minister's decision (T06), with the authority's consent or as a condition of support."""
    with acting("commission_review", case=review.case_id, by=by, expected_version=expected_version) as act:
        review = act.lock(review)
        act.unmet.extend(review.lacks())
        act.check(review)
        act.spend(review)
        review.commission()
        review.commissioned_on = act.today
        review.save()
        act.tell(subject=review.key)
    return review


def receive_review_report(
    *, by: User, review: ExternalReview, reported_on: dt.date, findings: str, expected_version: int | None = None
) -> ExternalReview:
    """Record the final report, checked for accuracy with the authority (T07)."""
    with acting("receive_review_report", case=review.case_id, by=by, expected_version=expected_version) as act:
        review = act.lock(review)
        act.need(
            (review.commissioned_on or dt.date.min) <= reported_on <= act.today,
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
