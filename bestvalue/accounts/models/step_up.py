"""One-time codes with which a person confirms, through the API, that it is them (rulings 18)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bestvalue import clock


class StepUpCodeQuerySet(models.QuerySet["StepUpCode"]):
    """Questions about codes."""

    def usable(self) -> "StepUpCodeQuerySet":
        """Codes neither used nor expired."""
        return self.filter(used_at__isnull=True, expires_at__gt=clock.now())


class StepUpCode(models.Model):
    """One code, bound to one person, one act and one document. Kept afterwards, without the code, as the proof."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="step_up_codes")
    act = models.CharField(max_length=80)
    document = models.CharField(
        max_length=200, help_text="SHA-256 of the exact text, or the key of the case or instrument."
    )
    code_hash = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StepUpCodeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "expires_at"], condition=Q(used_at__isnull=True), name="step_up_code_usable"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(used_at__gte=F("created_at"), used_at__lt=F("expires_at")),
                name="step_up_code_used_in_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} on {self.document}"
