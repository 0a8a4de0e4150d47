"""Legal holds: what stops retention on a case, or on all that belongs to an authority (domain 6: investigations)."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import kept, set_once


class LegalHold(models.Model):
    """One reason why nothing is removed. Several may stand at once, each for its own reason; all must be lifted."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="legal_holds")
    authority = models.ForeignKey(
        "cases.Authority", on_delete=models.PROTECT, null=True, blank=True, related_name="legal_holds"
    )
    reason = models.TextField()
    placed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="legal_holds_placed")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="legal_holds_lifted"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    reason_lifted = models.TextField("why it was lifted", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-placed_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(case__isnull=True) ^ Q(authority__isnull=True), name="legal_hold_on_one_thing"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="legal_hold_has_a_reason"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, reason_lifted="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, reason_lifted__regex=r"\S"),
                name="legal_hold_lifted_by_somebody_with_a_reason",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            set_once("case_id", "authority_id", "reason", "placed_by_id", "placed_at", "lifted_by_id", "lifted_at"),
        ]

    def __str__(self) -> str:
        return f"{self.placed_at:%-d %B %Y}, {self.placed_by}: {self.reason}"

    @property
    def key(self) -> str:
        """How events name this hold."""
        return f"legal_hold:{self.pk}"
