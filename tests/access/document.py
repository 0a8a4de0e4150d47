"""`docs/access.md`: who gets in where, written from the one table of routes that the tests hold the service to."""

from collections import defaultdict
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from bestvalue.accounts.services.demonstration import NORTH, PARTS, SOUTH

from .routes import ROUTES
from .table import ALL, ANONYMOUS, Route

HEAD = """# Who gets in where

Written by `python -m tests.access` from the table of routes (`tests/access/routes.py`); do not edit. The tests hold
every page, file, export, feed and endpoint to it for every role, and fail for a route that it lacks.

Roles are dated rows, asked of the database at every request (`bestvalue/accounts/policy.py`): one that ends bites at
once. Which cases a person may know of is said by `visible_cases` (`cases/policy.py`), which items of evidence by
`visible_evidence` (`themes/policy.py`); lists, counts, searches, calendars, messages, feeds and webhooks ask these
two. To whoever may not know of a thing it does not exist: 404, byte for byte as for what never was. A sealed item is
for those named to it and for nobody else, whatever their role.

Who may act in which stage is told by the table of moves in [lifecycle.md](lifecycle.md). What may be done with a draft
or an instrument in each of its states is the table `interventions/offers.py` and the guards of each service: what is
not open is not offered, and is refused all the same.

Below, the case is one of a team's own, of which nothing was published. “Known to” are those who may read the case and
are told that the act is not theirs (403). A write by the API answers 428 to whoever names nothing that they read,
before anything is looked up; `tests/access/test_objects.py` goes on with a stale version, which gives 412 to those who
may act and to the others what the page gives them.
"""
PLACES = {NORTH: " of the case's team", SOUTH: " of another team", "": ""}
WORDS = {part.login: part.role.label.lower() + PLACES[part.team] for part in PARTS}
Row = tuple[frozenset[str], frozenset[str], int]


def described() -> str:
    """The whole document."""
    groups: dict[Row, list[str]] = defaultdict(list)
    for name, address in addresses(get_resolver()):
        route = ROUTES[name]
        groups[route.allowed, route.known_to - route.allowed, route.refused].append(_line(address, route))
    ordered = sorted(groups.items(), key=lambda each: (-len(each[0][0]), sorted(each[0][0]), -len(each[0][1])))
    return HEAD + "".join(_section(row, sorted(lines)) for row, lines in ordered)


def addresses(resolver: URLResolver, space: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """The full name and the address of every route."""
    for each in resolver.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, f"{space}{each.namespace}:" if each.namespace else space, here)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", here


def _line(address: str, route: Route) -> str:
    way = "POST " if route.method == "post" else ""
    return f"- `{way}/{address}`\n"


def _section(row: Row, lines: list[str]) -> str:
    allowed, known_to, refused = row
    told = f"Known to: {_people(known_to)}. " if known_to else ""
    if ANONYMOUS in allowed:
        rest = "Nobody is refused." if allowed >= {ANONYMOUS, *ALL} else ""
    else:
        rest = "Who has not signed in is asked to." if allowed >= set(ALL) else f"Everybody else gets {refused}."
    return f"\n## {_heading(allowed)}\n\n{told}{rest}\n\n{''.join(lines)}"


def _heading(allowed: frozenset[str]) -> str:
    if allowed >= {ANONYMOUS, *ALL}:
        return "Anyone"
    return "Everybody who has signed in" if allowed >= set(ALL) else _capital(_people(allowed))


def _people(logins: frozenset[str]) -> str:
    return ", ".join(WORDS[each] for each in ALL if each in logins)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
