"""The one table of routes and who gets in: one line per route name. A route that is not here fails `test_routes`.

    "cases:detail": ROLES("officer", "lead", kwargs=lambda people: {"ref": a_case(people).handle}),

`PUBLIC` is for everyone, `SIGNED_IN` for every person, `ROLES(...)` for those named by their login in the
demonstration (`ALL` lists them). What the others get is 404 unless `refused=403` is given; the anonymous are sent to
sign in, or get 401 under `/api/`. `status` is what those let in get; `method` and `data` say how the route is asked.
`kwargs` makes what the route is about, and returns its arguments; it is called once, with the people by login.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import PARTS
from bestvalue.accounts.services.tokens import issue_token

ANONYMOUS = "anonymous"
ALL = tuple(part.login for part in PARTS)
People = Mapping[str, User]


def no_arguments(people: People) -> dict[str, Any]:
    """The arguments of a route that takes none."""
    return {}


@dataclass(frozen=True)
class Route:
    """Who gets in, and what everyone gets."""

    allowed: frozenset[str]
    status: int = 200
    refused: int = 404
    method: str = "get"
    data: Mapping[str, Any] = field(default_factory=dict)
    kwargs: Callable[[People], dict[str, Any]] = no_arguments

    def expected(self, visitor: str, path: str) -> int:
        """The status that a visitor, by login or `anonymous`, must get at `path`."""
        if visitor in self.allowed:
            return self.status
        if visitor == ANONYMOUS:
            return 401 if path.startswith("/api/") else 302
        return self.refused


def PUBLIC(**more: Any) -> Route:  # noqa: N802 - stands out in the table
    """Everyone gets in, signed in or not."""
    return Route(frozenset({ANONYMOUS, *ALL}), **more)


def SIGNED_IN(**more: Any) -> Route:  # noqa: N802
    """Every person gets in, whatever their role."""
    return Route(frozenset(ALL), **more)


def ROLES(*logins: str, **more: Any) -> Route:  # noqa: N802
    """Only these people get in, named by their login in the demonstration. Raises ValueError for any other name."""
    if unknown := set(logins) - set(ALL):
        raise ValueError(f"not among the people of the demonstration: {', '.join(sorted(unknown))}")
    return Route(frozenset(logins), **more)


ROUTES: dict[str, Route] = {
    "accounts:sign_in": PUBLIC(method="post"),
    "accounts:sign_out": PUBLIC(method="post"),
    "accounts:account": SIGNED_IN(),
    "accounts:create_token": SIGNED_IN(method="post"),
    "accounts:revoke_token": ROLES(
        "officer",
        method="post",
        status=302,
        kwargs=lambda people: {"pk": issue_token(user=people["officer"], name="Test")[0].pk},
    ),
    "api:root": PUBLIC(),
    "api:schema": PUBLIC(),
    "api:unknown": PUBLIC(status=404),
}
