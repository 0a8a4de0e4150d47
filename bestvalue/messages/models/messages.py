"""What was said to a person."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from bestvalue.messages.kinds import KINDS, Way


class Message(models.Model):
    """One thing said to one person, once: a second one with the same `key` is the same row.

    `link` is an address within the service. Of what is `private` no email tells more than that something waits (N7),
    so it must name what it is `about`, as `case:<key>`: whether the person may know of that is asked again each time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="received_messages")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    link = models.CharField(max_length=500)
    about = models.CharField(max_length=200, blank=True)
    private = models.BooleanField()
    urgent = models.BooleanField(default=False)
    way = models.CharField("how it was to be told", max_length=10, choices=Way)
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(
        "outbox.Delivery", on_delete=models.PROTECT, null=True, blank=True, related_name="collected"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-written_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recipient", "key"], name="message_said_once"),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="message_way_known"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(subject=""), name="message_says_something"),
            models.CheckConstraint(condition=Q(private=False) | ~Q(about=""), name="message_private_names_its_matter"),
            models.CheckConstraint(condition=Q(urgent=False) | Q(way=Way.AT_ONCE), name="message_urgent_at_once"),
            models.CheckConstraint(
                condition=Q(link__startswith="/") & ~Q(link__startswith="//"), name="message_link_within_the_service"
            ),
            models.CheckConstraint(
                condition=Q(digest__isnull=True) | Q(way=Way.DIGEST), name="message_collected_if_chosen"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("recipient", F("written_at").desc(), name="message_latest"),
            # the number in the header, and the first rows of the list
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="message_unread"),
            models.Index(  # what the next daily email collects
                fields=["recipient"],
                condition=Q(way=Way.DIGEST, digest__isnull=True, read_at__isnull=True),
                name="message_to_collect",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def kind_label(self) -> str:
        """What it is about, in words."""
        return KINDS[self.kind].label
