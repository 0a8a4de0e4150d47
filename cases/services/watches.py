"""Keeping a watch on a failing service: opened, its start corrected, handed over, taken further, ended (C8, R32).

Each act is recorded on the authority's own stream (rulings 9). None of them moves a case (N1, N14).
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from dateutil.relativedelta import relativedelta

from bestvalue import clock
from bestvalue.accounts.models import Team, User
from bestvalue.errors import Forbidden, Need, Refused, Unmet, refuse_unless
from bestvalue.records.models import Event
from bestvalue.records.services import record

from .. import policy
from ..clocks import Deadline
from ..models import Authority, Case, Clock, Escalation, ServiceFailureWatch, StartCorrection, Task
from .clocks import Cause, close_tasks, keep, pass_on
from .waiting import patiently

TWO_YEARS = relativedelta(months=24)
CLOCK = "service_failure"


def tell(watch: ServiceFailureWatch, *, by: User, verb: str, **facts: Any) -> Event:
    """Record an act on a watch, on the stream of its authority."""
    return record(
        stream=watch.authority.stream_name, actor=by, verb=verb, subject=watch.key, effective_on=clock.today(), **facts
    )


def locked(watch: ServiceFailureWatch) -> ServiceFailureWatch:
    """The watch as it is now, locked. Raises Refused once it has ended."""
    rows = ServiceFailureWatch.objects.select_for_update(of=("self",)).select_related("authority", "team", "officer")
    found: ServiceFailureWatch = rows.get(pk=watch.pk)
    if found.state != "running":
        raise Refused([Unmet("ended", f"The watch ended on {found.ended_on:%-d %B %Y}.")])
    return found


def _held(watch: ServiceFailureWatch, by: User) -> ServiceFailureWatch:
    found = locked(watch)
    if not policy.may_keep_watch(by, found):
        raise Forbidden("Only those who look after cases in the team that keeps the watch, or a deputy director, act.")
    return found


def _keep_clock(watch: ServiceFailureWatch, event: Event, running: Iterable[Deadline]) -> None:
    keep(
        watch.authority,
        running,
        Cause(clock.today(), event),
        kinds={CLOCK},
        owner=watch.officer,
        team=watch.team,
        subject=watch.key,
    )


def _two_years(watch: ServiceFailureWatch) -> list[Deadline]:
    """Two years from the day that was recorded (C8)."""
    due = watch.starts_on + TWO_YEARS
    return [Deadline(CLOCK, watch.key, f"{watch.service}, judged by {watch.judged_by}", watch.starts_on, due)]


def _start_needs(starts_on: dt.date, why_then: str) -> list[Need]:
    return [
        (why_then.strip(), "no_why", "Say why the two years start on that day."),
        (starts_on <= clock.today(), "later", "The start cannot be in the future."),
    ]


def _keeper_needs(officer: User | None, team: Team | None) -> list[Need]:
    if team is None or officer is None:
        return [(False, "no_keeper", "Name the officer who keeps the watch, and their team.")]
    works_there = policy.looks_after_cases(team).filter(pk=officer.pk).exists()
    return [(works_there, "not_in_team", f"{officer} is not a case officer or team lead of {team} today.")]


def _keeper_for(by: User, officer: User | None, team: Team | None) -> tuple[User | None, Team | None]:
    """Who keeps a watch where not all is named: the person in their only team, if they look after cases there."""
    teams = [team] if team else list(policy.asks_for(by)[:2])
    only = teams[0] if len(teams) == 1 else None
    works_there = only and policy.looks_after_cases(only).filter(pk=by.pk).exists()
    return officer or (by if works_there else None), only


@patiently()
def open_watch(
    *,
    by: User,
    authority: Authority,
    service: str,
    judged_by: str,
    starts_on: dt.date,
    why_then: str,
    case: Case | None = None,
    officer: User | None = None,
    team: Team | None = None,
) -> ServiceFailureWatch:
    """Start a two-year watch on a failing service; it prompts people and never moves a case (N14).

    `officer` keeps it for `team`: if not named, `by` in their only team. Raises Forbidden, Refused.
    """
    if not policy.adds_to_watches(by):
        raise Forbidden("Only an official keeps a watch on a service.")
    authority = Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    officer, team = _keeper_for(by, officer, team)
    same = ServiceFailureWatch.objects.filter(authority=authority, service__iexact=service.strip(), state="running")
    known = case is None or policy.visible_cases(by).filter(pk=case.pk, authority=authority).exists()
    refuse_unless(
        (service.strip(), "no_service", "Name the service."),
        (judged_by.strip(), "no_body", "Name the body that judged it."),
        *_start_needs(starts_on, why_then),
        *_keeper_needs(officer, team),
        (known, "no_case", "Choose a case on this authority that you may know of."),
        (not same.exists(), "running", "This service of this authority is being watched already."),
    )
    facts = {"judged_by": judged_by.strip(), "starts_on": starts_on, "why_then": why_then}
    watch = ServiceFailureWatch(authority=authority, case=case, service=service.strip(), **facts)
    watch.officer_id, watch.team_id = officer.pk, team.pk  # type: ignore[union-attr]
    watch.save(force_insert=True)
    after = {"starts_on": starts_on, "officer": watch.officer_id, "team": watch.team_id}
    _keep_clock(watch, tell(watch, by=by, verb="open_watch", reason=why_then, after=after), _two_years(watch))
    return watch


@patiently()
def correct_start(*, by: User, watch: ServiceFailureWatch, starts_on: dt.date, why_then: str) -> ServiceFailureWatch:
    """Count the two years from another day, and say why; the day before is kept, and the clock begins anew."""
    watch = _held(watch, by)
    before, why_before = watch.starts_on, watch.why_then
    refuse_unless(
        *_start_needs(starts_on, why_then), (starts_on != before, "same", "The two years start on that day already.")
    )
    StartCorrection.objects.create(
        watch=watch,
        on=clock.today(),
        starts_on_before=before,
        why_before=why_before,
        starts_on=starts_on,
        why_then=why_then,
    )
    watch.starts_on, watch.why_then = starts_on, why_then
    watch.save(update_fields=["starts_on", "why_then"])
    days: dict[str, Any] = {"before": {"starts_on": before}, "after": {"starts_on": starts_on}}
    event = tell(watch, by=by, verb="correct_start", reason=why_then, **days)
    _keep_clock(watch, event, _two_years(watch))
    return watch


@patiently()
def hand_over_watch(*, by: User, watch: ServiceFailureWatch, to: User, team: Team, reason: str) -> ServiceFailureWatch:
    """Give a watch to a colleague, in this team or another; its clock and its open task pass with it."""
    watch = _held(watch, by)
    refuse_unless(
        (reason.strip(), "no_reason", "Give the reason."),
        ((to, team) != (watch.officer, watch.team), "same_person", f"{to} keeps it already."),
        *_keeper_needs(to, team),
    )
    before = {"officer": watch.officer_id, "team": watch.team_id}
    watch.officer, watch.team = to, team
    watch.save(update_fields=["officer", "team"])
    pass_on(watch.authority, watch.key, to=to, team=team)
    after = {"officer": to.pk, "team": team.pk}
    tell(watch, by=by, verb="hand_over_watch", reason=reason, before=before, after=after)
    return watch


@patiently()
def take_further(
    *, by: User, watch: ServiceFailureWatch, decided: str, reason: str, goes_on: bool
) -> ServiceFailureWatch:
    """Record what a person decided to do about the failure, early or late, and whether the watch goes on (R32).

    It does nothing of that: what needs a minister still goes to a minister.
    """
    watch = _held(watch, by)
    refuse_unless(
        (decided.strip(), "no_decision", "Say what you decided to do."),
        (reason.strip(), "no_reason", "Give the reason."),
    )
    Escalation.objects.create(watch=watch, on=clock.today(), decided=decided, reason=reason)
    event = tell(watch, by=by, verb="take_further", reason=reason, after={"decided": decided, "goes_on": goes_on})
    if goes_on:
        running = Clock.objects.running().filter(authority=watch.authority, subject=watch.key)
        for kept in running.select_for_update(of=("self",)):
            close_tasks(kept, Task.Closing.DONE, by=by)
    else:
        _end(watch, ServiceFailureWatch.Ending.ESCALATED, reason, event)
    return watch


@patiently()
def end_watch(*, by: User, watch: ServiceFailureWatch, ending: str, reason: str) -> ServiceFailureWatch:
    """End a watch, early or late: the failure was corrected, or the watch is no longer needed (R32)."""
    watch = _held(watch, by)
    known = ending in (ServiceFailureWatch.Ending.CORRECTED, ServiceFailureWatch.Ending.NOT_NEEDED)
    refuse_unless((known and reason.strip(), "no_reason", "Say how the watch ended, and why."))
    _end(watch, ending, reason, tell(watch, by=by, verb="end_watch", reason=reason, after={"ending": ending}))
    return watch


def _end(watch: ServiceFailureWatch, ending: str, reason: str, event: Event) -> None:
    watch.end()
    watch.ended_on, watch.ending, watch.reason_ended = clock.today(), ending, reason
    watch.save()
    _keep_clock(watch, event, [])
