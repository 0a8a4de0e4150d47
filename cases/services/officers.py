"""Recording who came to a post in an authority, and who left it. Nothing already recorded is overwritten."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.errors import Forbidden, Refused, Unmet
from bestvalue.records.services import record
from cases.models import Authority, OfficeHolding, Post

KEEPERS = frozenset({Role.OFFICER, Role.TEAM_LEAD, Role.ADMINISTRATOR})


@transaction.atomic
def appoint_officer(
    *,
    by: User,
    authority: Authority,
    post: Post,
    name: str,
    starts_on: dt.date,
    email: str = "",
    is_interim: bool = False,
    reason: str = "",
) -> OfficeHolding:
    """Record that a person came to a post on a day, as its substantive holder or as an interim.

    Raises Forbidden without a role that keeps officers, Refused where the facts break a rule (post already held).
    """
    _permitted(by)
    locked = Authority.objects.select_for_update().get(pk=authority.pk)
    holding = OfficeHolding(
        authority=locked, post=post, name=name.strip(), email=email, is_interim=is_interim, starts_on=starts_on
    )
    _checked(holding)
    holding.save()
    _record(holding, by=by, verb="officer_appointed", effective_on=starts_on, reason=reason)
    return holding


@transaction.atomic
def end_officer(*, by: User, holding: OfficeHolding, ends_on: dt.date, reason: str = "") -> OfficeHolding:
    """Record the last day of a person in a post, once.

    Raises Forbidden without a role that keeps officers, Refused where an end is recorded or lies before the start.
    """
    _permitted(by)
    locked = OfficeHolding.objects.select_for_update(of=("self",)).select_related("authority").get(pk=holding.pk)
    if locked.ends_on is not None:
        raise Refused([Unmet("officer_already_left", f"{locked.name} is already recorded as having left this post.")])
    locked.ends_on = ends_on
    _checked(locked)
    locked.save(update_fields=["ends_on"])
    _record(locked, by=by, verb="officer_left", effective_on=ends_on, reason=reason)
    return locked


def keeps_officers(user: User) -> bool:
    """Whether this person keeps the record of officers today."""
    return not KEEPERS.isdisjoint(user.roles_on(clock.today()))


def _permitted(by: User) -> None:
    if not keeps_officers(by):
        raise Forbidden("Only a case officer, a team lead or an administrator keeps the record of officers.")


def _checked(holding: OfficeHolding) -> None:
    try:
        holding.full_clean()
    except ValidationError as error:
        raise Refused(Unmet("officer_facts", message) for message in error.messages) from error


def _record(holding: OfficeHolding, *, by: User, verb: str, effective_on: dt.date, reason: str) -> None:
    """Write the event: facts of the post but no name, so that personal data stay outside the chain (rulings 23)."""
    record(
        stream=holding.authority.stream_name,
        actor=by,
        verb=verb,
        subject=f"officer:{holding.pk}",
        effective_on=effective_on,
        reason=reason,
        after={
            "post": holding.post,
            "is_interim": holding.is_interim,
            "starts_on": holding.starts_on,
            "ends_on": holding.ends_on,
        },
    )
