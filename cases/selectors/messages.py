"""Who may still know of the case that a message is about (N7): the team that a person left tells them nothing more."""

from collections.abc import Collection

from bestvalue.accounts.models import User
from bestvalue.messages.knowing import visible
from cases.policy import visible_cases


@visible("case")
def known_cases(user: User, keys: Collection[str]) -> frozenset[str]:
    """Of some cases' keys, those that this person may know of today."""
    return frozenset(str(pk) for pk in visible_cases(user).filter(pk__in=keys).values_list("pk", flat=True))
