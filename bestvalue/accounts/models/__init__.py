"""People, dated roles, teams, API tokens, calendars, step-up codes and failed sign-ins."""

from .absences import Absence
from .attempts import SignInAttempt
from .calendars import CalendarFeed
from .people import Team, User
from .roles import TEAM_ROLES, Role, RoleHolding
from .step_up import StepUpCode
from .tokens import ApiToken, Scope

__all__ = [
    "TEAM_ROLES",
    "Absence",
    "ApiToken",
    "CalendarFeed",
    "Role",
    "RoleHolding",
    "Scope",
    "SignInAttempt",
    "StepUpCode",
    "Team",
    "User",
]
