"""People, dated roles, teams, API tokens, machines, calendars, step-up codes and failed sign-ins."""

from .absences import Absence
from .attempts import AddressAttempt, SignInAttempt
from .calendars import CalendarFeed
from .clients import ApiClient, MachineScope
from .people import User
from .roles import MACHINE_ROLES, TEAM_ROLES, Role, RoleHolding
from .step_up import StepUpCode
from .teams import Team
from .tokens import ApiToken, Scope

__all__ = [
    "MACHINE_ROLES",
    "TEAM_ROLES",
    "Absence",
    "AddressAttempt",
    "ApiClient",
    "ApiToken",
    "CalendarFeed",
    "MachineScope",
    "Role",
    "RoleHolding",
    "Scope",
    "SignInAttempt",
    "StepUpCode",
    "Team",
    "User",
]
