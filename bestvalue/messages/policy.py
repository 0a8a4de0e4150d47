"""Who may look after what could not be delivered. A message itself is for its recipient and nobody else."""

from bestvalue.accounts.models import Role
from bestvalue.accounts.policy import Visitor, holds


def looks_after_deliveries(user: Visitor) -> bool:
    """Administrators see of every email its recipient, kind, state and error, and nothing that it says."""
    return holds(user, Role.ADMINISTRATOR)
