"""The sweep: it finds prompts that are due, asks people, and never does anything to a case (design 8; N1).

Any number of workers may sweep at once. Each claims a clock that no other holds, in one transaction for each clock, and
a unique key makes sure that a prompt is given once. What an outage held back is given when the sweep next runs.
"""

import datetime as dt
import logging
import time
from dataclasses import dataclass

from django.db import connection, transaction

from bestvalue import clock as now
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.policy import holds
from bestvalue.accounts.services.people import scheduler
from bestvalue.errors import Forbidden
from bestvalue.messages.services.delivering import deliver_due
from bestvalue.messages.services.digests import write_digests
from bestvalue.records.services import beat, record

from ..days import not_a_working_day
from ..models import Clock, Prompt, Task
from .clocks import await_next, close_tasks
from .tasks import holder_of
from .telling import tell_of_task

HEART = "sweep"
LONGEST = dt.timedelta(hours=6)
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Swept:
    """What one sweep did: prompts given, and clocks that failed and will be tried again."""

    given: int = 0
    failed: int = 0


def sweep(*, seconds: float = 50.0) -> Swept:
    """Give every prompt that is due, for so many seconds at the most. Raises only where the database is away."""
    done, actor, until = Swept(), scheduler(), time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            given = give_one(actor)
        except _Failed as failed:
            done.failed += 1
            _put_off(failed)
            continue
        if given is None:
            break
        done.given += given
    beat(HEART)
    return done


def send_messages() -> None:
    """Write the emails of the working day, once each, and send every email that is due."""
    write_digests(now.now(), is_working_day=lambda day: not not_a_working_day(day))
    deliver_due(now.now())


class _Failed(Exception):
    """A clock whose prompt could not be given."""

    def __init__(self, clock: Clock, error: Exception) -> None:
        self.clock, self.error = clock, error


def give_one(actor: User) -> int | None:
    """Give the due prompts of one clock; how many, or None where none is due that nobody else is giving."""
    with transaction.atomic():
        due = Clock.objects.to_prompt(now.now()).select_for_update(of=("self",), skip_locked=True)
        clock = due.select_related(
            "case__authority", "case__officer", "case__team", "authority", "owner", "team"
        ).first()
        if clock is None:
            return None
        try:
            with transaction.atomic():
                given = _give(clock, actor)
                connection.check_constraints()  # what would fail at the commit fails here, where it is this clock's own
                return given
        except Exception as error:
            if connection.is_usable():  # also where another act held what it needs, for that passes
                raise _Failed(clock, error) from error
            raise


def _give(clock: Clock, actor: User) -> int:
    """Give the prompts whose day has come and that were not given; the last one stays as the open task."""
    today = now.today()
    given = set(clock.prompts.filter(due_on=clock.due_on).values_list("point", flat=True))
    due = sorted((day, point.key, point) for point, day in clock.days() if day <= today and point.key not in given)
    for day, key, point in due:
        prompt = Prompt.objects.create(clock=clock, due_on=clock.due_on, point=key, on=day, given_at=now.now())
        close_tasks(clock, Task.Closing.OVERTAKEN)
        task = Task.objects.create(
            prompt=prompt,
            clock=clock,
            case=clock.case,
            authority=clock.authority,
            asks=point.asks,
            due_on=clock.due_on,
            team=clock.case.team if clock.case else clock.team,
            assignee=holder_of(clock),
            opened_at=now.now(),
        )
        record(
            stream=clock.key,
            actor=actor,
            verb="prompt",
            subject=clock.key,
            legal_basis=clock.row.basis,
            effective_on=day,
            after={"point": key, "due": clock.due_on, "task": str(task.pk)},
        )
        if (day, key, point) == due[-1]:  # after an outage people hear once, of what stays open
            tell_of_task(task, point)
    await_next(clock)
    return len(due)


def try_again(*, by: User, clock: Clock) -> None:
    """Let a clock that failed be tried with the next sweep, in place of at its time. Raises Forbidden."""
    if not holds(by, Role.ADMINISTRATOR):
        raise Forbidden("Only an administrator has a clock tried again.")
    with transaction.atomic():
        clock = Clock.objects.select_for_update(of=("self",)).get(pk=clock.pk)
        clock.retry_at = None
        clock.save(update_fields=["retry_at"])
        record(stream=clock.key, actor=by, verb="try_clock_again", subject=clock.key)


def _put_off(failed: _Failed) -> None:
    """Let a clock that failed wait longer after each try, so that it holds up no other.

    One that somebody else has by now is theirs to date anew.
    """
    logger.error("A clock could not prompt: %s", failed.clock.key, exc_info=failed.error)
    with transaction.atomic():
        running = Clock.objects.running().filter(pk=failed.clock.pk)
        clock = running.select_for_update(of=("self",), skip_locked=True).first()
        if clock is None:
            return
        clock.attempts = min(clock.attempts + 1, 30)
        clock.retry_at = now.now() + min(dt.timedelta(minutes=2**clock.attempts), LONGEST)
        clock.last_error = type(failed.error).__name__
        clock.save(update_fields=["attempts", "retry_at", "last_error"])
