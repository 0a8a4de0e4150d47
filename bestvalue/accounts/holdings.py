"""Which roles a person holds, asked of the database once for each request that changes nothing, else at every call.

Nothing is kept from one request to the next: a role that has ended bites at once.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from .models import Role, RoleHolding, User

Held = tuple[tuple[Role, int | None], ...]
"""Each role held, with the id of its team."""

SAFE = ("GET", "HEAD", "OPTIONS")
_kept: ContextVar[dict[tuple[int, dt.date], Held] | None] = ContextVar("holdings", default=None)


def held_on(user: User, day: dt.date) -> Held:
    """The roles that `user` holds on a day, whether or not the account is open."""
    kept = _kept.get() or {}
    if (user.pk, day) in kept:
        return kept[user.pk, day]
    found = RoleHolding.objects.filter(user_id=user.pk).on(day).order_by().values_list("role", "team_id")
    return keep(user, day, found)


def keep(user: User, day: dt.date, found: Iterable[tuple[str, int | None]]) -> Held:
    """The roles that were found, kept for the rest of the request if it changes nothing."""
    held, kept = tuple((Role(role), team) for role, team in found), _kept.get()
    if kept is not None:
        kept[user.pk, day] = held
    return held


def holdings_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Ask for each person's roles once while a request is served that changes nothing."""

    def serve(request: HttpRequest) -> HttpResponse:
        token = _kept.set({} if request.method in SAFE else None)
        try:
            return get_response(request)
        finally:
            _kept.reset(token)

    return serve
