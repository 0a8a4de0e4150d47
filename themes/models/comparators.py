"""Whom an authority is compared with: groups from a named source, from a day to a day."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from bestvalue.records.triggers import append_only, kept, set_once

FEWEST = 3
"""The fewest figures of which a median and a spread are shown."""


class ComparatorGroup(models.Model):
    """The authorities with which one authority is compared. Its members never change: a later group replaces it."""

    class Kind(models.TextChoices):
        """How the members were chosen."""

        NEAREST = "nearest_neighbours", "Nearest neighbours"
        SAME_KIND = "same_kind", "Authorities of the same kind"

    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="comparator_groups")
    kind = models.CharField(max_length=20, choices=Kind)
    source = models.CharField(max_length=300, help_text="Who put the group together, how, and where it is published.")
    starts_on = models.DateField("in use from")
    ends_on = models.DateField("in use until", null=True, blank=True)
    members = models.ManyToManyField("cases.Authority", through="themes.Comparator", related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["authority", "kind", "-starts_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=["nearest_neighbours", "same_kind"]), name="comparator_group_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(source__regex=r"\S"),
                name="comparator_group_has_a_source",
                violation_error_message="Say who put the group together, and how.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="comparator_group_ends_after_start",
                violation_error_message="A group must have been in use for a day before another replaces it.",
            ),
            ExclusionConstraint(
                name="comparator_group_one_at_a_time",
                expressions=[
                    ("authority", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        Func("starts_on", "ends_on", RangeBoundary(True, True), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Another group of this kind is in use at that time.",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *kept(),
            set_once("authority_id", "kind", "source", "starts_on", "ends_on"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.authority}"


class Comparator(models.Model):
    """One authority in a group; the group is a set, and nothing orders its members but their names."""

    group = models.ForeignKey("themes.ComparatorGroup", on_delete=models.PROTECT, related_name="comparators")
    authority = models.ForeignKey("cases.Authority", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["group", "authority__name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["group", "authority"], name="comparator_once_in_group"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return str(self.authority)
