"""Deliveries: one event to be sent to one webhook, and what came of the last attempt."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import kept, set_once

KEPT_OF_ANSWER = 500  # characters


class Delivery(models.Model):
    """One event for one webhook, known to its owner by `number`. `next_at` is also how long an attempt may take."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "Waiting"
        SENT = "sent", "Sent"
        WITHHELD = "withheld", "Withheld: the owner could not see it when it was to be sent"

    webhook = models.ForeignKey("api.Webhook", on_delete=models.PROTECT, related_name="deliveries")
    event = models.ForeignKey("records.Event", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField("place among the webhook's deliveries")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    next_at = models.DateTimeField("when it may be tried", null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField("status of the answer", null=True, blank=True)
    answer = models.CharField("beginning of the answer, or what went wrong", max_length=KEPT_OF_ANSWER, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        ordering: ClassVar[list[str]] = ["webhook", "number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["webhook", "number"], condition=Q(state="waiting"), name="delivery_waiting"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["webhook", "event"], name="delivery_once_for_each_event"),
            models.UniqueConstraint(fields=["webhook", "number"], name="delivery_one_place"),
            models.CheckConstraint(
                condition=Q(state="waiting", next_at__isnull=False) | Q(state__in=["sent", "withheld"], next_at=None),
                name="delivery_waits_until",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [*kept(), set_once("webhook_id", "event_id", "number")]

    def __str__(self) -> str:
        return f"{self.webhook}, {self.number}"

    @property
    def stands(self) -> str:
        """What became of it, in words."""
        return str(self.State(self.state).label)
