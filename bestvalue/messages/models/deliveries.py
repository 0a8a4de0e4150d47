"""Emails on their way."""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.messages.kinds import KINDS
from bestvalue.records.triggers import lawful_states


class State(models.TextChoices):
    """How far an email has come."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    FAILED = "failed", "Failed, and will be tried again"
    SENT = "sent", "Sent"
    WITHHELD = "withheld", "Withheld: the person may no longer know of it"
    DEAD = "dead", "Not delivered"
    GIVEN_UP = "given_up", "Given up"


MOST_ATTEMPTS = 12  # the last about a day after the first
OPEN = (State.WAITING, State.SENDING, State.FAILED)
LAWFUL = [
    (State.WAITING, State.SENDING),
    (State.FAILED, State.SENDING),
    *((State.SENDING, after) for after in (State.FAILED, State.SENT, State.WITHHELD, State.DEAD)),
    (State.DEAD, State.WAITING),
    (State.DEAD, State.GIVEN_UP),
]


class Delivery(models.Model):
    """One email to one person: of one message, or of what a day's digest collects (`digest_on`, a day in London).

    `next_try_at` is when it is due; while it is being sent, when whoever sends it is thought to have died.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="deliveries")
    message = models.OneToOneField(
        "outbox.Message", on_delete=models.PROTECT, null=True, blank=True, related_name="delivery"
    )
    digest_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    most_attempts = models.PositiveIntegerField("attempts after which it is dead", default=MOST_ATTEMPTS)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    reason = models.CharField("why it was given up", max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "pk"]
        verbose_name_plural = "deliveries"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recipient", "digest_on"], name="delivery_one_digest_a_day"),
            models.CheckConstraint(
                condition=Q(message__isnull=True) ^ Q(digest_on__isnull=True), name="delivery_of_one_thing"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="delivery_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False) | ~Q(state=State.SENT) & Q(sent_at__isnull=True),
                name="delivery_sent_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.GIVEN_UP) | ~Q(reason=""), name="delivery_given_up_with_a_reason"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # the sweep: its cost depends on what is due, and not on all that was ever sent
            models.Index(fields=["next_try_at", "id"], condition=Q(state__in=OPEN), name="delivery_due"),
            models.Index(fields=["created_at", "id"], condition=Q(state=State.DEAD), name="delivery_dead"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = lawful_states(LAWFUL, initial=State.WAITING)

    def __str__(self) -> str:
        return f"{self.what} to {self.recipient}"

    @property
    def what(self) -> str:
        """The kind of message that it bears, or `digest`; never what the message says."""
        return self.message.kind if self.message else "digest"

    @property
    def what_label(self) -> str:
        """The same in words."""
        return KINDS[self.message.kind].label if self.message else "The one email of a day"
