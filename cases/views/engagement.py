"""Pages of early engagement: contacts with the authority. All of it is private (R4)."""

from typing import Any, ClassVar

from cases.forms.engagement import ContactForm
from cases.models import Contact
from cases.services.opening import log_contact

from .acting import ActPage


class LogContact(ActPage):
    """Log one contact with the authority (T02)."""

    move: ClassVar[str] = "log_contact"
    form_class = ContactForm
    done: ClassVar[str] = "The contact is on the case."

    def act(self, given: dict[str, Any], version: int) -> Contact:
        """Log it."""
        return log_contact(by=self.request.user, case=self.case, expected_version=version, **given)
