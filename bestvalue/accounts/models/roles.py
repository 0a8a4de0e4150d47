"""The roles of the department, each held by a person from a date to a date (domain 9.1)."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, OuterRef, Q

from .teams import given_to_an_open_team


class Role(models.TextChoices):
    """What a person is in the department."""

    OFFICER = "officer", "Case officer"
    TEAM_LEAD = "team_lead", "Team lead"
    DEPUTY_DIRECTOR = "deputy_director", "Deputy director"
    DIRECTOR = "director", "Director"
    LEGAL_ADVISER = "legal_adviser", "Legal adviser"
    ANALYST = "analyst", "Analyst"
    PRIVATE_OFFICE = "private_office", "Private office"
    MINISTER = "minister", "Minister"
    SECRETARY_OF_STATE = "secretary_of_state", "Secretary of State"
    PRESS = "press", "Press and parliamentary"
    RECORDS_MANAGER = "records_manager", "Records manager"
    ADMINISTRATOR = "administrator", "Administrator"
    LIAISON = "liaison", "Other department's liaison"


TEAM_ROLES = (Role.OFFICER, Role.TEAM_LEAD)
"""Roles that are held in a team."""


MACHINE_ROLES = (Role.ANALYST, Role.LIAISON)
"""Roles that a machine may be given: neither looks after a case, and neither decides, clears, issues or publishes."""


class RoleHoldingQuerySet(models.QuerySet["RoleHolding"]):
    """Questions about who held what, when."""

    def on(self, day: dt.date | OuterRef) -> "RoleHoldingQuerySet":
        """Holdings in force on `day`, both ends included; a subquery takes the day from its outer row."""
        return self.not_over(day).filter(starts_on__lte=day)

    def not_over(self, day: dt.date | OuterRef) -> "RoleHoldingQuerySet":
        """Holdings that are in force on `day` or later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), withdrawn=False)

    def roles_on(self, day: dt.date) -> frozenset[Role]:
        """The roles among these holdings that are in force on `day`."""
        return frozenset(Role(value) for value in self.on(day).values_list("role", flat=True))

    def locked_administrators(self) -> list["RoleHolding"]:
        """Every administrator's holding, kept until the transaction ends; always in one order, so that nobody waits
        for each other."""
        return list(self.filter(role=Role.ADMINISTRATOR).order_by("pk").select_for_update())


class RoleHolding(models.Model):
    """One person holding one role, from a date to a date; officers and team leads hold it in a team."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="role_holdings")
    role = models.CharField(max_length=30, choices=Role)
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, null=True, blank=True, related_name="holdings")
    starts_on = models.DateField("from")
    ends_on = models.DateField("to", null=True, blank=True, help_text="The last day on which the role is held.")
    withdrawn = models.BooleanField(
        default=False, help_text="Taken away before its first day was over, so that no day of it counts."
    )

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["user", "role", "starts_on"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="role_holding_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="role_holding_ends_after_start",
                violation_error_message="The last day must not be before the first day.",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=TEAM_ROLES) | Q(team__isnull=False),
                name="role_holding_in_a_team",
                violation_error_message="Case officers and team leads hold their role in a team.",
            ),
            ExclusionConstraint(
                name="role_holding_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Func("team", 0, function="COALESCE"), RangeOperators.EQUAL),
                    (
                        Func("starts_on", "ends_on", RangeBoundary(True, True), function="DATERANGE"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(withdrawn=False),
                violation_error_message="The person already holds this role in that time.",
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [given_to_an_open_team()]

    def __str__(self) -> str:
        return f"{self.user} as {self.get_role_display()}"

    def clean(self) -> None:
        """Nobody is given a role in a closed team. Raises ValidationError."""
        if self._state.adding and self.team and self.team.closed_on:
            raise ValidationError({"team": f"{self.team} is closed."})

    def is_over(self, day: dt.date) -> bool:
        """Whether the role is in force neither on `day` nor later."""
        return self.withdrawn or (self.ends_on is not None and self.ends_on < day)
