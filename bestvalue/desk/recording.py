"""Recording one past published event, by hand (rulings 25, 26, 31 and 32): the same player as a file of histories."""

from collections.abc import Mapping
from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Team, User
from bestvalue.errors import Forbidden
from cases.models import Authority, PastEvent

from .replay.published import Malformed, read_event
from .replay.run import Played, play_next

__all__ = ["Malformed", "may_record", "record_past_event", "team_of"]


def team_of(user: User) -> Team | None:
    """The team whose cases become those that this person enters; None for whoever does not hold the records role."""
    holding = RoleHolding.objects.filter(user=user, role=Role.RECORDS_MANAGER).on(clock.today()).first()
    return (holding.team or Team.objects.first()) if holding else None


def may_record(user: User) -> bool:
    """Whether this person enters past events: the records manager."""
    return team_of(user) is not None


def record_past_event(*, by: User, authority: Authority, told: Mapping[str, Any]) -> Played:
    """Enter one published event after those already entered for the authority.

    Raises Forbidden to whoever is no records manager, and Malformed for what cannot be read. A contradiction is told
    in what comes back, with nothing written.
    """
    team = team_of(by)
    if team is None:
        raise Forbidden("Only the records manager enters past events.")
    alike = PastEvent.objects.filter(
        authority=authority, type=told.get("type"), date=told.get("date"), source=told.get("source") or ""
    )
    return play_next(authority, read_event(told, ordinal=alike.count()), by=by, team=team)
