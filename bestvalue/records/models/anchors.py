"""Daily anchors: what every chain that moved had come to, so that a rewritten or shortened one no longer fits."""

from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import append_only


class Anchor(models.Model):
    """The digest, on one day, of the length and head of every chain that moved since the anchor before."""

    taken_on = models.DateField(unique=True)
    taken_at = models.DateTimeField()
    chains = models.PositiveIntegerField("number of chains that moved")
    events = models.PositiveBigIntegerField("number of events", help_text="All of them, from the first.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the exported file.")
    previous_digest = models.CharField(
        "digest of the anchor before",
        max_length=64,
        null=True,
        help_text="Empty in the first. Null where anchors were not yet linked and exported.",
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-taken_on"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.taken_on}: {self.digest}"

    @property
    def file_name(self) -> str:
        """The name of its exported file."""
        return f"{self.taken_on}.txt"
