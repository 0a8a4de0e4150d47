"""Who has what: open cases and open tasks by team and person, for those who lead them. By name, and never ranked."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from bestvalue.accounts.models import Team, User
from cases.models import Case, Task
from cases.policy import led_by, team_tasks, visible_cases
from cases.stages import Stage

NOBODY = "nobody"
MEANS = {
    "cases": "Open cases of the team whose case officer the person is.",
    "tasks": "Open tasks of the team that the person has.",
    "overdue": "Those of these tasks whose date is past.",
}


@dataclass(slots=True)
class Load:
    """What one person has in one team; nobody where it waits for the lead."""

    team: Team
    person: User | None
    cases: int = 0
    tasks: int = 0
    overdue: int = 0

    @property
    def of(self) -> str:
        """How an address names the person."""
        return str(self.person.pk) if self.person else NOBODY


def workload(user: User, today: dt.date) -> list[Load]:
    """Every person who has something in a team that this person leads, by team and name; four queries."""
    teams = {team.pk: team for team in led_by(user)}
    cases = open_cases(user).values_list("team", "officer").annotate(Count("pk"))
    overdue = Count("pk", filter=Q(due_on__lt=today))
    tasks = open_tasks(user).values_list("team", "assignee").annotate(Count("pk"), overdue=overdue)
    numbers: dict[tuple[int, int | None], dict[str, int]] = {}
    for team, person, count in cases.order_by():
        numbers.setdefault((team, person), {})["cases"] = count
    for team, person, count, late in tasks.order_by():
        numbers.setdefault((team, person), {}).update(tasks=count, overdue=late)
    people = User.objects.in_bulk({person for _, person in numbers if person})
    loads = [Load(teams[team], people.get(person), **each) for (team, person), each in numbers.items()]
    return sorted(loads, key=_by_name)


def open_cases(user: User, team: Team | None = None, of: str = "") -> QuerySet[Case]:
    """The open cases of the teams that this person leads, narrowed to a team and to whose they are."""
    cases = visible_cases(user).exclude(stage=Stage.CLOSED).filter(team__in=[team] if team else led_by(user))
    return _of(cases, "officer", of).select_related("authority", "officer", "team").order_by("authority__name", "pk")


def open_tasks(user: User, team: Team | None = None, of: str = "") -> QuerySet[Task]:
    """The open tasks of the same teams."""
    tasks = team_tasks(user).filter(team__in=[team] if team else led_by(user))
    related = ("authority", "case", "assignee", "clock__case", "team")
    return _of(tasks, "assignee", of).select_related(*related).order_by("due_on", "pk")


def _of(rows: QuerySet[Any], field: str, of: str) -> QuerySet[Any]:
    if of == NOBODY:
        return rows.filter(**{f"{field}__isnull": True})
    return rows.filter(**{field: of}) if of else rows


def _by_name(load: Load) -> tuple[str, bool, str, int]:
    """By team, then name; what nobody has comes last."""
    return load.team.name, load.person is None, load.person.name if load.person else "", load.team.pk
