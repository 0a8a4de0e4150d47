"""Closing an account, and telling those who know of the cases that there is work to hand over.

An administrator knows of no case, not even how many somebody has (N7): the leads of the teams see that, on the page
where they hand it over.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import RoleHolding, Team, User
from bestvalue.accounts.models.roles import TEAM_ROLES
from bestvalue.accounts.services.closing import close_account
from bestvalue.accounts.services.ending_roles import who_hands_over
from bestvalue.messages.services.notifying import notify

TOLD = "Their account is closed and they hold no role any more. What they have stays theirs until you hand it over."


@transaction.atomic
def close_and_tell(*, by: User, user: User, reason: str) -> User:
    """Close an account, and tell whoever hands over what the person has. Raises Forbidden, Refused."""
    told = [(lead, team) for team in teams_of_work(user) for lead in who_hands_over(user, team)]
    closed = close_account(by=by, user=user, reason=reason)
    for lead, team in told:
        notify(
            to=lead,
            key=f"closed:{user.pk}:{team.pk}:{clock.today()}",
            kind="task",
            subject=f"{user} has left {team}: hand over their work",
            text=TOLD,
            link=reverse("tasks:hand_over", args=[team.slug, user.pk]),
            private=False,
        )
    return closed


def teams_of_work(user: User) -> QuerySet[Team]:
    """The teams in which somebody looks after cases today."""
    held = RoleHolding.objects.on(clock.today()).filter(user=user, role__in=TEAM_ROLES)
    return Team.objects.filter(pk__in=held.values("team")).order_by("name")
