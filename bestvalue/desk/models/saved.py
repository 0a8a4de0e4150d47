"""Filters of lists that people keep under a name, for themselves or for a team of theirs."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

LISTS = {
    "desk:cases": "Cases",
    "desk:notices": "Notices",
    "desk:directions": "Directions",
    "desk:forecast": "Forecast",
    "desk:forecast_dates": "Dates that fall due",
    "desk:watches": "Failing services being watched",
    "desk:readings": "Who read what",
    "desk:authorities": "Authorities",
    "metrics:metrics": "Metrics",
}
"""The lists whose filters may be kept, by their route."""


class SavedFilter(models.Model):
    """The filters of one list, as its address has them, and a name. What they find is judged for whoever looks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="saved_filters")
    page = models.CharField("list", max_length=40, choices=list(LISTS.items()))
    name = models.CharField(max_length=80)
    query = models.CharField("filters as they stand in the address", max_length=2000)
    team = models.ForeignKey(
        "accounts.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="saved_filters",
        verbose_name="team it is shared with",
    )
    created_at = models.DateTimeField(editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "created_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "page", "name"], name="saved_filter_named_once"),
            models.CheckConstraint(condition=Q(page__in=list(LISTS)), name="saved_filter_of_a_known_list"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="saved_filter_named"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The list with these filters."""
        return f"{reverse(self.page)}?{self.query}"
