"""The teams in which officials work, and the rule that a closed one is given nothing more."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from bestvalue.records.triggers import FirmTrigger, refusal

TAKEN = "There is a team with this name already."
GIVEN_NOTHING = "A closed team is given no new case, role or watch."


class TeamQuerySet(models.QuerySet["Team"]):
    """Questions about teams."""

    def open(self) -> "TeamQuerySet":
        """The teams that may be given a case, a role or a watch."""
        return self.filter(closed_on__isnull=True)


class Team(models.Model):
    """A team of officials. A private case is known only to its team, the team's line and the deciding ministers.

    A renamed team keeps its slug, by which addresses name it. A closed team keeps all that it has.
    """

    name = models.CharField(max_length=200, unique=True, error_messages={"unique": TAKEN})
    slug = models.SlugField(
        max_length=80,
        unique=True,
        error_messages={
            "unique": "There is a team with too similar a name already.",
            "blank": "Enter a name with letters in it.",
        },
    )
    closed_on = models.DateField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(name=""), name="team_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


def given_to_an_open_team() -> pgtrigger.Trigger:
    """Trigger: no row of this table comes to a team that is closed; the team is kept from closing meanwhile."""
    return FirmTrigger(
        name="given_to_an_open_team",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("team_id"),
        func=f"""
            IF (TG_OP = 'INSERT' OR NEW.team_id IS DISTINCT FROM OLD.team_id)
                AND (SELECT closed_on FROM accounts_team WHERE id = NEW.team_id FOR SHARE) IS NOT NULL
            THEN {refusal(GIVEN_NOTHING)} END IF; RETURN NEW;
        """,
    )
