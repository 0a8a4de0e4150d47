"""Sealed evidence: who is named to an item, and the identity that is kept apart from it (domain 6, 9.1)."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import FirmTrigger, append_only, kept, refusal


class NamedReader(models.Model):
    """A person who may know of a sealed item, named to it with a reason until they are taken off its list."""

    evidence = models.ForeignKey("themes.Evidence", on_delete=models.PROTECT, related_name="readers")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="named_to")
    reason = models.TextField("why this person needs it")
    named_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="named_others")
    named_at = models.DateTimeField()
    taken_off_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="took_off_others"
    )
    taken_off_at = models.DateTimeField(null=True, blank=True)
    reason_taken_off = models.TextField("why this person no longer needs it", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["named_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["evidence", "person"],
                condition=Q(taken_off_at__isnull=True),
                name="named_reader_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="named_reader_with_a_reason"),
            models.CheckConstraint(
                condition=Q(taken_off_at__isnull=True, taken_off_by__isnull=True, reason_taken_off="")
                | Q(taken_off_at__isnull=False, taken_off_by__isnull=False, reason_taken_off__regex=r"\S"),
                name="named_reader_taken_off_with_a_reason",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            FirmTrigger(
                name="naming_is_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="IF (NEW.evidence_id, NEW.person_id, NEW.reason, NEW.named_by_id, NEW.named_at) IS DISTINCT FROM "
                "(OLD.evidence_id, OLD.person_id, OLD.reason, OLD.named_by_id, OLD.named_at) "
                f"OR OLD.taken_off_at IS NOT NULL THEN {refusal('Who was named, and why, is kept (R42).')} END IF; "
                "RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is named to {self.evidence}"


class SealedIdentity(models.Model):
    """Who a sealed item came from, apart from the item, so that what was told can be read without it."""

    evidence = models.OneToOneField("themes.Evidence", on_delete=models.PROTECT, related_name="identity")
    text = models.TextField("who it came from")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="identities_recorded")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "sealed identities"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="sealed_identity_says_who"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"identity behind {self.evidence}"
