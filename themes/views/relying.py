"""The page on which a draft submission lists the evidence that it relies on."""

from typing import Any, ClassVar

from django.db.models import Q

from bestvalue.errors import Unmet
from cases.views.submissions import OnSubmission, not_a_draft
from themes.forms.evidence_acts import RelyForm
from themes.models import Reliance
from themes.selectors.evidence import MOST_OFFERED, current_versions, of_case_or_none, visible_versions
from themes.services.relying import rely_on_evidence


class RelyOn(OnSubmission):
    """List the evidence that a submission relies on: versions, frozen with the pack when it is sent."""

    move: ClassVar[str] = "rely_on_evidence"
    form_class = RelyForm
    heading: ClassVar[str] = "List the evidence it relies on"
    button: ClassVar[str] = "Save the list"
    done: ClassVar[str] = "The list is saved."
    lede: ClassVar[str] = (
        f"The latest {MOST_OFFERED} items about this authority, and those listed already. The pack names the version "
        "of each, with the hash of what it says."
    )

    def missing(self) -> list[Unmet]:
        """Only a draft takes them."""
        return [*super().missing(), *not_a_draft(self.submission)]

    def get_form_kwargs(self) -> dict[str, Any]:
        """What is offered, and what is listed."""
        listed = list(Reliance.objects.filter(submission=self.submission).values_list("version", flat=True))
        about = current_versions(self.request.user).filter(of_case_or_none(self.case))
        latest = list(about.filter(evidence__is_sealed=False).values_list("pk", flat=True)[:MOST_OFFERED])
        offered = visible_versions(self.request.user).filter(Q(pk__in=latest) | Q(pk__in=listed))
        ordered = offered.order_by("-received_on", "pk")
        return {**super().get_form_kwargs(), "offered": ordered, "initial": {"versions": listed}}

    def act(self, given: dict[str, Any], version: int) -> Any:
        """Save the list."""
        return rely_on_evidence(by=self.request.user, submission=self.submission, expected_version=version, **given)
