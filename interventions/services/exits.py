"""Exit strategies, milestones, and the exit itself (T58, T59)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from bestvalue.accounts.models import User
from cases.models import Case, NotPublished
from cases.services.act import Past, acting, origin
from cases.stages import Stage
from interventions.models import Direction, ExitStrategy, Milestone


def agree_exit_strategy(
    *,
    by: User,
    case: Case,
    text: str | NotPublished,
    milestones: Sequence[dict[str, Any]] = (),
    past: Past | None = None,
    expected_version: int | None = None,
) -> ExitStrategy:
    """Record the exit strategy and its milestones (text, due_on); a later one replaces it."""
    with acting("agree_exit_strategy", case=case.pk, by=by, past=past, expected_version=expected_version) as act:
        act.check()
        for earlier in ExitStrategy.objects.select_for_update().filter(case=act.case, state="agreed"):
            earlier.end()
            earlier.ended_on = act.today
            earlier.save()
        strategy = ExitStrategy(case=act.case, agreed_on=act.today, **origin(past))
        strategy.set_facts(text=text)
        strategy.save(force_insert=True)
        for each in milestones:
            Milestone.objects.create(strategy=strategy, **each)
        act.tell(subject=strategy.key)
    return strategy


def meet_milestone(
    *, by: User, milestone: Milestone, met_on: dt.date, evidence: str, expected_version: int | None = None
) -> Milestone:
    """Record that a milestone was met, on evidence."""
    with acting("meet_milestone", case=milestone.strategy.case_id, by=by, expected_version=expected_version) as act:
        milestone = act.lock(milestone)
        act.need(milestone.state == "pending", "met", f"It was met on {milestone.met_on}.")
        act.need(evidence.strip(), "no_evidence", "Give the evidence.")
        act.need(met_on <= act.today, "later", "It is recorded once it has been met.")
        act.check()
        milestone.meet()
        milestone.met_on, milestone.evidence = met_on, evidence
        milestone.save()
        act.tell(subject=milestone.strategy.key, reason=evidence, effective_on=met_on)
    return milestone


def start_exit(
    *, by: User, case: Case, reason: str, past: Past | None = None, expected_version: int | None = None
) -> Case:
    """Start the exit (T58): commissioners recommend it and a minister decides."""
    return _turn(
        "start_exit", Stage.EXIT, by=by, case=case, reason=reason, past=past, expected_version=expected_version
    )


def halt_exit(
    *, by: User, case: Case, reason: str, past: Past | None = None, expected_version: int | None = None
) -> Case:
    """Return from exit to intervention, on evidence of slippage (T59)."""
    return _turn(
        "halt_exit", Stage.INTERVENTION, by=by, case=case, reason=reason, past=past, expected_version=expected_version
    )


def _turn(
    move: str, to: Stage, *, by: User, case: Case, reason: str, past: Past | None, expected_version: int | None
) -> Case:
    with acting(move, case=case.pk, by=by, past=past, expected_version=expected_version) as act:
        act.need(reason.strip(), "no_reason", "Give the reasons.")
        act.check()
        direction = Direction.objects.select_for_update().get(case=act.case, state="made")
        act.adopt(direction)
        act.spend(direction)
        act.go(to)
        act.tell(subject=direction.key, reason=reason)
    return act.case
