"""Pages of non-statutory packages and of external reviews (T06, T07, T30 to T32, T63)."""

from typing import ClassVar

from django.forms import Form

from cases.views.deciding import EndsInstrument, SentAsApproved
from interventions.forms import acting as forms
from interventions.forms.drafting import PackageForm, ReviewForm
from interventions.models import ExternalReview, Package
from interventions.services import packages, reviews

from .about import AsApproved, DraftInstrument, OnInstrument, WithOriginals


class DraftPackage(DraftInstrument):
    """Draft a package."""

    move: ClassVar[str] = "draft_package"
    title: ClassVar[str] = "Draft a non-statutory package"
    form_class = PackageForm
    kind = packages.PACKAGE
    service = packages.draft_package


class EditPackage(DraftInstrument):
    """Edit a draft package."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_package"
    title: ClassVar[str] = "Edit the draft package"
    form_class = PackageForm
    kind = packages.PACKAGE
    service = packages.edit_package
    about: ClassVar[str] = "package"


class OnPackage(OnInstrument):
    """An act on one package."""

    model, about = Package, "package"


class AgreePackage(SentAsApproved, OnPackage):
    """Agree it (T30; from exit, T63)."""

    move: ClassVar[str] = "agree_package"
    service = packages.agree_package
    button: ClassVar[str] = "Agree the package"
    done: ClassVar[str] = "The package is agreed. Send the letter, and prepare its publication."


class VaryPackage(AsApproved, OnPackage):
    """Change it, as a minister decided and the authority agreed (T31)."""

    move: ClassVar[str] = "vary_package"
    service = packages.vary_package
    done: ClassVar[str] = "The package is changed. Send the letter."


class EndPackage(EndsInstrument, OnPackage):
    """End it on its final view (T32)."""

    move: ClassVar[str] = "end_package"
    service = packages.end_package
    form_class = forms.EndPackageForm
    button: ClassVar[str] = "End the package"
    done: ClassVar[str] = "The package has ended. Send the letter."


class DraftReview(DraftInstrument):
    """Draft an external review."""

    move: ClassVar[str] = "draft_review"
    title: ClassVar[str] = "Draft an external review"
    lede: ClassVar[str] = "A minister decides whether it is commissioned, on these terms."
    form_class = ReviewForm
    kind = reviews.REVIEW
    service = reviews.draft_review
    done: ClassVar[str] = "The review is drafted."


class EditReview(DraftInstrument):
    """Edit a draft review."""

    edits: ClassVar[bool] = True
    move: ClassVar[str] = "edit_review"
    title: ClassVar[str] = "Edit the draft review"
    form_class = ReviewForm
    kind = reviews.REVIEW
    service = reviews.edit_review
    about: ClassVar[str] = "review"


class OnReview(OnInstrument):
    """An act on one review."""

    model, about = ExternalReview, "review"


class CommissionReview(SentAsApproved, OnReview):
    """Commission it (T06)."""

    move: ClassVar[str] = "commission_review"
    service = reviews.commission_review
    button: ClassVar[str] = "Commission the review"
    done: ClassVar[str] = "The review is commissioned."


class ReceiveReviewReport(WithOriginals, OnReview):
    """Record its report (T07)."""

    move: ClassVar[str] = "receive_review_report"
    service = reviews.receive_review_report
    form_class = forms.ReviewReportForm
    kind: ClassVar[str] = "external_review"
    button: ClassVar[str] = "Record the report"
    done: ClassVar[str] = "The report is on the case."


class EndReview(OnReview):
    """End it."""

    move: ClassVar[str] = "end_review"
    service = reviews.end_review
    form_class: type[Form] = forms.ReasonForm
    button: ClassVar[str] = "End the review"
    done: ClassVar[str] = "The review has ended."
