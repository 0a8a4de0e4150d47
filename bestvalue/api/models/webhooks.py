"""Webhooks: other systems to which the service sends events, each approved by an administrator."""

import uuid
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import kept, lawful_states, set_once

LONGEST_SALT = 64
CHANGES = (
    *(("requested", "active"), ("active", "paused"), ("active", "suspended")),
    *(("paused", "active"), ("suspended", "active")),
    *((state, "ended") for state in ("requested", "active", "paused", "suspended")),
)
"""From which state to which an act may lead."""


class Webhook(models.Model):
    """One address to which events are sent, in their order, as far as its owner may see each when it is sent.

    Its secret is kept nowhere: it is made from the service's own key and `salt` (`bestvalue/api/signing.py`).
    """

    class State(models.TextChoices):
        """Where it stands."""

        REQUESTED = "requested", "Waiting for an administrator"
        ACTIVE = "active", "Active"
        PAUSED = "paused", "Paused"
        SUSPENDED = "suspended", "Suspended after failures"
        ENDED = "ended", "Ended"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="webhooks")
    target = models.CharField("address", max_length=500)
    description = models.CharField("what it is for", max_length=200)
    verbs = ArrayField(models.CharField(max_length=80), default=list, blank=True, help_text="Which acts; empty: all.")
    state = models.CharField(max_length=10, choices=State, default=State.REQUESTED, editable=False)
    salt = models.CharField(max_length=LONGEST_SALT, editable=False)
    earlier_salt = models.CharField(max_length=LONGEST_SALT, blank=True, default="", editable=False)
    rotated_at = models.DateTimeField(null=True, blank=True, editable=False)
    position = models.PositiveBigIntegerField("how far the feed was looked through", default=0, editable=False)
    created_at = models.DateTimeField(editable=False)
    approved_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    told = models.TextField("what its owner was told", blank=True, default="", editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state="requested", approved_at=None)
                | Q(state="ended")
                | Q(state__in=["active", "paused", "suspended"], approved_at__isnull=False),
                name="webhook_approved_before_it_is_used",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("owner")),
                name="webhook_approved_by_somebody_else",
                violation_error_message="Somebody other than the owner approves it.",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) | ~Q(state="ended") & Q(ended_at=None),
                name="webhook_ended_on_a_day",
            ),
            models.CheckConstraint(condition=~Q(target="") & ~Q(description=""), name="webhook_described"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            *lawful_states(CHANGES, initial="requested"),
            set_once("owner_id", "target", "approved_by_id", "approved_at", "ended_at"),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def key(self) -> str:
        """What events call it."""
        return f"webhook:{self.pk}"

    @property
    def stands(self) -> str:
        """Where it stands, in words."""
        return str(self.State(self.state).label)
