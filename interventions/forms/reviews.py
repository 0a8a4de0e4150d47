"""Forms of external reviews."""

from django import forms

from bestvalue.ui.forms import DateField
from cases.forms.engagement import long_text


class ReviewForm(forms.Form):
    """A review to be commissioned."""

    terms = long_text("Terms of reference", "What the review looks at, and what it does not.")
    reviewers = long_text("Reviewers", "Names, and the body they come from.", rows=3)
    basis = long_text(
        "Basis", "The authority's consent, and when it gave it; or the condition of financial support.", rows=3
    )
    report_due_on = DateField(label="Date the report is due", help_text="Optional. A reminder only.", required=False)


class ReportForm(forms.Form):
    """The report of a review."""

    reported_on = DateField(label="Date of the report")
    findings = long_text("What it found", "As the reviewers put it, checked for accuracy with the authority.", rows=10)


class EndReviewForm(forms.Form):
    """Why a review is over."""

    reason = long_text("Reason", "How it was answered, or why it is no longer wanted.", rows=4)
