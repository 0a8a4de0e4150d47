"""Who may do what with the guidance. Who may see and assess a case is said in `cases.policy`."""

from bestvalue.accounts.models import Role
from bestvalue.accounts.policy import Visitor, holds


def adopts_editions(user: Visitor) -> bool:
    """Administrators adopt editions of the guidance."""
    return holds(user, Role.ADMINISTRATOR)
