"""Service-failure watches and notes on an authority, recorded on the authority's own stream (C8, R32,
rulings 9 and 28).
"""

import datetime as dt
from typing import Any

from dateutil.relativedelta import relativedelta

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.errors import Forbidden, Refused, Unmet
from bestvalue.records.models import Event
from bestvalue.records.services import record

from ..clocks import Deadline
from ..models import Authority, Case, Note, ServiceFailureWatch, TrajectoryNote
from .clocks import Cause, keep
from .waiting import patiently

TWO_YEARS = relativedelta(months=24)


def _check_official(person: User) -> None:
    roles = (Role.OFFICER, Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR, Role.ANALYST)
    if not holds(person, *roles):
        raise Forbidden("Only an official keeps a watch on a service.")


def _record(watch: ServiceFailureWatch, *, by: User, verb: str, **facts: Any) -> Event:
    return record(
        stream=watch.authority.stream_name, actor=by, verb=verb, subject=watch.key, effective_on=clock.today(), **facts
    )


def _keep_clock(watch: ServiceFailureWatch, event: Event) -> None:
    """Two years from the day that was recorded, while the watch runs (C8)."""
    due = watch.starts_on + TWO_YEARS
    running = [
        Deadline("service_failure", watch.key, f"{watch.service}, judged by {watch.judged_by}", watch.starts_on, due)
    ]
    keep(
        watch.authority,
        running if watch.state == "running" else [],
        Cause(clock.today(), event),
        kinds={"service_failure"},
        owner=event.actor,
        subject=watch.key,
    )


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
) -> ServiceFailureWatch:
    """Start a two-year watch on a failing service; it prompts people and never moves a case (N14)."""
    _check_official(by)
    authority = Authority.objects.select_for_update(of=("self",)).get(pk=authority.pk)
    missing = [
        Unmet(code, message)
        for met, code, message in (
            (service.strip(), "no_service", "Name the service."),
            (judged_by.strip(), "no_body", "Name the body that judged it."),
            (why_then.strip(), "no_why", "Say why the two years start on that day."),
            (starts_on <= clock.today(), "later", "The start cannot be in the future."),
        )
        if not met
    ]
    if ServiceFailureWatch.objects.filter(authority=authority, service=service, state="running").exists():
        missing.append(Unmet("running", "This service of this authority is being watched already."))
    if missing:
        raise Refused(missing)
    watch = ServiceFailureWatch.objects.create(
        authority=authority, case=case, service=service, judged_by=judged_by, starts_on=starts_on, why_then=why_then
    )
    _keep_clock(watch, _record(watch, by=by, verb="open_watch", reason=why_then))
    return watch


@patiently()
def note_trajectory(*, by: User, watch: ServiceFailureWatch, text: str) -> TrajectoryNote:
    """Add a dated note on the service's direction, in words (R32)."""
    _check_official(by)
    watch = ServiceFailureWatch.objects.select_for_update(of=("self",)).get(pk=watch.pk)
    if watch.state != "running" or not text.strip():
        raise Refused([Unmet("no_note", "Write a note on a watch that is running.")])
    note = TrajectoryNote.objects.create(watch=watch, on=clock.today(), text=text)
    _record(watch, by=by, verb="note_trajectory", reason=text)
    return note


@patiently()
def end_watch(*, by: User, watch: ServiceFailureWatch, ending: str, reason: str) -> ServiceFailureWatch:
    """End a watch, early or not: corrected, taken further by a person, or no longer needed (R32)."""
    _check_official(by)
    watch = ServiceFailureWatch.objects.select_for_update(of=("self",)).get(pk=watch.pk)
    if watch.state != "running":
        raise Refused([Unmet("ended", f"The watch ended on {watch.ended_on}.")])
    if ending not in ServiceFailureWatch.Ending.values or not reason.strip():
        raise Refused([Unmet("no_reason", "Say how the watch ended, and why.")])
    watch.end()
    watch.ended_on, watch.ending, watch.reason_ended = clock.today(), ending, reason
    watch.save()
    _keep_clock(watch, _record(watch, by=by, verb="end_watch", reason=reason, after={"ending": ending}))
    return watch


@patiently()
def note_published_fact(
    *,
    by: User,
    authority: Authority,
    kind: str,
    on: dt.date,
    text: str,
    source: str,
    legal_basis: str = "",
    month_only: bool = False,
    confirmed: bool = True,
) -> Note:
    """Put a published fact that moves nothing on an authority's timeline (rulings 28); the records role enters it."""
    if not holds(by, Role.RECORDS_MANAGER):
        raise Forbidden("Only a records manager enters past events.")
    note = Note.objects.create(
        authority=authority,
        kind=kind,
        on=on,
        text=text,
        source=source,
        legal_basis=legal_basis,
        month_only=month_only,
        confirmed=confirmed,
    )
    record(
        stream=authority.stream_name,
        actor=by,
        verb="note_published_fact",
        subject=f"note:{note.pk}",
        reason=text,
        effective_on=on,
        legal_basis=legal_basis,
        after={"source": source},
    )
    return note
