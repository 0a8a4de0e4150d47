"""Keeping the clocks: each act on a case leaves one row for each date that runs (C1 to C14; N1, N11, N12, N14)."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from bestvalue import clock as now
from bestvalue.accounts.models import Team, User
from bestvalue.errors import Forbidden, Refused, Unmet, refuse_unless
from bestvalue.records.models import Event
from bestvalue.records.services import record

from .. import policy
from ..clocks import SOURCES, Deadline
from ..models import Authority, Case, Clock, ClockChange, Prompt, Task
from .waiting import patiently

Change = ClockChange.Act


@dataclass(frozen=True, slots=True)
class Cause:
    """Why clocks change: the act that was recorded, the person, the legal day; nobody's where rows are brought in line.

    `from_record` marks a past entry: prompts whose day is past by now are passed over (rulings 25).
    """

    on: dt.date
    event: Event | None = None
    from_record: bool = False

    @property
    def told(self) -> dict[str, Any]:
        """What a change keeps of it."""
        if self.event is None:
            return {"on": self.on, "reason": "Brought into line with what is on the record"}
        return {
            "on": self.on,
            "event": self.event,
            "by": self.event.actor,
            "reason": self.event.reason,
            "legal_basis": self.event.legal_basis,
        }


def follow(case: Case, cause: Cause, *, touched: Collection[str] | None = None) -> None:
    """Bring the clocks of a case into line with its instruments; `touched` names the kinds of those that may differ.

    On a closed case nothing runs. A date that runs no longer ends its clock: as dealt with where the act is one that
    deals with it, else as not needed. The case row is locked by the caller.
    """
    of_them = [each for each in SOURCES if touched is None or not case.is_open or each.reads.intersection(touched)]
    if of_them:
        running = [deadline for source in of_them if case.is_open for deadline in source.tell(case)]
        kinds = frozenset[str]().union(*(source.gives for source in of_them))
        keep(case.authority, running, cause, kinds=kinds, case=case)


def out_of_line(case: Case) -> list[str]:
    """What the clocks of a case do not say as its instruments do, in words; empty where each date has its one clock."""
    running = [each for source in SOURCES for each in (source.tell(case) if case.is_open else ())]
    wanted = {(each.kind, each.subject, each.part, each.due_on) for each in running}
    kinds = {kind for source in SOURCES for kind in source.gives}
    kept = Clock.objects.running().filter(case=case, kind__in=kinds)
    found = set(kept.values_list("kind", "subject", "part", "given_due_on"))
    missing = [f"no clock: {kind} of {subject} {part} to {due}" for kind, subject, part, due in sorted(wanted - found)]
    return missing + [
        f"a clock too many: {kind} of {subject} {part} to {due}" for kind, subject, part, due in sorted(found - wanted)
    ]


def keep(
    authority: Authority,
    running: Iterable[Deadline],
    cause: Cause,
    *,
    kinds: Collection[str],
    case: Case | None = None,
    owner: User | None = None,
    team: Team | None = None,
    subject: str = "",
) -> None:
    """Start, move and end the clocks of these kinds, of a case or of one thing (`subject`), so that these run.

    A clock counts from one day: where that was corrected, the clock is no longer needed and another starts.
    """
    about = {"authority": authority, "subject": subject} if subject else {"case": case}
    found = Clock.objects.running().select_for_update(of=("self",)).filter(kind__in=kinds, **about)
    known = {(each.kind, each.subject, each.part): each for each in found.order_by("pk")}
    for deadline in running:
        clock = known.pop((deadline.kind, deadline.subject, deadline.part), None)
        if clock is None:
            _start(Clock(authority=authority, case=case, owner=owner, team=team), deadline, cause)
        elif clock.started_on == deadline.started_on:
            _bring_into_line(clock, deadline, cause)
        else:
            _end(clock, cause, met=False)
            _start(Clock(authority=authority, case=case, owner=clock.owner, team=clock.team), deadline, cause)
    for clock in known.values():
        _end(clock, cause, met=cause.event is not None and cause.event.verb in clock.row.met_by)


def _start(clock: Clock, deadline: Deadline, cause: Cause) -> None:
    clock.kind, clock.subject, clock.part = deadline.kind, deadline.subject, deadline.part
    clock.what, clock.started_on = deadline.what, deadline.started_on
    clock.due_on = clock.given_due_on = deadline.due_on
    clock.save(force_insert=True)
    _changed(clock, Change.STARTED, cause, due_after=clock.due_on)
    _date(clock, cause)


def _bring_into_line(clock: Clock, deadline: Deadline, cause: Cause) -> None:
    if clock.what != deadline.what:
        clock.what = deadline.what
        clock.save(update_fields=["what"])
    if clock.given_due_on != deadline.due_on:
        _move(clock, deadline.due_on, cause)


def _move(clock: Clock, due_on: dt.date, cause: Cause) -> None:
    before, clock.due_on, clock.given_due_on = clock.due_on, due_on, due_on
    close_tasks(clock, Task.Closing.NOT_NEEDED, by=cause.event.actor if cause.event else None)
    _changed(clock, Change.MOVED, cause, due_before=before, due_after=due_on)
    _date(clock, cause)


def _date(clock: Clock, cause: Cause) -> None:
    """Pass over the prompts whose day was past when the date was recorded, and wait for the next.

    Where people act late, the last prompt of those that follow the date is not passed over: it asks at once.
    """
    today = now.today()
    past = [(point, day) for point, day in clock.days() if day < today or (cause.from_record and day == today)]
    if past and past[-1][1] >= clock.due_on and not cause.from_record:
        past.pop()
    passed = [
        Prompt(
            clock=clock, due_on=clock.due_on, point=point.key, on=day, passed_before_recording=True, given_at=now.now()
        )
        for point, day in past
    ]
    Prompt.objects.bulk_create(passed, ignore_conflicts=True)
    await_next(clock)


def await_next(clock: Clock) -> None:
    """Work out the next prompt of a clock, and save it."""
    clock.set_next(set(clock.prompts.filter(due_on=clock.due_on).values_list("point", flat=True)))
    clock.save()


def _end(clock: Clock, cause: Cause, *, met: bool) -> None:
    clock.meet() if met else clock.cancel()
    clock.ended_on, clock.paused_on = max(cause.on, clock.started_on), None
    clock.set_next(set())
    clock.save()
    _changed(clock, Change.MET if met else Change.CANCELLED, cause)
    closing = Task.Closing.DONE if met else Task.Closing.NOT_NEEDED
    close_tasks(clock, closing, by=cause.event.actor if cause.event else None)


def close_tasks(clock: Clock, closing: str, *, by: User | None = None) -> None:
    """Close the open task of a clock, if there is one."""
    for task in clock.tasks.select_for_update(of=("self",)).filter(state="open"):
        task.close()
        task.closed_at, task.closed_by, task.closing = now.now(), by, closing
        task.save()


def hide(authority: Authority, subject: str) -> None:
    """Show nobody the clocks on one thing of an authority any more, ended ones too: it was sealed."""
    Clock.objects.filter(authority=authority, subject=subject).update(is_hidden=True)


def pass_on(authority: Authority, subject: str, *, to: User, team: Team) -> None:
    """Give the running clocks on one thing of an authority, and their open tasks, to another keeper and team."""
    running = Clock.objects.running().filter(authority=authority, subject=subject)
    for clock in running.select_for_update(of=("self",)).order_by("pk"):
        clock.owner, clock.team = to, team
        clock.save(update_fields=["owner", "team"])
        clock.tasks.filter(state="open").update(assignee=to, team=team)


def _changed(clock: Clock, act: Change, cause: Cause, **dates: dt.date) -> None:
    ClockChange.objects.create(clock=clock, act=act, **cause.told, **dates)


# What a person does to a clock itself


@patiently()
def pause_clock(*, by: User, clock: Clock, reason: str) -> Clock:
    """Hold back the prompts of a clock, with a reason; the date itself stays as law or letter sets it."""
    clock = _held(clock, by, reason)
    if clock.paused_on:
        raise Refused([Unmet("paused", f"Its prompts have been paused since {clock.paused_on:%-d %B %Y}.")])
    clock.paused_on = now.today()
    _by_hand(clock, by, Change.PAUSED, reason)
    await_next(clock)
    return clock


@patiently()
def resume_clock(*, by: User, clock: Clock, reason: str) -> Clock:
    """Let a paused clock prompt again; what fell due meanwhile is asked at once."""
    clock = _held(clock, by, reason)
    if not clock.paused_on:
        raise Refused([Unmet("not_paused", "Its prompts are not paused.")])
    clock.paused_on = None
    _by_hand(clock, by, Change.RESUMED, reason)
    await_next(clock)
    return clock


@patiently()
def move_clock(*, by: User, clock: Clock, due_on: dt.date, reason: str, authority: str) -> Clock:
    """Give a clock another date by hand: only one whose date stands in no letter and no statute.

    `authority` says under what authority, such as the minister's letter of that day.
    """
    clock = _held(clock, by, reason)
    refuse_unless(
        (clock.row.is_movable, "fixed", "Its date stands in a letter or in the law: it changes by an act on that."),
        (authority.strip(), "no_authority", "Say under what authority the date is moved."),
        (due_on > now.today(), "past", "The new date must be in the future."),
        (due_on != clock.due_on, "same", "It runs to that date already."),
    )
    before, clock.due_on = clock.due_on, due_on
    close_tasks(clock, Task.Closing.NOT_NEEDED, by=by)
    _by_hand(clock, by, Change.MOVED, reason, legal_basis=authority, due_before=before, due_after=due_on)
    _date(clock, Cause(now.today()))
    return clock


def _held(clock: Clock, by: User, reason: str) -> Clock:
    if not policy.may_keep_clock(by, clock):
        raise Forbidden("Only the lead of the team, or a deputy director, changes a clock.")
    locked = Clock.objects.select_for_update(of=("self",)).get(pk=clock.pk)
    ended = f"It ended on {locked.ended_on:%-d %B %Y}." if locked.ended_on else ""
    refuse_unless((not ended, "ended", ended), (reason.strip(), "no_reason", "Give the reason."))
    return locked


def _by_hand(clock: Clock, by: User, act: Change, reason: str, legal_basis: str = "", **dates: dt.date) -> None:
    event = record(
        stream=clock.key,
        actor=by,
        verb=f"clock_{act.value}",
        subject=clock.key,
        reason=reason,
        legal_basis=legal_basis,
        effective_on=now.today(),
        before={"due": dates.get("due_before")},
        after={"due": clock.due_on},
    )
    ClockChange.objects.create(
        clock=clock, act=act, on=now.today(), by=by, reason=reason, legal_basis=legal_basis, event=event, **dates
    )
