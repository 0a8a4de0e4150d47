"""What must be true before a role ends, and who is told to hand over what its holder looked after."""

import datetime as dt

from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import TEAM_ROLES, Role, RoleHolding, Team, User
from bestvalue.errors import Need
from bestvalue.messages.services.notifying import notify

ONE_DAY = dt.timedelta(days=1)


def last_day(holding: RoleHolding, ends_on: dt.date | None) -> dt.date:
    """The last day of a role that ends on a day, or at once where that is None; its first day where none counts."""
    return ends_on or max(clock.today() - ONE_DAY, holding.starts_on)


def need_an_end(holding: RoleHolding, ends_on: dt.date | None) -> list[Need]:
    """A role ends once, and is never made to last longer by ending it."""
    over = holding.is_over(clock.today())
    by_then = holding.ends_on is not None and ends_on is not None and holding.ends_on <= ends_on
    return [
        (not over, "over", "It has ended already."),
        (over or not by_then, "ends_by_then", f"It ends on {holding.ends_on:%-d %B %Y} already." if by_then else ""),
    ]


def need_another_administrator(holding: RoleHolding, ends_on: dt.date | None) -> Need:
    """An administrator's role ends only where somebody else holds one without a last day from the day after.

    Ask it after `locked_administrators`.
    """
    others = RoleHolding.objects.on(ends_on + ONE_DAY if ends_on else clock.today()).filter(
        role=Role.ADMINISTRATOR, ends_on=None, user__is_active=True, user__is_machine=False
    )
    met = holding.role != Role.ADMINISTRATOR or others.exclude(user=holding.user_id).exists()
    words = "Nobody else is an administrator without a last day. Give somebody that role first."
    return met, "last_administrator", words


def tell_who_hands_over(holding: RoleHolding, *, key: str) -> None:
    """Tell the leads of the team, or else the deputy directors, where what a leaver looked after is handed over.

    They are told whether there is anything or not: an administrator may not know, and learns nothing by ending a role.
    """
    if holding.team is None or holding.role not in TEAM_ROLES or holding.ends_on is None:
        return
    was, who = f"{holding.get_role_display().lower()} in {holding.team}", holding.user
    over = holding.is_over(clock.today())
    for each in who_hands_over(who, holding.team):
        notify(
            to=each,
            key=key,
            kind="task",
            subject=f"{who} is no longer {was}" if over else f"{who} is {was} until {holding.ends_on:%-d %B %Y}",
            text=f"Hand over what {who} looks after in {holding.team}, if there is anything.",
            link=reverse("tasks:hand_over", args=[holding.team.slug, holding.user_id]),
            private=False,
        )


def who_hands_over(user: User, team: Team) -> list[User]:
    """The other leads of a team; where there is none, the deputy directors."""
    held = RoleHolding.objects.on(clock.today()).filter(user__is_active=True).exclude(user=user)
    people = User.objects.order_by("name", "pk")
    leads = people.filter(pk__in=held.filter(role=Role.TEAM_LEAD, team=team).values("user"))
    return list(leads or people.filter(pk__in=held.filter(role=Role.DEPUTY_DIRECTOR).values("user")))
