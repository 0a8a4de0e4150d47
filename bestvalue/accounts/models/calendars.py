"""Secret addresses at which a person's calendar program fetches the dates of their work, or of their team's."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    """Questions about calendar feeds."""

    def usable(self) -> "CalendarFeedQuerySet":
        """Those not revoked, of people who may sign in."""
        return self.filter(revoked_at__isnull=True, user__is_active=True)


class CalendarFeed(models.Model):
    """One secret address, of one person or made by a team's lead for the team. Only the SHA-256 of it is kept."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="calendar_feeds")
    team = models.ForeignKey(
        "accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="calendar_feeds"
    )
    name = models.CharField(max_length=100, help_text="Where the calendar is read.")
    with_common_dates = models.BooleanField("with bank holidays and the weeks before elections", default=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("created_at")),
                name="calendar_feed_revoked_after_creation",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="calendar_feed_named"),
        ]

    def __str__(self) -> str:
        return self.name
