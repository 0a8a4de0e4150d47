"""Who may know of a submission in the box that a message is about: those who open the box (N7)."""

from collections.abc import Collection

from bestvalue.accounts.models import User
from bestvalue.desk.selectors.decisions import opens_the_box
from bestvalue.messages.knowing import visible


@visible("box")
def known_in_the_box(user: User, keys: Collection[str]) -> frozenset[str]:
    """All of some submissions' keys for ministers and private office today; none for anybody else."""
    return frozenset(keys) if opens_the_box(user) else frozenset()
