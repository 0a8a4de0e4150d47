"""How a person wants to hear of messages."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from bestvalue.messages.kinds import Way


class Preference(models.Model):
    """What one person chose for one kind of message. Of what is urgent they hear at once whatever stands here."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="message_preferences")
    kind = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=Way)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "kind"], name="preference_one_for_each_kind"),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="preference_way_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_way_display()}"
