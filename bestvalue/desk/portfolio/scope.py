"""Over which cases a person is given figures, in words that the page says (R4, N7)."""

from bestvalue.accounts.models import User
from bestvalue.desk.selectors.forecast import teams_for
from cases.policy import sees_every_case

EVERY_CASE = (
    "These figures are over every case, those in private early engagement among them. Tell them to nobody who may not "
    "know of those cases: what may be told to anybody is in the quarterly statistics."
)
NO_CASE = "You may know of no case now, so every figure is nought."


def scope_of(user: User) -> str:
    """Over what the figures are that this person sees."""
    if sees_every_case(user):
        return EVERY_CASE
    teams = ", ".join(team.name for team in teams_for(user))
    if not teams:
        return NO_CASE
    return f"These figures are over the cases that you may know of, private ones too, and no other: those of {teams}."
