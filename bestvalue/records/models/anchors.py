"""Daily anchors over the heads of all chains: a rewritten or shortened chain no longer fits an earlier anchor."""

from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import append_only


class Anchor(models.Model):
    """The digest, on one day, of the name, length and head of every chain."""

    taken_on = models.DateField(unique=True)
    taken_at = models.DateTimeField()
    chains = models.PositiveIntegerField("number of chains")
    events = models.PositiveBigIntegerField("number of events")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["-taken_on"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.taken_on}: {self.digest}"
