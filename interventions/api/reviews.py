"""External reviews (T06, T07): drafted, commissioned on a minister's decision, reported, ended."""

from rest_framework import serializers

from bestvalue.api.inputs import Input
from cases.api.parameters import ID
from cases.api.parts import ActOnPart, OnePart, Parts, PartsOfOneCase, described
from interventions.models import ExternalReview
from interventions.services.reviews import commission_review, draft_review, end_review, receive_review_report

TAG = "Engagement"


class ReviewSerializer(serializers.ModelSerializer[ExternalReview]):
    """A review of the authority by somebody outside."""

    class Meta:
        model = ExternalReview
        fields = (
            *("id", "state", "terms", "reviewers", "basis", "commissioned_on", "report_due_on"),
            *("reported_on", "findings", "ended_on"),
        )


class ReviewInput(Input):
    """A review to be commissioned."""

    terms = serializers.CharField(help_text="What the review looks at, and what it does not.")
    reviewers = serializers.CharField(help_text="Names, and the body they come from.")
    basis = serializers.CharField(help_text="The authority's consent, or the condition of financial support.")
    report_due_on = serializers.DateField(required=False, help_text="When the report is due; a reminder only.")


class ReportInput(Input):
    """The report of a review."""

    reported_on = serializers.DateField(help_text="The day of the report.")
    findings = serializers.CharField(help_text="What it found, checked for accuracy with the authority.")


class EndReviewInput(Input):
    """Why a review is over."""

    reason = serializers.CharField(help_text="How it was answered, or why it is no longer wanted.")


class ReviewsOfOneCase(PartsOfOneCase):
    """The external reviews of the case asked for."""

    serializer_class, model, reads = ReviewSerializer, ExternalReview, "external reviews"


@described(
    TAG,
    get=("List the external reviews", "External reviews, drafts among them."),
    post=("Draft an external review", "Draft a review; a minister decides whether it is commissioned."),
)
class Reviews(ReviewsOfOneCase, Parts):
    """External reviews of one case."""

    resource, makes, move = "api:case", "api:external_review", "draft_review"
    input_class, service = ReviewInput, draft_review


@described(TAG, ID, get=("Read one external review", "One external review."))
class OneReview(ReviewsOfOneCase, OnePart):
    """One external review."""


class ActOnReview(ActOnPart):
    """An act on one review."""

    resource, model, about = "api:external_review", ExternalReview, "review"


@described(TAG, ID, post=("Commission a review", "Carry out a minister's decision to commission it (T06)."))
class CommissionReview(ActOnReview):
    """Commission a review on a minister's decision."""

    move, service = "commission_review", commission_review


@described(TAG, ID, post=("Record the review's report", "Record the final report, checked with the authority (T07)."))
class ReceiveReport(ActOnReview):
    """Record the report."""

    move, service, input_class = "receive_review_report", receive_review_report, ReportInput


@described(TAG, ID, post=("End a review", "End a review that was answered, or is no longer wanted."))
class EndReview(ActOnReview):
    """End a review."""

    move, service, input_class = "end_review", end_review, EndReviewInput
