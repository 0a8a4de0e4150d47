"""Reading clocks: always for one person, who is given only those of what they may know of (N7)."""

from django.db.models import Q, QuerySet

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from cases import policy
from cases.models import Clock

KEEPS_WATCH = (Role.OFFICER, Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.ANALYST)


def clocks_for(user: User) -> QuerySet[Clock]:
    """The clocks that this person may know of, by date: those of their cases, and for officials the authorities'."""
    known = Q(case__in=policy.visible_cases(user))
    if holds(user, *KEEPS_WATCH):
        known |= Q(case__isnull=True)
    return Clock.objects.filter(known).select_related("case__authority", "case__team", "authority", "owner")
