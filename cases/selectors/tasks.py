"""Reading tasks: always for one person, who is given only those of what they may know of (N7)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Absence, RoleHolding, Team, User
from bestvalue.records.services import note_reading
from cases import policy
from cases.clocks import KINDS
from cases.models import Case, Clock, ServiceFailureWatch, Submission, Task
from cases.moves import DRAFTERS
from cases.stages import Stage
from cases.where import page_of_act, page_of_clock

WITH_OTHERS = {"for_clearance": "the deputy director", "with_minister": "the minister"}


@dataclass(frozen=True, slots=True)
class Awaited:
    """Something that somebody else must do first: what, about whom, who, by when, and where to see it."""

    what: str
    authority: str
    who: str
    page: str
    due_on: dt.date | None = None


def tasks_for(user: User, *, whole_team: bool = False) -> QuerySet[Task]:
    """The open tasks that wait for this person, or all that they may see in their teams, the earliest date first."""
    found = policy.team_tasks(user) if whole_team else policy.my_tasks(user)
    return _whole(found).order_by("due_on", "opened_at", "pk")


def one_task(user: User, pk: UUID) -> Task | None:
    """One task that this person may see, closed or open, its reading recorded (rulings 21); None for any other."""
    found = _whole(policy.seen_tasks(user)).filter(pk=pk).first()
    if found and found.case_id:
        note_reading(reader=user, case_id=found.case_id, subject=found.key)
    return found


def _whole(found: QuerySet[Task]) -> QuerySet[Task]:
    related = ("authority", "case__authority", "case__team", "assignee", "clock__case", "prompt", "team")
    return found.select_related(*related)


def leavers_from(teams: Iterable[Team]) -> dict[Team, list[User]]:
    """Those who look after cases in none of these teams any more but still have something there, by name, for leads."""
    listed = {team.pk: team for team in teams}
    held = RoleHolding.objects.filter(role__in=DRAFTERS, team=OuterRef("team")).on(clock.present_day())
    cases = Case.objects.exclude(stage=Stage.CLOSED).exclude(Exists(held.filter(user=OuterRef("officer"))))
    watches = ServiceFailureWatch.objects.filter(state="running").exclude(Exists(held.filter(user=OuterRef("officer"))))
    tasks = Task.objects.filter(state="open").exclude(Exists(held.filter(user=OuterRef("assignee"))))
    pairs = cases.filter(team__in=listed, officer__isnull=False).order_by().values_list("team", "officer")
    pairs = pairs.union(
        watches.filter(team__in=listed).order_by().values_list("team", "officer"),
        tasks.filter(team__in=listed, assignee__isnull=False).order_by().values_list("team", "assignee"),
    )
    found = list(pairs)
    people = User.objects.in_bulk({user for _, user in found})
    left: dict[Team, list[User]] = {team: [] for team in listed.values()}
    for team, user in found:
        left[listed[team]].append(people[user])
    return {team: sorted(users, key=lambda user: (user.name, user.pk)) for team, users in left.items()}


def page_of_task(task: Task) -> str:
    """The address where a task is dealt with: what its clock runs on, else an act that deals with it, else the case."""
    if page := page_of_clock(task.clock):
        return page
    if task.case is None:
        return ""
    acts = (page_of_act(name, task.case) for name in sorted(task.clock.row.met_by))
    return next(filter(None, acts), "") or reverse("desk:case", args=[task.case.ref])


def awaited_dates(user: User) -> QuerySet[Clock]:
    """The dates by which others are to do something on the cases that this person looks after, the earliest first."""
    waiting = [name for name, kind in KINDS.items() if kind.waits_for]
    mine = policy.visible_cases(user).filter(officer=user).exclude(stage=Stage.CLOSED)
    found = Clock.objects.running().shown().filter(case__in=mine, kind__in=waiting)
    return found.select_related("case__authority", "authority").order_by("due_on", "pk")


def with_others(user: User) -> QuerySet[Submission]:
    """The submissions of the cases that this person looks after, or that they drafted, which others have now."""
    mine = policy.visible_cases(user).filter(officer=user)
    found = Submission.objects.filter(state__in=WITH_OTHERS)
    return (found.filter(case__in=mine) | found.filter(drafted_by=user, case__in=policy.visible_cases(user))).distinct()


def absences_for(user: User) -> QuerySet[Absence]:
    """The absences that this person may see: their own, and those of the teams that they lead."""
    colleagues = policy.looks_after_cases(*policy.led_by(user))
    seen = Absence.objects.filter(person=user) | Absence.objects.filter(person__in=colleagues)
    return seen.filter(called_off=False).select_related("person", "stand_in").distinct().order_by("-starts_on", "pk")
