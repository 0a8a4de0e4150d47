"""What a draft notice lacks before it can go to a minister and be issued (domain 2.7; R3, R5, R6)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from bestvalue.errors import Unmet

if TYPE_CHECKING:
    from notices.models import Notice

# The fields that the letter cannot do without: code, what is missing, the field on the form.
TEXTS = {
    "what_prompted": ("no_prompt", "Say what prompted the notice."),
    "credit": ("no_credit", "Give credit for the steps taken, or say that you know of none."),
    "engagement_asked": ("no_engagement", "Say what engagement you ask for."),
}


def missing_from(notice: "Notice") -> list[Unmet]:
    """Everything that the notice lacks, each with the field of the form on which it is put right."""
    page = reverse("notices:edit_notice", args=[notice.case.ref, notice.pk])
    return [Unmet(code, message, f"{page}#id_{field}") for code, message, field in _lacks(notice)]


def _lacks(notice: "Notice") -> Iterator[tuple[str, str, str]]:
    yield from ((*TEXTS[name], name) for name in TEXTS if not getattr(notice, name).strip())
    if not notice.concerns.exists():
        yield "no_concerns", "Tie at least one concern to a theme.", "add_theme"
    if not notice.expectations.exists():
        yield "no_expectations", "Number what is expected of the authority.", "expectation_1"
    if not notice.recipients.filter(role="to").exists():
        yield "no_addressee", "Name the person the notice is addressed to.", "recipients"
    if not (notice.private_response.strip() or notice.no_response_reason.strip()):
        message = "Give what the authority said in private, or why it had no chance to."
        yield "no_private_response", message, "private_response"
    if not (notice.period_months and (notice.period_months == 12 or notice.period_reason.strip())):
        yield "no_period_reason", "Say why the period is not 12 months.", "period_reason"
    if not (notice.case.authority.kind.is_local_authority or notice.why_a_notice.strip()):
        message = "Say why a notice is used for a body that is not a local authority."
        yield "no_why_a_notice", message, "why_a_notice"
    if notice.signed_by_id is None:
        yield "no_signatory", "Name the deputy director who signs the letter.", "signed_by"
