"""Who read what: kept outside the chain, so that reading locks nothing (R42, rulings 21)."""

from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import append_only


class Reading(models.Model):
    """One reading by one person: of a private case, or of a sealed thing that belongs to none."""

    reader = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="readings")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="readings")
    subject = models.CharField("what was read", max_length=200)
    read_at = models.DateTimeField()
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-read_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "-read_at"], name="reading_case_latest")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.reader} read {self.subject}"
