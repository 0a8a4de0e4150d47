"""What all that is drafted and carried out by different people has in common (rulings 12)."""

from django.db import models
from django.db.models import F, Q


class Drafted(models.Model):
    """Somebody drafts it, and somebody else carries out what a minister decided on it."""

    drafted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


def issued_by_another(prefix: str) -> models.CheckConstraint:
    """Constraint: nobody carries out what they drafted."""
    return models.CheckConstraint(
        condition=Q(issued_by__isnull=True) | Q(drafted_by__isnull=True) | ~Q(issued_by=F("drafted_by")),
        name=f"{prefix}_issued_by_another",
        violation_error_message="What a minister decided is carried out by somebody other than its drafter.",
    )
