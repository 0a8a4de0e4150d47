"""Acts repeated on copied cases: the act is done once on the demonstration's case, written down, and undone."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.records.models import Event
from cases.models import Case, Clock
from cases.services.engaging import agree_next_step
from cases.services.opening import log_contact

from .collecting import Found, collect
from .numbers import Model
from .patterns import Finder, Part, Pattern
from .rows import Row, compiled, fresh_uuid, key_of, read_rows, tracked
from .templates import Template, canonical_pattern, recorded

STAND_IN = dt.date(2199, 1, 1)
"""The agreed date of the step that is done once; each repetition has its own in its place."""


def hold_a_call(case: Case, by: User) -> None:
    """One contact more."""
    summary = "They told us how the work on the recovery plan goes on, and asked for nothing."
    people = "Head of finance; case officer"
    log_contact(by=by, case=case, held_on=clock.today(), channel="call", people=people, summary=summary)


def agree_a_step(case: Case, by: User) -> None:
    """One date more that runs."""
    agree_next_step(by=by, case=case, what="Send the next report on reserves", owner="The council", due_on=STAND_IN)


@dataclass(frozen=True, slots=True)
class Written:
    """What one act wrote."""

    rows: dict[Model, list[Row]]
    event: Event


def done_once(act: Callable[[Case, User], None], case: Case, before: Found) -> Written:
    """The rows that the act adds to the authority's; the act is undone."""
    with transaction.atomic():
        act(case, case.officer or User.objects.get(pk=case.events.earliest("case_version").actor_id))
        after = collect(case.authority)
        rows = {model: read_rows(model, keys - before[model]) for model, keys in after.items() if keys - before[model]}
        event = Event.objects.get(pk__in=after[Event] - before[Event])
        transaction.set_rollback(True)
    return Written(rows, event)


class Further:
    """One act, ready to be written again and again at the end of the chain of any copy of a template's case."""

    def __init__(
        self, written: Written, template: Template, numbers: Callable[[Model], Iterator[int]], at: dt.datetime
    ) -> None:
        self._first, event, case = template.head, written.event, str(template.case.pk)
        previous, place, digest, due, next_at = range(self._first, self._first + 5)
        self._makers: list[Callable[[], Any]] = []
        self._numbered = dict(template.numbered)
        self._named: dict[str, Sequence[Part]] = {
            **template.named,
            event.previous_hash: (previous,),
            f'"case_version":{event.case_version}': ('"case_version":', place),
            f"case:{case} {event.case_version}": ("case:", *template.named[case], " ", place),
            event.hash: (digest,),
            STAND_IN.isoformat(): (due,),
        }
        self._give_keys(written, numbers)
        finder = Finder(self._named)
        owned: dict[Model, dict[str, Part]] = {
            Event: {"case_version": place},
            Case: {"version": place},
            Clock: {"next_at": next_at},
        }
        self._canonical = canonical_pattern(event, finder, at)
        self._patterns = {
            model: Pattern(
                list(compiled(model, rows, finder, self._numbered, owned.get(tracked(model), {}) | recorded(at)))
            )
            for model, rows in written.rows.items()
        }

    def _give_keys(self, written: Written, numbers: Callable[[Model], Iterator[int]]) -> None:
        """Keys of its own to each row of a repetition."""
        for model, rows in written.rows.items():
            for key in (row[key_of(model)] for row in rows):
                place = self._first + 5 + len(self._makers)
                if model._meta.pk.get_internal_type() == "UUIDField":
                    self._named[key] = (place,)
                    self._makers.append(fresh_uuid)
                else:
                    self._numbered[(model, key)] = place
                    self._makers.append(partial(next, numbers(model)))

    def write(self, values: Sequence[Any], previous: str, place: int, day: "Day") -> tuple[str, dict[Model, str]]:
        """The hash of the event, and the rows, of one repetition on the copy with these values."""
        own = [*values[: self._first], previous, place, "", day.due_on, day.next_at, *(make() for make in self._makers)]
        own[self._first + 2] = hashlib.sha256(self._canonical.fill(own).encode()).hexdigest()
        return own[self._first + 2], {model: pattern.fill(own) for model, pattern in self._patterns.items()}


@dataclass(frozen=True, slots=True)
class Day:
    """A date on which a step is due, and the instant of its prompt, as COPY reads them."""

    due_on: str
    next_at: str

    @classmethod
    def of(cls, due_on: dt.date) -> "Day":
        """The day, with its prompt on the day after, as the table of clocks has it for a next step."""
        return cls(due_on.isoformat(), clock.start_of(due_on + dt.timedelta(days=1)).isoformat())
