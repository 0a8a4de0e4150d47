"""What each part of the first page shows: only what its person may know of, bounded, and in the order of dates."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.policy import holds
from bestvalue.desk.models import LegalHold, SubjectSearch
from bestvalue.desk.retention.due import KINDS, due_rows
from bestvalue.desk.retention.schedule import Rule, rules
from bestvalue.desk.wording import due, waiting
from cases.models import Case, Publication, Submission, Task
from cases.moves import LEAD
from cases.policy import led_by, visible_cases
from cases.selectors.cases import SORTS, with_next_date
from cases.selectors.following import followed
from cases.selectors.tasks import page_of_task, tasks_for
from cases.stages import Stage

from .decisions import waiting_for
from .waiting import MOST, Pile, Waiting, piles_for

MOST_NEEDED = 25
MOST_COUNTED = 1_000
A_MONTH = dt.timedelta(days=31)  # within which a person who asks for their data is answered


@dataclass(frozen=True, slots=True)
class Slipping:
    """What is overdue in a team: how many tasks, since when the oldest, and how many submissions wait for clearance."""

    team: str
    tasks: int
    oldest: str
    submissions: int


def needed(user: User) -> tuple[list[Waiting], bool]:
    """What needs this person, the oldest date first, and whether there is more of it."""
    today = clock.today()
    found = [_task(each, user, today) for each in tasks_for(user)[: MOST_NEEDED + 1]]
    piles = piles_for(user)
    found += [_named(pile, each) for pile in piles for each in pile.things]
    found.sort(key=lambda each: each.on)
    return found[:MOST_NEEDED], len(found) > MOST_NEEDED or any(pile.more for pile in piles)


def _task(task: Task, user: User, today: dt.date) -> Waiting:
    given = "Nobody has it yet" if task.assignee is None else "Asked of you"
    if task.assignee is not None and task.assignee != user:
        given = f"You stand in for {task.assignee}, or they have left the team"
    page = page_of_task(task) or reverse("desk:authority", args=[task.authority.slug])
    why = f"{due(task.due_on, today)}. {waiting(task.prompt.on, today, given)}"
    return Waiting(f"{task.asks}: {task.authority}", page, why, task.due_on)


def _named(pile: Pile, thing: Waiting) -> Waiting:
    return Waiting(f"{pile.asks}: {thing.text}", thing.page, thing.why, thing.on)


def slipping(user: User) -> list[Slipping]:
    """What is overdue and what waits for clearance in the teams that this person leads, team by team, by name."""
    if not holds(user, *LEAD):
        return []
    today, led = clock.today(), dict(led_by(user).values_list("pk", "name"))
    tasks = Task.objects.filter(state="open", due_on__lt=today, team__in=led).order_by().values("team")
    late = {each["team"]: each for each in tasks.annotate(number=Count("pk"), oldest=Min("due_on"))}
    offered = Submission.objects.filter(state="for_clearance", case__team__in=led).order_by().values("case__team")
    clearing = dict(offered.annotate(number=Count("pk")).values_list("case__team", "number"))
    return [
        Slipping(
            team=name,
            tasks=late[pk]["number"] if pk in late else 0,
            oldest=due(late[pk]["oldest"], today) if pk in late else "",
            submissions=clearing.get(pk, 0),
        )
        for pk, name in led.items()
        if pk in late or pk in clearing
    ]


def own_cases(user: User) -> QuerySet[Case]:
    """The open cases that this person looks after, those with the earliest date first."""
    cases = visible_cases(user).filter(officer=user).exclude(stage=Stage.CLOSED)
    return with_next_date(cases).select_related("authority", "officer").order_by(*SORTS["next"], "pk")


def followed_cases(user: User) -> QuerySet[Case]:
    """The open cases that this person follows, but for those that they look after, the earliest date first."""
    cases = followed(user).exclude(stage=Stage.CLOSED).exclude(officer=user)
    return with_next_date(cases).select_related("authority", "officer").order_by(*SORTS["next"], "pk")


def in_the_box(user: User) -> list[Waiting]:
    """The first of what waits in the box for this minister, or for all whom private office serves; the oldest first."""
    today = clock.today()
    rows = waiting_for(user).prefetch_related(None).select_related(None).select_related("case__authority", "minister")
    return [
        Waiting(
            f"{each.question}: {each.case.authority}",
            reverse("desk:decision", args=[each.pk]),
            waiting(each.sent_at and clock.day_of(each.sent_at), today, f"With {each.minister or 'any minister'}"),
            clock.day_of(each.sent_at) if each.sent_at else today,
        )
        for each in rows[:MOST]
    ]


def last_published() -> QuerySet[Publication]:
    """What was published last, and stands in the register."""
    shown = Publication.objects.filter(withdrawn_on__isnull=True).select_related("authority")
    return shown.order_by("-published_on", "register_id")[:5]


@dataclass(frozen=True, slots=True)
class Records:
    """What the records manager looks after: the rules under which something is due, holds, and recent searches."""

    due: list[Rule]
    holds: int
    searches: int


def records_kept(user: User) -> Records:
    """As far as this records manager may know of it."""
    cases = visible_cases(user)
    holds_known = LegalHold.objects.filter(Q(case=None) | Q(case__in=cases), lifted_at__isnull=True)
    return Records(
        [each for each in rules().values() if _is_due(each, cases)],
        holds_known[:MOST_COUNTED].count(),
        SubjectSearch.objects.filter(made_at__gt=clock.now() - A_MONTH)[:MOST_COUNTED].count(),
    )


def _is_due(rule: Rule, cases: QuerySet[Case]) -> bool:
    place, rows = KINDS[rule.kind].place, due_rows(rule)
    return (rows if place == "authority" else rows.filter(**{f"{place}__in": cases})).exists()
