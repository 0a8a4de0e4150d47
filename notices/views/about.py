"""What the pages of acts share: which notice or requirement they are about."""

from typing import Any

from django.urls import reverse

from cases.views.acting import ActPage
from notices.models import InformationRequirement, Notice

from .pages import found_notice
from .requirements import found_requirement


class OnANotice(ActPage):
    """An act on one notice."""

    instrument: Notice

    def find_instrument(self) -> Notice:
        """The notice of the address."""
        return found_notice(self.case, self.kwargs["pk"])

    def next_page(self, result: Any) -> str:
        """The notice, as it now stands."""
        return reverse("notices:notice", args=[self.case.ref, self.kwargs["pk"]])


class OnARequirement(ActPage):
    """An act on one requirement for information."""

    instrument: InformationRequirement

    def find_instrument(self) -> InformationRequirement:
        """The requirement of the address. Raises Http404."""
        return found_requirement(self.case, self.kwargs["pk"])

    def next_page(self, result: Any) -> str:
        """The requirement, as it now stands."""
        return reverse("notices:requirement", args=[self.case.ref, self.kwargs["pk"]])
