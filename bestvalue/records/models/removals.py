"""Tombstones: what was removed under the retention schedule, when, and by which event (rulings 23)."""

from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import FirmTrigger, append_only, refusal

OWN_TIME = f"""
    IF NEW.removed_at <> transaction_timestamp()
        THEN {refusal("A removal is recorded at the database's own time.")} END IF;
    RETURN NEW;
"""


class Removal(models.Model):
    """The content or the personal fields of one row are gone; the row itself, and every event about it, stay."""

    key = models.CharField("what it was removed from", max_length=200, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, null=True, blank=True, related_name="removals")
    rule = models.CharField("rule of the schedule", max_length=60)
    sha256 = models.CharField("SHA-256 of what went", max_length=64)
    stored_as = models.CharField("name of the content that went", max_length=64, blank=True, db_index=True)
    removed_at = models.DateTimeField()
    event = models.OneToOneField("records.Event", on_delete=models.PROTECT, related_name="removal")

    class Meta:
        ordering: ClassVar[list[str]] = ["-removed_at", "-id"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *append_only(),
            FirmTrigger(name="own_time", when=pgtrigger.Before, operation=pgtrigger.Insert, func=OWN_TIME),
        ]

    def __str__(self) -> str:
        return f"{self.key}, removed on {self.removed_at:%Y-%m-%d}"
