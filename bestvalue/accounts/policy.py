"""Who may do what with people, and the questions about roles that every other policy asks.

No role is kept from one request to the next (`holdings.py`): a role that has ended bites at once.
"""

import datetime as dt

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from bestvalue import clock
from bestvalue.accounts.models import ApiClient, ApiToken, CalendarFeed, Role, Team, User

from .holdings import held_on

MINISTERS = (Role.MINISTER, Role.SECRETARY_OF_STATE)
"""Either may decide whatever is not kept to the Secretary of State."""

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SECOND_STEP_ROLES = (*MINISTERS, Role.PRIVATE_OFFICE, Role.DEPUTY_DIRECTOR, Role.ADMINISTRATOR)
"""Whoever holds one of these signs in with a second step, where `SECOND_STEP` is on."""

Visitor = User | AnonymousUser


def roles_of(user: Visitor, on: dt.date | None = None) -> frozenset[Role]:
    """The roles that `user` holds on a day, today if none is given; nobody's and a closed account's are empty."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    return frozenset(role for role, _ in held_on(user, on or clock.present_day()))


def holds(user: Visitor, *roles: Role, on: dt.date | None = None) -> bool:
    """Whether `user` holds any of `roles` on a day, today if none is given."""
    return not roles_of(user, on).isdisjoint(roles)


def holds_in(user: Visitor, team: Team, *roles: Role, on: dt.date | None = None) -> bool:
    """Whether `user` holds any of `roles` in this `team` on a day, today if none is given."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return any(role in roles and held == team.pk for role, held in held_on(user, on or clock.present_day()))


def teams_of(user: Visitor, on: dt.date | None = None) -> frozenset[int]:
    """The ids of the teams in which `user` holds any role on a day, today if none is given."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    return frozenset(team for _, team in held_on(user, on or clock.present_day()) if team is not None)


def is_minister(user: Visitor, on: dt.date | None = None) -> bool:
    """Whether `user` is a minister or the Secretary of State."""
    return holds(user, *MINISTERS, on=on)


def may_manage_people(user: Visitor) -> bool:
    """Administrators add people and grant and end roles."""
    return holds(user, Role.ADMINISTRATOR)


def must_set_up_second_step(user: Visitor) -> bool:
    """Whether `user` gets no further before setting up a second step. Asked each time: a new role bites at once."""
    return bool(settings.SECOND_STEP) and holds(user, *SECOND_STEP_ROLES) and not has_second_step(user)


def has_second_step(user: Visitor) -> bool:
    """Whether `user` has an authenticator app or a passkey. Recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_STEPS).exists())


def client_works(client: ApiClient) -> bool:
    """Whether a machine gets in today: it is active, not past its end, and the person responsible holds a role."""
    lives = client.state == ApiClient.State.ACTIVE and client.ends_on >= clock.present_day()
    return lives and client.account.is_active and bool(roles_of(client.responsible))


def may_revoke_token(user: Visitor, token: ApiToken) -> bool:
    """A person revokes their own tokens; an administrator anybody's."""
    return token.user_id == user.pk or may_manage_people(user)


def teams_led_by(user: User) -> QuerySet[Team]:
    """The teams that `user` leads today, by name."""
    led = [team for role, team in held_on(user, clock.present_day()) if team and role == Role.TEAM_LEAD]
    return Team.objects.filter(pk__in=led).order_by("name")


def may_read_calendar(feed: CalendarFeed) -> bool:
    """Whether a feed still gives anything: its person holds a role, and leads the team if it is a team's."""
    return holds_in(feed.user, feed.team, Role.TEAM_LEAD) if feed.team else bool(roles_of(feed.user))


def may_revoke_calendar(user: Visitor, feed: CalendarFeed) -> bool:
    """A person revokes their own calendars, a lead those of the team, an administrator anybody's."""
    leads = feed.team is not None and holds_in(user, feed.team, Role.TEAM_LEAD)
    return feed.user_id == user.pk or leads or may_manage_people(user)
