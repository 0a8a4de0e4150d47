"""The people of the demonstration: fictional, one for each role, all with one password."""

import datetime as dt
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Team, User

from .people import add_first_administrator, add_person, grant_role

DOMAIN = "demo.example"
NORTH = "stewardship-and-interventions-north"
SOUTH = "stewardship-and-interventions-south"
TIME_IN_ROLE = dt.timedelta(days=1461)
TEAMS = {NORTH: "Stewardship and Interventions North", SOUTH: "Stewardship and Interventions South"}


class Part(NamedTuple):
    """One person of the demonstration: the e-mail address before the @, the name, the role and the team's slug."""

    login: str
    name: str
    role: Role
    team: str = ""


PARTS = (
    Part("admin", "Ada Hartley", Role.ADMINISTRATOR),
    Part("officer", "Olu Marsh", Role.OFFICER, NORTH),
    Part("lead", "Leila Ford", Role.TEAM_LEAD, NORTH),
    Part("deputy.director", "Dafydd Stone", Role.DEPUTY_DIRECTOR),
    Part("legal", "Lena Wright", Role.LEGAL_ADVISER),
    Part("private.office", "Priya Lane", Role.PRIVATE_OFFICE),
    Part("minister", "Morgan Vale", Role.MINISTER),
    Part("secretary.of.state", "Sasha Thorne", Role.SECRETARY_OF_STATE),
    Part("analyst", "Anil Brook", Role.ANALYST),
    Part("press", "Paula Reed", Role.PRESS),
    Part("records", "Rosa Field", Role.RECORDS_MANAGER, NORTH),
    Part("liaison", "Lucas Heath", Role.LIAISON),
    Part("other.officer", "Oona Moore", Role.OFFICER, SOUTH),
)


def email_of(login: str) -> str:
    """The e-mail address of a person of the demonstration."""
    return f"{login}@{DOMAIN}"


@transaction.atomic
def load_people(password: str) -> dict[str, User]:
    """Make the people of the demonstration, by login; those that exist already only get the password again.

    Raises ImproperlyConfigured where `DEMONSTRATION` is off, so that no known password ever reaches a real service.
    """
    if not settings.DEMONSTRATION:
        raise ImproperlyConfigured("Demonstration people may be made only where DEMONSTRATION is on.")
    people = {part.login: _account(part) for part in PARTS}
    hashed = make_password(password)
    for part in PARTS:
        _give_role(people["admin"], people[part.login], part)
        people[part.login].password = hashed
    User.objects.bulk_update(people.values(), ["password"])
    return people


def _account(part: Part) -> User:
    email = email_of(part.login)
    existing = User.objects.filter(email=email).first()
    if existing or part.role != Role.ADMINISTRATOR:
        return existing or add_person(actor=User.objects.get(email=email_of("admin")), email=email, name=part.name)
    return add_first_administrator(email=email, name=part.name)


def _give_role(admin: User, user: User, part: Part) -> None:
    if RoleHolding.objects.filter(user=user, role=part.role).exists():
        return
    team = Team.objects.get_or_create(slug=part.team, defaults={"name": TEAMS[part.team]})[0] if part.team else None
    grant_role(actor=admin, user=user, role=part.role, team=team, starts_on=clock.today() - TIME_IN_ROLE)
