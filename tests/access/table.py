"""What one line of the table of routes says: who gets in, what the others get, and what the route is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import PARTS
from cases.models import Case
from tests.api.world import a_case

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
    known_to: frozenset[str] = frozenset()
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
        return 403 if visitor in self.known_to else self.refused


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


# The team of the case, its line, the deciding ministers, and the team's records manager.
BOX = ("minister", "secretary.of.state", "private.office")
PUBLISHING = ("officer", "other.officer", "lead", "deputy.director", "press")
KNOW_THE_CASE = ("officer", "lead", "records", "deputy.director", "minister", "secretary.of.state")
EXPORTERS = tuple(login for login in KNOW_THE_CASE if login != "officer")
READ_FIGURES = (*KNOW_THE_CASE, "other.officer", "legal", "analyst")
OFFICIALS = ("officer", "lead", "deputy.director")
KEEPERS = ("officer", "lead", "other.officer", "admin")  # who records which officers an authority has


def ON_THE_CASE(*logins: str, **more: Any) -> Route:  # noqa: N802
    """Those named may act; the others who know of the case get 403, and to strangers there is nothing."""
    return ROLES(*logins, known_to=frozenset(KNOW_THE_CASE), **{"kwargs": a_private_case, **more})


def a_private_case(people: People) -> dict[str, Any]:
    """A case of the lead's team, of which nothing was published."""
    return {"ref": case_of(people).handle}


def case_of(people: People) -> Case:
    """A case of the lead's team."""
    team = people["lead"].role_holdings.get().team
    assert team is not None  # a lead holds the role in a team
    return a_case(people["lead"], team)
