"""The cases that people follow: a wish of theirs, and no part of any record."""

from typing import ClassVar

from django.db import models


class Following(models.Model):
    """One person following one case. Whether they may know of the case is asked each time, and never here."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="followings")
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="followings")
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "case"], name="following_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} since {self.since:%-d %B %Y}"
