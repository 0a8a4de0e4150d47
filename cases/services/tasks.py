"""Dealing with tasks: closing one with reasons, giving it to a colleague, and handing over all that a leaver had.

Each act is recorded on the task's own stream, so that nobody who works on the case is interrupted by it.
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse

from bestvalue import clock as now
from bestvalue.accounts.models import Absence, Team, User
from bestvalue.errors import Forbidden, Refused, Unmet, refuse_unless
from bestvalue.records.services import record

from .. import policy
from ..models import Case, Clock, ServiceFailureWatch, Task
from ..stages import Stage
from .handing_over import hand_over_case
from .telling import tell, tell_of_authority
from .waiting import patiently
from .watches import hand_over_watch


def holder_of(clock: Clock) -> User | None:
    """Whose a new task is: the case's officer or the keeper, while they work in the team; else the lead finds it."""
    team, holder = (clock.case.team, clock.case.officer) if clock.case else (clock.team, clock.owner)
    if team is None or holder is None:
        return holder
    return holder if policy.looks_after_cases(team).filter(pk=holder.pk).exists() else None


@patiently()
def close_task(*, by: User, task: Task, reason: str) -> Task:
    """Close a task with reasons, where nothing is to be done, or it was done elsewhere (C8, domain 9.4)."""
    task = _held(task, by)
    if not reason.strip():
        raise Refused([Unmet("no_reason", "Give the reasons.")])
    task.close()
    task.closed_at, task.closed_by = now.now(), by
    task.closing, task.reason = Task.Closing.WITH_REASONS, reason
    task.save()
    record(stream=task.key, actor=by, verb="close_task", subject=task.clock.key, reason=reason)
    return task


@patiently()
def give_task(*, by: User, task: Task, to: User, reason: str = "") -> Task:
    """Give a task to a colleague who looks after cases of its team."""
    task = _held(task, by)
    if not policy.may_be_given(task).filter(pk=to.pk).exists():
        raise Refused([Unmet("not_in_team", f"{to} is not a case officer or team lead there today.")])
    if task.assignee_id == to.pk:
        raise Refused([Unmet("same_person", f"{to} has it already.")])
    _give(task, by, to, reason)
    return task


def _give(task: Task, by: User, to: User, reason: str) -> None:
    before, task.assignee = task.assignee_id, to
    task.save(update_fields=["assignee"])
    record(
        stream=task.key,
        actor=by,
        verb="give_task",
        subject=task.clock.key,
        reason=reason,
        before={"assignee": before},
        after={"assignee": to.pk},
    )
    if to == by:
        return
    key, subject = f"{task.key}:given:{to.pk}:{now.now():%Y%m%dT%H%M%S}", f"You were given a task. {task.asks}"
    if task.case:
        tell([to], task.case, key=key, kind="task", subject=subject, text=reason, link=reverse("desk:tasks"))
    else:
        tell_of_authority([to], task, key=key, kind="task", subject=subject, text=reason)


def _held(task: Task, by: User) -> Task:
    locked = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if locked.state != "open":
        raise Refused(
            [Unmet("closed", f"It was closed on {locked.closed_at:%-d %B %Y}: {locked.get_closing_display()}")]
        )
    if not policy.may_deal_with(by, locked):
        raise Forbidden("Only the person whose task it is, or the lead of the team, deals with it.")
    return locked


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody has in a team: the open cases they look after, the watches they keep, and their open tasks."""

    cases: QuerySet[Case]
    watches: QuerySet[ServiceFailureWatch]
    tasks: QuerySet[Task]


def work_of(leaver: User, team: Team) -> Work:
    """All that would pass to somebody else."""
    return Work(
        Case.objects.filter(officer=leaver, team=team).exclude(stage=Stage.CLOSED).order_by("pk"),
        ServiceFailureWatch.objects.filter(officer=leaver, team=team, state="running").order_by("pk"),
        Task.objects.filter(assignee=leaver, team=team, state="open").order_by("pk"),
    )


@patiently()
def hand_over_work(*, by: User, leaver: User, team: Team, to: User, reason: str) -> int:
    """Hand all that somebody has in a team to a colleague there: cases, watches and tasks, all or none.

    Returns how many things passed; the tasks of a case or a watch pass with it.
    """
    if not policy.leads(by, team):
        raise Forbidden("Only the lead of the team, or a deputy director, hands over a colleague's work.")
    works_there = policy.looks_after_cases(team).filter(pk=to.pk).exists()
    refuse_unless(
        (reason.strip(), "no_reason", "Give the reason."),
        (to.pk != leaver.pk, "same_person", "Choose somebody else."),
        (works_there, "not_in_team", f"{to} is not a case officer or team lead of {team} today."),
    )
    work = work_of(leaver, team)
    cases, watches = list(work.cases), list(work.watches)
    for case in cases:
        hand_over_case(by=by, case=case, to=to, reason=reason)
    for watch in watches:
        hand_over_watch(by=by, watch=watch, team=team, to=to, reason=reason)
    tasks = list(work.tasks.select_for_update(of=("self",)))
    for task in tasks:
        _give(task, by, to, reason)
    return len(cases) + len(watches) + len(tasks)


@patiently()
def record_absence(*, by: User, person: User, stand_in: User, starts_on: dt.date, ends_on: dt.date) -> Absence:
    """Record that somebody is away, and who deals with their tasks meanwhile; their own, or their lead's to record."""
    if by.pk != person.pk and not _leads_of(by, person):
        raise Forbidden("You record your own absence, or that of somebody in a team that you lead.")
    colleague = policy.looks_after_cases(*policy.asks_for(person)).filter(pk=stand_in.pk).exists()
    if not colleague:
        raise Refused([Unmet("not_in_team", f"{stand_in} looks after no cases in a team of {person}.")])
    absence = Absence(person=person, stand_in=stand_in, starts_on=starts_on, ends_on=ends_on)
    try:
        absence.full_clean()
    except ValidationError as error:
        raise Refused([Unmet("not_valid", message) for message in error.messages]) from error
    absence.save()
    _tell_absence(absence, by, "record_absence")
    return absence


@patiently()
def call_off_absence(*, by: User, absence: Absence) -> Absence:
    """Record that somebody is back, or was never away."""
    if by.pk != absence.person_id and not _leads_of(by, absence.person):
        raise Forbidden("You call off your own absence, or that of somebody in a team that you lead.")
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    if absence.called_off or absence.ends_on < now.today():
        raise Refused([Unmet("over", "It is over already.")])
    absence.called_off = True
    absence.save(update_fields=["called_off"])
    _tell_absence(absence, by, "call_off_absence")
    return absence


def _tell_absence(absence: Absence, by: User, verb: str) -> None:
    days = {"from": absence.starts_on, "to": absence.ends_on, "stand_in": absence.stand_in_id}
    record(stream="people", actor=by, verb=verb, subject=f"user:{absence.person_id}", after=days)


def _leads_of(by: User, person: User) -> bool:
    return policy.looks_after_cases(*policy.led_by(by)).filter(pk=person.pk).exists()
