"""When somebody is away, and who stands in for them meanwhile."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Questions about who is away when."""

    def on(self, day: dt.date) -> "AbsenceQuerySet":
        """Absences on `day`, both ends included."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, called_off=False)


class Absence(models.Model):
    """A person's absence, both ends included, and the colleague who deals with their tasks meanwhile.

    The colleague gains no role by it: what they may not see or do, they may not see or do now.
    """

    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="absences")
    stand_in = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="stands_in")
    starts_on = models.DateField("first day away")
    ends_on = models.DateField("last day away")
    called_off = models.BooleanField(default=False)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="absence_ends_after_start",
                violation_error_message="The last day must not come before the first.",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("stand_in")),
                name="absence_stand_in_is_another",
                violation_error_message="Somebody else stands in.",
            ),
            ExclusionConstraint(
                name="absence_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        Func("starts_on", "ends_on", RangeBoundary(True, True), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(called_off=False),
                violation_error_message="An absence is recorded for some of these days already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.starts_on} to {self.ends_on}"
