"""Reading clocks: always for one person, who is given only those of what they may know of (N7)."""

from uuid import UUID

from django.db.models import Q, QuerySet

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.records.services import note_reading
from cases import policy
from cases.days import not_a_working_day, pre_election_periods, working_days_after, working_days_between
from cases.models import Case, Clock

COUNTED_IN_WORKING_DAYS = ("representations", "urgency_notices")
KEEPS_WATCH = (Role.OFFICER, Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.ANALYST)


def clocks_for(user: User) -> QuerySet[Clock]:
    """The clocks that this person may know of, by date: those of their cases, and for officials the authorities'."""
    known = Q(case__in=policy.visible_cases(user))
    if holds(user, *KEEPS_WATCH):
        known |= Q(case__isnull=True)
    return Clock.objects.shown().filter(known).select_related("case__authority", "case__team", "authority", "owner")


def one_clock(user: User, pk: UUID) -> Clock | None:
    """One clock that this person may know of, its reading recorded (rulings 21); None for any other."""
    found = clocks_for(user).filter(pk=pk).first()
    if found and found.case_id:
        note_reading(reader=user, case_id=found.case_id, subject=found.key)
    return found


def running_on(case: Case) -> QuerySet[Clock]:
    """The dates that run on a case that the person was already given, the next first."""
    return Clock.objects.running().shown().filter(case=case).order_by("due_on", "pk")


def counted(clock: Clock) -> list[str]:
    """How its date was counted, and what it runs into, in words; it is never shifted silently (domain 2.6)."""
    told = []
    if clock.kind in COUNTED_IN_WORKING_DAYS:
        days = working_days_between(clock.started_on, clock.due_on)
        if days and working_days_after(clock.started_on, days).on == clock.due_on:
            told.append(f"That is {working_days_after(clock.started_on, days).explained}.")
    if why := not_a_working_day(clock.due_on):
        told.append(f"{clock.due_on:%-d %B %Y} is no working day: {why}.")
    told += [f"It lies in the time {each}." for each in pre_election_periods(clock.due_on, clock.due_on)]
    return told
