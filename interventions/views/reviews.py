"""Pages of external reviews (T06, T07): drafted and reported here, decided by a minister in a submission."""

from dataclasses import replace
from typing import ClassVar

from django.forms import Form

from bestvalue.errors import Unmet
from cases.services.decisions import undecided
from cases.views.engagement import Engaging
from cases.where import linked, page_to_ask
from interventions.forms.reviews import EndReviewForm, ReportForm, ReviewForm
from interventions.models import ExternalReview
from interventions.services.reviews import commission_review, draft_review, end_review, receive_review_report


class DraftReview(Engaging):
    """Draft an external review, to be put to a minister."""

    move: ClassVar[str] = "draft_review"
    form_class = ReviewForm
    service = draft_review
    lede: ClassVar[str] = "A minister decides whether it is commissioned, on these terms."
    button: ClassVar[str] = "Save the draft"
    done: ClassVar[str] = "The review is drafted."


class OnReview(Engaging):
    """An act on one review."""

    model, about = ExternalReview, "review"
    template_name = "interventions/review.html"


class CommissionReview(OnReview):
    """Carry out the minister's decision to commission a review (T06)."""

    move: ClassVar[str] = "commission_review"
    form_class = Form
    service = commission_review
    lede: ClassVar[str] = "You carry out the minister's decision on exactly these terms. Send the letter that says so."
    done: ClassVar[str] = "The review is commissioned."

    def missing(self) -> list[Unmet]:
        """A minister's decision on this text, besides what the table asks."""
        assert self.instrument is not None  # noqa: S101 (`model` says so)
        ask = page_to_ask(self.move, self.instrument, self.case)
        unmet = undecided(self.row, self.instrument)
        return super().missing() or linked(
            (replace(each, link=ask) if each.code == "no_decision" else each for each in unmet), self.case
        )


class ReceiveReport(OnReview):
    """Record the review's report (T07)."""

    move: ClassVar[str] = "receive_review_report"
    form_class = ReportForm
    service = receive_review_report
    done: ClassVar[str] = "The report is on the case."


class EndReview(OnReview):
    """End a review."""

    move: ClassVar[str] = "end_review"
    form_class = EndReviewForm
    service = end_review
    done: ClassVar[str] = "The review has ended."
