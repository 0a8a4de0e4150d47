"""Adding people, and granting and ending their dated roles. Each act writes one event on the stream `people`."""

import datetime as dt

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction

from bestvalue import clock
from bestvalue.accounts import policy
from bestvalue.accounts.models import MACHINE_ROLES, Role, RoleHolding, Team, User
from bestvalue.accounts.models.people import SCHEDULER
from bestvalue.errors import Forbidden, Refused, Unmet, refuse_unless
from bestvalue.records.services import record

from .ending_roles import last_day, need_an_end, need_another_administrator, tell_who_hands_over
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

    Raises Forbidden, Refused for oneself and for a closed account, or ValidationError if the dates cross, the team is
    missing or closed, or the role is held already, or is none that a machine may hold.
    """
    _require_administrator(actor)
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    refuse_unless(
        (user != actor, "own", "Another administrator must give you a role."),
        (user.is_active, "account_closed", f"The account of {user} is closed."),
    )
    if user.is_machine and role not in MACHINE_ROLES:
        names = " or ".join(each.label.lower() for each in MACHINE_ROLES)
        raise ValidationError({"role": f"A machine may only be: {names}."})
    team = team and Team.objects.select_for_update(no_key=True).get(pk=team.pk)
    holding = RoleHolding(user=user, role=role, team=team, starts_on=starts_on or clock.today(), ends_on=ends_on)
    holding.full_clean()
    holding.save()
    record(
        stream=STREAM, actor=actor, verb="grant_role", subject=_subject(holding), reason=reason, after=_facts(holding)
    )
    return holding


@transaction.atomic
def end_role(
    *, actor: User, holding: RoleHolding, ends_on: dt.date | None = None, reason: str, tell: bool = True
) -> RoleHolding:
    """Set the last day of a role; yesterday if none is given, so that the role bites no more from this instant.

    A role given today and taken away at once is withdrawn: no day of it counts. Whoever loses it now is signed out, but
    for who gives up their own; the team's lead is told to hand over, unless the caller does so (`tell`). Raises
    Forbidden, ValidationError, or Refused for a role that ends by then anyway and for the last administrator's.
    """
    RoleHolding.objects.locked_administrators()  # so that of two who end each other's role the second has none
    _require_administrator(actor)
    rows = RoleHolding.objects.select_for_update(of=("self",)).select_related("user", "team")
    holding = rows.get(pk=holding.pk)
    before = _facts(holding)
    refuse_unless(
        (reason.strip(), "no_reason", "Give the reason."),
        *need_an_end(holding, ends_on),
        need_another_administrator(holding, ends_on),
    )
    holding.withdrawn = ends_on is None and holding.starts_on >= clock.today()
    holding.ends_on = last_day(holding, ends_on)
    holding.full_clean()
    holding.save(update_fields=["ends_on", "withdrawn"])
    if holding.is_over(clock.today()) and holding.user != actor:
        end_sessions(holding.user)
    event = record(
        stream=STREAM,
        actor=actor,
        verb="end_role",
        subject=_subject(holding),
        reason=reason,
        before=before,
        after=_facts(holding),
    )
    if tell:
        tell_who_hands_over(holding, key=f"role:{event.pk}")
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
