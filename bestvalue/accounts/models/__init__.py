"""People, their dated roles, their teams, their API tokens, their step-up codes and their failed sign-ins."""

from .absences import Absence
from .attempts import SignInAttempt
from .people import Team, User
from .roles import TEAM_ROLES, Role, RoleHolding
from .step_up import StepUpCode
from .tokens import ApiToken, Scope

__all__ = [
    "TEAM_ROLES",
    "Absence",
    "ApiToken",
    "Role",
    "RoleHolding",
    "Scope",
    "SignInAttempt",
    "StepUpCode",
    "Team",
    "User",
]
