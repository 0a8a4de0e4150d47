"""Adding people, and granting and ending their dated roles. Each act writes one event on the stream `people`."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction

from bestvalue import clock
from bestvalue.accounts import policy
from bestvalue.accounts.models import MACHINE_ROLES, Role, RoleHolding, Team, User
from bestvalue.accounts.models.people import SCHEDULER
from bestvalue.errors import Forbidden, Refused, Unmet
from bestvalue.records.services import record

from .sessions import end_sessions

STREAM = "people"


@transaction.atomic
def add_person(*, actor: User, email: str, name: str, password: str | None = None) -> User:
    """Open an account for a person, who can do nothing until granted a role.

    Without a password the person cannot sign in by password. Raises Forbidden, or ValidationError with what is wrong.
    """
    _require_administrator(actor)
    user = _create(email, name, password)
    record(stream=STREAM, actor=actor, verb="add_person", subject=f"user:{user.pk}")
    return user


@transaction.atomic
def add_first_administrator(*, email: str, name: str, password: str | None = None) -> User:
    """Open the first account, an administrator's, when nobody has ever been one. Raises Refused afterwards."""
    if RoleHolding.objects.filter(role=Role.ADMINISTRATOR).exists():
        raise Refused([Unmet("administrator_exists", "There is an administrator already. Ask them to add the person.")])
    user = _create(email, name, password)
    holding = RoleHolding.objects.create(user=user, role=Role.ADMINISTRATOR, starts_on=clock.today())
    record(stream=STREAM, actor=user, verb="add_first_administrator", subject=f"user:{user.pk}", after=_facts(holding))
    return user


@transaction.atomic
def grant_role(
    *,
    actor: User,
    user: User,
    role: Role,
    team: Team | None = None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    reason: str = "",
) -> RoleHolding:
    """Give a person a role from a day (today if none is given) to a last day (open if none is given).

    Raises Forbidden, or ValidationError if the dates cross, the team is missing or the role is held already, or is
    none that a machine may hold.
    """
    _require_administrator(actor)
    if user.is_machine and role not in MACHINE_ROLES:
        names = " or ".join(each.label.lower() for each in MACHINE_ROLES)
        raise ValidationError({"role": f"A machine may only be: {names}."})
    holding = RoleHolding(user=user, role=role, team=team, starts_on=starts_on or clock.today(), ends_on=ends_on)
    holding.full_clean()
    holding.save()
    record(
        stream=STREAM, actor=actor, verb="grant_role", subject=_subject(holding), reason=reason, after=_facts(holding)
    )
    return holding


@transaction.atomic
def end_role(*, actor: User, holding: RoleHolding, ends_on: dt.date | None = None, reason: str) -> RoleHolding:
    """Set the last day of a role; yesterday if none is given, so that the role bites no more from this instant.

    A role given today and taken away at once is withdrawn: no day of it counts. The person is signed
    out. Raises Forbidden or ValidationError.
    """
    _require_administrator(actor)
    holding = RoleHolding.objects.select_for_update().get(pk=holding.pk)
    before = _facts(holding)
    holding.withdrawn = ends_on is None and holding.starts_on >= clock.today()
    holding.ends_on = holding.starts_on if holding.withdrawn else ends_on or clock.today() - dt.timedelta(days=1)
    holding.full_clean()
    holding.save(update_fields=["ends_on", "withdrawn"])
    end_sessions(holding.user)
    record(
        stream=STREAM,
        actor=actor,
        verb="end_role",
        subject=_subject(holding),
        reason=reason,
        before=before,
        after=_facts(holding),
    )
    return holding


def scheduler() -> User:
    """Whom the record names where the clock prompted somebody: an account that cannot sign in and holds no role."""
    known = User.objects.filter(email=SCHEDULER).first()
    if known:
        return known
    defaults = {"name": "The scheduler", "is_active": False, "password": make_password(None)}
    return User.objects.get_or_create(email=SCHEDULER, defaults=defaults)[0]


def _require_administrator(actor: User) -> None:
    if not policy.may_manage_people(actor):
        raise Forbidden("Only an administrator may add people and change their roles.")


def _create(email: str, name: str, password: str | None) -> User:
    user = User(email=email.strip().lower(), name=name.strip())
    user.set_password(password)
    user.full_clean()
    user.save()
    return user


def _subject(holding: RoleHolding) -> str:
    return f"role_holding:{holding.pk}"


def _facts(holding: RoleHolding) -> dict[str, object]:
    return {
        "user": holding.user_id,
        "role": holding.role,
        "team": holding.team_id,
        "starts_on": holding.starts_on,
        "ends_on": holding.ends_on,
        "withdrawn": holding.withdrawn,
    }
