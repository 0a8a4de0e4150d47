"""Personal tokens with which a person's programs call the API."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from bestvalue import clock


class Scope(models.TextChoices):
    """What a token may be used for; whoever may act may also read."""

    READ = "read", "Read only"
    WRITE = "write", "Read and act in my name"


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Questions about tokens."""

    def usable(self) -> "ApiTokenQuerySet":
        """Tokens neither expired nor revoked, of people who may sign in."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=clock.now(), user__is_active=True)


class ApiToken(models.Model):
    """One token of one person. Only the SHA-256 of its text is kept; with 256 random bits it needs no salt."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=100, help_text="What the token is for.")
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), help_text="What the token may be used for.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at"))
                & Q(expires_at__lte=F("created_at") + dt.timedelta(days=366)),
                name="api_token_expires_within_a_year",
                violation_error_message="A token must expire within a year.",
            ),
            models.CheckConstraint(
                condition=Q(scopes__contained_by=Scope.values) & Q(scopes__len__gt=0),
                name="api_token_scopes_known",
                violation_error_message="Choose what the token may be used for.",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("created_at")),
                name="api_token_revoked_after_creation",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="api_token_named"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def use(self) -> str:
        """What it may be used for, in words."""
        return str((Scope.WRITE if Scope.WRITE in self.scopes else Scope.READ).label)

    @property
    def state(self) -> str:
        """`revoked`, `expired` or `active`, now."""
        if self.revoked_at:
            return "revoked"
        return "active" if self.expires_at > clock.now() else "expired"
