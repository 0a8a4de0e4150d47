"""Machines that call the API with their own credentials (OAuth 2 client credentials, RFC 6749 section 4.4)."""

import datetime as dt
import uuid
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import kept, lawful_states, set_once

LONGEST_LIFE = dt.timedelta(days=366)
CHANGES = (("active", "suspended"), ("suspended", "active"), ("active", "revoked"), ("suspended", "revoked"))
"""From which state to which an act may lead."""


class MachineScope(models.TextChoices):
    """What a machine may do; there is none for moving a case or for any other act."""

    READ = "read", "Read what its role may see"
    EVIDENCE = "evidence", "Submit evidence"
    METRICS = "metrics", "Submit values of metrics"


class ApiClient(models.Model):
    """One machine: an account of its own, a person who answers for it, what it may do, and its last day.

    Its credentials are those of `application`, where only a hash of the secret is kept.
    """

    class State(models.TextChoices):
        """Where it stands."""

        ACTIVE = "active", "Active"
        SUSPENDED = "suspended", "Suspended"
        REVOKED = "revoked", "Revoked"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(
        "oauth2_provider.Application", on_delete=models.PROTECT, related_name="registered"
    )
    account = models.OneToOneField("accounts.User", on_delete=models.PROTECT, related_name="api_client")
    purpose = models.CharField("what it is for", max_length=300)
    responsible = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="api_clients")
    contact = models.EmailField("contact", max_length=254)
    scopes = ArrayField(models.CharField(max_length=20, choices=MachineScope))
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE, editable=False)
    registered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", editable=False)
    registered_on = models.DateField(editable=False)
    ends_on = models.DateField("last day")
    rotated_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-registered_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("registered_on")) & Q(ends_on__lte=F("registered_on") + LONGEST_LIFE),
                name="api_client_ends_within_a_year",
                violation_error_message="The last day must be today or later, and within a year.",
            ),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=MachineScope.values) & Q(scopes__len__gt=0),
                name="api_client_scopes_known",
                violation_error_message="Choose what the machine may do.",
            ),
            models.CheckConstraint(condition=Q(state__in=["active", "suspended", "revoked"]), name="api_client_state"),
            models.CheckConstraint(condition=~Q(purpose=""), name="api_client_has_a_purpose"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            set_once("account_id", "application_id", "registered_by_id", "registered_on"),
            *lawful_states(CHANGES, initial="active"),
        ]

    def __str__(self) -> str:
        return self.account.name

    @property
    def uses(self) -> list[str]:
        """What it may do, in words."""
        return [str(MachineScope(scope).label) for scope in self.scopes]
