"""Closing a team: who and what must leave it first, and who is told."""

from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Team, User
from bestvalue.accounts.services.teams import locked_team, record_team
from bestvalue.errors import Refused, Unmet
from bestvalue.messages.services.notifying import notify

from ..models import Case
from ..stages import Stage
from .waiting import patiently


@patiently()
def close_team(*, by: User, team: Team, reason: str) -> Team:
    """Give a team nothing more: no case, no role, no watch. Raises Forbidden, Refused with what must leave it first.

    Deputy directors are told, as they alone may know what stays with it.
    """
    team = locked_team(by, team)
    if team.closed_on:
        raise Refused([Unmet("closed", f"It was closed on {team.closed_on:%-d %B %Y}.")])
    first = to_move_first(team)
    if not reason.strip():
        first.append(Unmet("no_reason", "Give the reason."))
    if first:
        raise Refused(first)
    team.closed_on = clock.today()
    team.save(update_fields=["closed_on"])
    record_team(team, by, "close_team", reason=reason, before={"closed_on": None}, after={"closed_on": team.closed_on})
    _tell_deputy_directors(team)
    return team


def to_move_first(team: Team) -> list[Unmet]:
    """Who still holds a role in the team, or will; and its open cases that were published.

    Of private ones nothing is told, as an administrator may not know that there are any (N7): they stay with the team,
    and its line sees them.
    """
    today = clock.today()
    held = RoleHolding.objects.not_over(today).filter(team=team, user__is_active=True).select_related("user")
    cases = Case.objects.filter(team=team, reference__isnull=False).exclude(stage=Stage.CLOSED)
    return [
        *(_holder(each) for each in held.order_by("user__name", "pk")),
        *(
            Unmet("open_case", f"{case.authority} has an open case in this team: {case.reference}.")
            for case in cases.select_related("authority").order_by("reference")
        ),
    ]


def _holder(holding: RoleHolding) -> Unmet:
    until = f" until {holding.ends_on:%-d %B %Y}" if holding.ends_on else ""
    held = f"{holding.user} is {holding.get_role_display().lower()}{until}."
    if holding.user.is_machine:
        return Unmet("holder", f"{held} Revoke the machine first.", reverse("desk:api_clients"))
    return Unmet("holder", f"{held} End the role first.", reverse("desk:end_role", args=[holding.user_id, holding.pk]))


def _tell_deputy_directors(team: Team) -> None:
    held = RoleHolding.objects.on(clock.today()).filter(role=Role.DEPUTY_DIRECTOR, user__is_active=True)
    for each in User.objects.filter(pk__in=held.values("user")):
        notify(
            to=each,
            key=f"team:{team.pk}:closed:{clock.now():%Y%m%dT%H%M%S}",
            kind="task",
            subject=f"The team {team} was closed",
            text=(
                "It is given no new case and nobody works in it. Whatever it still has stays with it. "
                "If somebody must look after anything there, ask an administrator to open the team again."
            ),
            link=reverse("desk:cases"),
            private=False,
        )
