"""The place of each event in the one feed of changes: given after the event was committed (decisions 16)."""

from typing import ClassVar

import pgtrigger
from django.db import models

from bestvalue.records.triggers import kept, set_once


class FeedEntry(models.Model):
    """One event's place in the feed; none until `number_events` has seen it committed. The database makes the row.

    It is a part of its event, and the triggers of both refuse to delete it.
    """

    event = models.OneToOneField("records.Event", on_delete=models.CASCADE, primary_key=True, related_name="feed_entry")
    position = models.PositiveBigIntegerField("place in the feed", null=True, blank=True, unique=True)

    class Meta:
        verbose_name_plural = "feed entries"
        ordering: ClassVar[list[str]] = ["position"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["event"], condition=models.Q(position=None), name="feed_entry_unnumbered"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("event_id", "position")]

    def __str__(self) -> str:
        return f"{self.event}, {self.position}"
