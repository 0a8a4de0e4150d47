"""Requests that may be sent again, and how they were answered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class IdempotencyKey(models.Model):
    """One key that a person's program sent with a POST, what it was sent with, and the answer once there is one.

    `request_id` is that of the attempt under way or last made: events bear the same, so it is known whether an act
    was done whose answer was lost.
    """

    class State(models.TextChoices):
        """Where the request stands."""

        IN_FLIGHT = "in_flight", "In flight"
        OPEN = "open", "Open to another attempt"
        DONE = "done", "Done"

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=255)
    target = models.TextField("method and address")
    body_hash = models.CharField("SHA-256 of the body", max_length=64)
    state = models.CharField(max_length=10, choices=State)
    request_id = models.CharField(max_length=64)
    started_at = models.DateTimeField("when the last attempt began", db_index=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    body = models.BinaryField(default=b"")
    headers = models.JSONField("content type, ETag and location", default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_once_for_each_person"),
            models.CheckConstraint(condition=~Q(key=""), name="idempotency_key_given"),
            models.CheckConstraint(
                condition=Q(state="done", status__isnull=False)
                | Q(state__in=["in_flight", "open"], status__isnull=True),
                name="idempotency_key_done_with_an_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.get_state_display().lower()}"
