"""The shape of every act on a case (design 6): lock, policy, version, conditions, write, one event, decision spent."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django_fsm import TransitionNotAllowed

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Changed, Refused, Unmet
from bestvalue.records.models import Event
from bestvalue.records.services import append, name_act

from .. import policy
from ..asks import with_facts
from ..conditions import Situation, unmet_conditions
from ..models import NOT_PUBLISHED, Case, Instrument, NotPublished, SubmissionAct
from ..moves import MOVES, Move
from ..stages import Stage
from . import decisions
from .clocks import Cause, follow
from .following import tell_followers_of_move
from .waiting import patiently

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A published event entered later (rulings 25): the legal day, the office that decided, the proof, and why so late.

    What must have come before a published event, but was not published, is entered as `on_or_before` its day.
    """

    on: dt.date
    decider: str
    source: str
    reason: str
    confirmed: bool = True
    month_only: bool = False
    on_or_before: bool = False


def origin(past: Past | None) -> dict[str, Any]:
    """How a row entered now, or later from a published source, says so (`WithFacts`)."""
    if past is None:
        return {}
    return {
        "retrospective": True,
        "source": past.source,
        "confirmed": past.confirmed,
        "month_only": past.month_only,
    }


class Act:
    """One act in progress on a locked case. Services state what it needs and what it did.

    Leaving the block records it.
    """

    def __init__(self, move: Move, case: Case, by: User, past: Past | None) -> None:
        self.move, self.case, self.by, self.past = move, case, by, past
        self.today = past.on if past else clock.today()
        self.unmet: list[Unmet] = []
        self.decision: SubmissionAct | None = None
        self.facts: dict[str, Any] = {"subject": f"case:{case.pk}"}
        self.touched: set[str] = set()

    @property
    def dated(self) -> dt.date | NotPublished:
        """The day as a fact of the instrument: today, or not published where only "on or before" is known."""
        return NOT_PUBLISHED if self.past and self.past.on_or_before else self.today

    def lock(self, row: M) -> M:
        """The row as it is now, locked until the act is recorded; always after the case."""
        self.touch(type(row))
        return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)

    def touch(self, kind: type[models.Model]) -> None:
        """Say that the act may change the dates that run on instruments of this kind."""
        if issubclass(kind, Instrument):
            self.touched.add(kind.KIND)

    def need(self, met: object, code: str, message: str, link: str = "") -> None:
        """Note a condition as unmet unless `met`."""
        if not met:
            self.unmet.append(Unmet(code, message, link))

    def check(self, instrument: Instrument | None = None) -> None:
        """Refuse, naming everything that is unmet: the move's own conditions and those noted by `need`.

        What both say is said once, with the address that `need` gave.
        """
        situation = Situation(self.case, self.today, instrument, past=self.past is not None)
        found = [*unmet_conditions(self.move, situation), *self.unmet]
        if unmet := {(each.code, each.message): each for each in found}:
            raise Refused(list(unmet.values()))

    def adopt(self, instrument: Instrument) -> None:
        """Set the facts that a minister approved with this act, such as the text of the letter that ends a notice."""
        if not self.past:
            with_facts(instrument, decisions.approved_facts(self.move, instrument))

    def spend(self, instrument: Instrument) -> None:
        """Spend the minister's decision on this act and this exact text (R1); raises Refused where there is none."""
        if self.past:
            self.decision = decisions.past_decision(self.move, instrument, by=self.by, past=self.past)
        else:
            self.decision = decisions.approval_of(self.move, instrument, today=self.today)
        decided_by = self.decision.decided_by
        self.tell(
            decided_on=self.decision.decided_on,
            acting_for=self.decision.decided_by_office or (str(decided_by) if decided_by else ""),
        )

    def go(self, to: Stage) -> None:
        """Take the case along one of the move's paths, by the method of `Case` that bears its name."""
        try:
            getattr(self.case, self.move.name)(to)
        except TransitionNotAllowed as error:
            message = f"“{self.move.label}” does not lead from “{Stage(self.case.stage).label}” to “{to.label}”."
            raise Refused([Unmet("no_such_path", message)]) from error

    def close(self, outcome: str) -> None:
        """Set what a closed case must hold."""
        self.case.closed_on, self.case.outcome = self.today, outcome

    def tell(self, **facts: Any) -> None:
        """Add facts to the event that will be recorded."""
        self.facts.update(facts)

    def finish(self, stage_before: Stage) -> Event:
        """Write the one event, save the case, and mark the decision as spent by the event."""
        before = {**self.facts.pop("before", {}), "stage": stage_before.value}
        after = {**self.facts.pop("after", {}), "stage": Stage(self.case.stage).value, "move": self.move.number}
        reason = self.facts.pop("reason", "") or (self.past.reason if self.past else "")
        if self.past:
            doubt = {"on_or_before": self.past.on_or_before, "month_only": self.past.month_only}
            after |= {"source": self.past.source} | doubt
            self.facts.setdefault("acting_for", self.past.decider)
        self.facts.setdefault("effective_on", self.today)
        self.facts.setdefault("legal_basis", self.move.basis)
        event = append(
            self.case,
            case=self.case,
            actor=self.by,
            verb=self.move.name,
            before=before,
            after=after,
            reason=reason,
            **self.facts,
        )
        self.case.save(update_fields=["stage", "version", "head", "closed_on", "outcome"])
        if self.decision:
            decisions.spend(self.decision, event)
        self.touched.add(event.subject.partition(":")[0])
        cause = Cause(self.today, event, from_record=self.past is not None)
        follow(self.case, cause, touched=None if stage_before == Stage.CLOSED else self.touched)
        return event


@contextmanager
def acting(
    name: str, *, case: UUID, by: User, past: Past | None = None, expected_version: int | None = None
) -> Iterator[Act]:
    """Do one act on a case in one transaction; leaving the block writes its event.

    Raises Forbidden, Changed or Refused with nothing written. The lock lets others name the case in rows of their own,
    as the sweep does in a task while it holds a clock.
    """
    with patiently():
        rows = Case.objects.select_for_update(of=("self",), no_key=True)
        locked = rows.select_related("authority__kind").get(pk=case)
        policy.check_may(by, MOVES[name], locked, past=past is not None)
        if expected_version is not None and expected_version != locked.version:
            raise Changed(expected_version, locked.version)
        name_act(locked)
        act = Act(MOVES[name], locked, by, past)
        stage_before = Stage(locked.stage)
        try:
            yield act
        except TransitionNotAllowed as error:
            raise Refused(
                [Unmet("wrong_state", f"It is not in a state for this: {act.move.label.lower()}.")]
            ) from error
        event = act.finish(stage_before)
        if act.move.number and not act.past:
            tell_followers_of_move(act.case, act.move, event)
