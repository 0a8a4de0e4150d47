"""Days that do not count as working days in England, and times in which announcements are held back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class BankHoliday(models.Model):
    """One bank holiday in England; held as data, because they are proclaimed and moved."""

    on = models.DateField(primary_key=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering: ClassVar[list[str]] = ["on"]

    def __str__(self) -> str:
        return self.name


class PreElectionPeriod(models.Model):
    """The weeks before an election, by convention: a warning beside a date, and never a bar (domain 8.17)."""

    election = models.CharField(max_length=100)
    starts_on = models.DateField()
    polling_day = models.DateField()

    class Meta:
        verbose_name = "pre-election period"
        ordering: ClassVar[list[str]] = ["starts_on", "election"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(polling_day__gte=F("starts_on")),
                name="pre_election_ends_after_start",
                violation_error_message="The polling day comes after the start of the period.",
            ),
            models.UniqueConstraint(fields=["election", "polling_day"], name="pre_election_once"),
        ]

    def __str__(self) -> str:
        return f"before the {self.election} of {self.polling_day:%-d %B %Y}"
