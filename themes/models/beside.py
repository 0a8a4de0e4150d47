"""What stands beside an item of evidence: checks, what the authority says, what bears it out, and its meeting."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import append_only


class EvidenceCheck(models.Model):
    """One named person verified or disputed one version, and why. Rows are only added."""

    class Outcome(models.TextChoices):
        """What the check came to."""

        VERIFIED = "verified", "Verified"
        DISPUTED = "disputed", "Disputed"

    version = models.ForeignKey("themes.EvidenceVersion", on_delete=models.PROTECT, related_name="checks")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="evidence_checks")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="evidence_check_has_a_reason"),
            models.CheckConstraint(condition=Q(outcome__in=["verified", "disputed"]), name="evidence_check_known"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} by {self.by}"


class EvidenceAccount(models.Model):
    """What the authority says about an item, in its own words; beside it, and at any time (R31)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey("themes.Evidence", on_delete=models.PROTECT, related_name="accounts")
    given_on = models.DateField("date it was given")
    given_by = models.CharField("who gave it", max_length=300)
    text = models.TextField("what the authority says")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="evidence_accounts")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["given_on", "recorded_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="evidence_account_says_something"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.given_by} on {self.given_on}"


class Corroboration(models.Model):
    """Another item that bears an item out, such as a report that says what the press said."""

    evidence = models.ForeignKey("themes.Evidence", on_delete=models.PROTECT, related_name="corroborations")
    borne_out_by = models.ForeignKey("themes.Evidence", on_delete=models.PROTECT, related_name="corroborates")
    note = models.TextField("how it bears it out")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="corroborations")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["evidence", "borne_out_by"], name="corroboration_once"),
            models.CheckConstraint(
                condition=~Q(evidence=F("borne_out_by")),
                name="corroboration_by_another_item",
                violation_error_message="An item does not bear itself out.",
            ),
            models.CheckConstraint(condition=Q(note__regex=r"\S"), name="corroboration_says_how"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.borne_out_by} bears out {self.evidence}"


class EvidenceMeeting(models.Model):
    """The meeting at which the authority considered a report, recorded when it was held (C13, C14)."""

    evidence = models.OneToOneField("themes.Evidence", on_delete=models.PROTECT, related_name="meeting")
    held_on = models.DateField("date of the meeting")
    note = models.TextField("what it decided")
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="evidence_meetings")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["held_on"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"Considered on {self.held_on}"
