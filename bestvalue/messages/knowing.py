"""Whether a person may still know of what a message is about: asked when it is shown and when it is sent (N7).

This app knows nothing of cases. Who knows registers a checker, and a message names what it is `about`, as
`case:<key>`; what nobody vouches for is not told.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from uuid import UUID

from bestvalue.accounts.models import User

from .models import Message

Checker = Callable[[User, Collection[str]], Collection[str]]
_checkers: dict[str, Checker] = {}


def visible(what: str) -> Callable[[Checker], Checker]:
    """Decorator: register who tells, of some keys of `what`, those that a person may know of today."""

    def register(checker: Checker) -> Checker:
        _checkers[what] = checker
        return checker

    return register


def is_vouched_for(about: str) -> bool:
    """Whether somebody can tell who may know of what a message is about."""
    return about.partition(":")[0] in _checkers


def still_known(user: User, messages: Iterable[Message]) -> frozenset[UUID]:
    """Which of a person's messages they may know of now; none where the account is closed.

    Asks each checker once, however many messages there are.
    """
    if not user.is_active:
        return frozenset()
    keys: dict[str, dict[str, list[UUID]]] = defaultdict(lambda: defaultdict(list))
    for each in messages:
        what, _, key = each.about.partition(":")
        keys[what][key].append(each.pk)
    found: set[UUID] = set(keys.pop("", {}).get("", ()))
    for what, asked in keys.items():
        if checker := _checkers.get(what):
            found.update(pk for key in checker(user, asked.keys()) for pk in asked[key])
    return frozenset(found)
