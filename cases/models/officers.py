"""Who holds which post in an authority, from when to when. Turnover is itself evidence, so nothing is overwritten."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q

from bestvalue.records.triggers import kept, removal_of, set_once
from bestvalue.text_search import name_index

from .posts import Post


class OfficeHoldingQuerySet(models.QuerySet["OfficeHolding"]):
    """Questions about who held what, when."""

    def on(self, day: dt.date) -> "OfficeHoldingQuerySet":
        """Holdings in force on `day`, both ends included."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class OfficeHolding(models.Model):
    """One person in one post of one authority. After it is written only `ends_on` may be set, once (domain 9.2)."""

    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="officers")
    post = models.CharField(max_length=40, choices=Post)
    name = models.CharField(max_length=200, help_text="Where two people share the post, give both names.")
    email = models.EmailField("email address", max_length=254, blank=True)
    is_interim = models.BooleanField("interim or acting", default=False)
    starts_on = models.DateField("from")
    ends_on = models.DateField("to", null=True, blank=True, help_text="The last day in the post.")

    objects = OfficeHoldingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["authority", "post", "starts_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(post__in=Post.values), name="office_holding_post_known"),
            models.CheckConstraint(
                condition=~Q(name=""), name="office_holding_named", violation_error_message="Enter the person's name."
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="office_holding_ends_after_start",
                violation_error_message="The last day must not be before the first day.",
            ),
            ExclusionConstraint(
                name="office_holding_one_at_a_time",
                expressions=[
                    ("authority", RangeOperators.EQUAL),
                    ("post", RangeOperators.EQUAL),
                    ("is_interim", RangeOperators.EQUAL),
                    (
                        Func("starts_on", "ends_on", RangeBoundary(True, True), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Somebody else holds this post at that time. Record when they left it first.",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [name_index("office_holding_letters", "name")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            set_once(
                *("authority_id", "post", "name", "email", "is_interim", "starts_on", "ends_on"),
                unless=removal_of("officer", emptied="email"),
            ),
        ]

    def clean(self) -> None:
        """Refuse days in the wrong order here, before the database is asked for a range that cannot be."""
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "The last day must not be before the first day."})

    def __str__(self) -> str:
        interim = "interim " if self.is_interim else ""
        return f"{self.name}, {interim}{self.get_post_display().lower()} of {self.authority}"

    @property
    def key(self) -> str:
        """How removals name this holding."""
        return f"officer:{self.pk}"
