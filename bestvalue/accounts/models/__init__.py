"""People, their dated roles, their teams, their API tokens and their failed sign-ins."""

from .attempts import SignInAttempt
from .people import Team, User
from .roles import TEAM_ROLES, Role, RoleHolding
from .tokens import ApiToken, Scope

__all__ = ["TEAM_ROLES", "ApiToken", "Role", "RoleHolding", "Scope", "SignInAttempt", "Team", "User"]
