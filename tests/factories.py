"""Makers of rows for tests: each gives something valid, a test names only what it is about."""

import datetime as dt

from factory.declarations import Sequence
from factory.django import DjangoModelFactory

from bestvalue import clock
from bestvalue.accounts.models import TEAM_ROLES, Role, RoleHolding, Team, User


class TeamFactory(DjangoModelFactory[Team]):
    """A team of officials."""

    class Meta:
        model = Team

    name = Sequence(lambda n: f"Stewardship team {n}")
    slug = Sequence(lambda n: f"stewardship-team-{n}")


class UserFactory(DjangoModelFactory[User]):
    """A person with an account, without a role and without a password."""

    class Meta:
        model = User

    email = Sequence(lambda n: f"person.{n}@test.example")
    name = Sequence(lambda n: f"Test Person {n}")
    password = "!"


def person(*roles: Role, team: Team | None = None, since: dt.date | None = None) -> User:
    """A person who holds `roles` since a day (a year ago if none is given), in `team` or, where needed, a new one."""
    user = UserFactory.create()
    starts_on = since or clock.today() - dt.timedelta(days=365)
    for role in roles:
        team = team or (TeamFactory.create() if role in TEAM_ROLES else None)
        RoleHolding.objects.create(user=user, role=role, team=team, starts_on=starts_on)
    return user
