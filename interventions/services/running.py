"""While directions run: progress, instructions, functions handed back, enforcement and cost (T53, T54, T57)."""

import datetime as dt
from decimal import Decimal

from bestvalue.accounts.models import User
from cases.services.act import acting
from interventions.models import ActionProgress, Cost, DirectedAction, DirectedFunction, Direction, Instruction


def log_instruction(
    *,
    by: User,
    function: DirectedFunction,
    instruction: str,
    given_on: dt.date,
    given_by: str,
    expected_version: int | None = None,
) -> Instruction:
    """Log a commissioner's written instruction under a function they hold (T53)."""
    with acting("log_instruction", case=function.direction.case_id, by=by, expected_version=expected_version) as act:
        act.need(instruction.strip(), "no_instruction", "Give the instruction.")
        direction = act.lock(function.direction)
        act.need(given_by.strip(), "nobody", "Say who gave it.")
        act.need(direction.in_force(given_on), "not_in_force", "The directions were not in force on that day.")
        in_time = (direction.starts_on or given_on) <= given_on <= act.today
        act.need(in_time, "wrong_day", "It was given once the directions were made, and not in the future.")
        act.check(direction)
        made = function.instructions.create(given_on=given_on, given_by=given_by, text=instruction)
        act.tell(subject=direction.key, reason=instruction, effective_on=given_on, after={"function": function.text})
    return made


def hand_back_function(
    *, by: User, function: DirectedFunction, reason: str, expected_version: int | None = None
) -> DirectedFunction:
    """Stop exercising a function in practice (T54); its transfer in law ends only by directions or their end."""
    with acting("hand_back_function", case=function.direction.case_id, by=by, expected_version=expected_version) as act:
        direction, function = act.lock(function.direction), act.lock(function)
        act.need(reason.strip(), "no_reason", "Give the evidence, and what the legal adviser settled.")
        act.need(function.handed_back_on is None, "handed_back", f"It was handed back on {function.handed_back_on}.")
        act.adopt(direction)
        named = function.text.casefold() in direction.letter.casefold()
        message = f"The letter that the minister approved does not name this function: {function.text}"
        act.need(named or not direction.letter, "other_function", message)
        act.check(direction)
        act.spend(direction)
        function.handed_back_on = act.today
        function.save()
        act.tell(subject=direction.key, reason=reason, after={"function": function.text})
    return function


def enforce_directions(*, by: User, direction: Direction, breach: str, expected_version: int | None = None) -> None:
    """Record an application to the High Court for a mandatory order (T57, s.15(13))."""
    with acting("enforce_directions", case=direction.case_id, by=by, expected_version=expected_version) as act:
        direction = act.lock(direction)
        act.need(breach.strip(), "no_breach", "Give the evidence of the breach, and the legal advice.")
        act.adopt(direction)
        act.check(direction)
        act.spend(direction)
        act.tell(subject=direction.key, reason=breach)


def record_action_progress(
    *, by: User, action: DirectedAction, on: dt.date, standing: str, text: str, expected_version: int | None = None
) -> ActionProgress:
    """Record what is known about one directed action on a day, in words; nothing follows from it by itself (N2)."""
    case = action.direction.case_id
    with acting("record_action_progress", case=case, by=by, expected_version=expected_version) as act:
        direction = act.lock(action.direction)
        act.need(direction.state == "made", "not_made", "The directions are not in force.")
        act.need(on <= act.today, "later", "It is recorded as it stands today or stood before.")
        act.need(text.strip(), "no_text", "Say what it rests on.")
        act.check(direction)
        made: ActionProgress = action.progress.create(on=on, standing=standing, text=text, recorded_by=by)
        act.tell(subject=direction.key, effective_on=on, after={"action": action.text})
    return made


def record_cost(
    *,
    by: User,
    direction: Direction,
    what: str,
    starts_on: dt.date,
    ends_on: dt.date,
    pounds: Decimal,
    paid_by: str,
    source: str,
    expected_version: int | None = None,
) -> Cost:
    """Record what the intervention cost over a stretch of time, and who paid (R24)."""
    with acting("record_cost", case=direction.case_id, by=by, expected_version=expected_version) as act:
        direction = act.lock(direction)
        act.need(starts_on <= ends_on, "ends_before", "The last day must not come before the first.")
        act.need(ends_on <= act.today, "later", "A cost is recorded once it has arisen.")
        act.need(pounds >= 0, "negative", "An amount is not less than nothing.")
        said = what.strip() and paid_by.strip() and source.strip()
        act.need(said, "incomplete", "Say what it was for, who pays, and where the figure comes from.")
        act.check(direction)
        made: Cost = direction.costs.create(
            what=what, starts_on=starts_on, ends_on=ends_on, pounds=pounds, paid_by=paid_by, source=source
        )
        act.tell(subject=direction.key, after={"cost": made.pk})
    return made
