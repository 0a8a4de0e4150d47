"""Who may do what with metrics. Anyone who has signed in may read them: they belong to no case."""

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.errors import Forbidden

KEEPS_METRICS = (Role.ANALYST, Role.ADMINISTRATOR)


def keeps_metrics(user: User) -> bool:
    """Whether this person defines metrics, imports figures and keeps the comparators today (domain 9.1)."""
    return holds(user, *KEEPS_METRICS)


def check_keeps_metrics(user: User) -> None:
    """Raise Forbidden unless this person keeps the metrics."""
    if not keeps_metrics(user):
        raise Forbidden("Only an analyst or an administrator keeps the metrics.")
