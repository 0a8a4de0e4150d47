"""Making and ending directions (T46, T48, T53, T54, T57, T60, T61; LGA 1999 s.15)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import User
from cases.models import NOT_PUBLISHED, Case, NotPublished
from cases.services.act import Act, Past, acting, origin
from cases.services.landing import step_on, sustained_stages
from cases.stages import Stage
from interventions.models import DirectedAction, DirectedFunction, Direction, Package, Proposal

from .oversight import open_oversight
from .proposals import need_after_window


def draft_directions(
    *,
    by: User,
    case: Case,
    proposal: Proposal | None = None,
    actions: Sequence[str] = (),
    functions: Sequence[dict[str, Any]] = (),
    past: Past | None = None,
    **fields: Any,
) -> Direction:
    """Draft a set of directions, on a proposal or for the urgent route; `functions` give text and is_reserve."""
    with acting("draft_directions", case=case.pk, by=by, past=past) as act:
        act.check()
        direction = Direction(case=act.case, proposal=proposal, **origin(past))
        direction.set_facts(**fields)
        direction.save(force_insert=True)
        DirectedAction.objects.bulk_create(DirectedAction(direction=direction, text=text) for text in actions)
        DirectedFunction.objects.bulk_create(DirectedFunction(direction=direction, **each) for each in functions)
        act.tell(subject=direction.key)
    return direction


def make_directions(
    *,
    by: User,
    direction: Direction,
    ends_on: dt.date | NotPublished | None = None,
    outcome: str = Proposal.Outcome.INTERVENE,
    reason: str = "",
    package_fate: str = "",
    to: Stage | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Direction:
    """Make directions after the representations were considered (T46); an earlier set ends the same day (T50).

    They end as drafted and decided on; `ends_on` is given only for a past entry.
    `package_fate` says whether a live non-statutory package `continues`, `ends` or is `absorbed` (rulings 4).
    """
    with acting("make_directions", case=direction.case_id, by=by, past=past, expected_version=expected_version) as act:
        direction = act.lock(direction)
        proposal = act.lock(direction.proposal) if direction.proposal else None
        if proposal:
            need_after_window(act, proposal)
        package = _need_package_fate(act, package_fate)
        _need_contents(act, direction, ends_on)
        heard = proposal is not None and proposal.is_live and proposal.case_id == act.case.pk
        act.need(heard, "no_proposal", "These directions rest on no undecided proposal put to this authority (R16).")
        act.check(direction)
        _put_in_force(act, direction)
        if proposal:
            proposal.decide()
            proposal.decided_on, proposal.outcome, proposal.reason_decided = act.today, outcome, reason
            proposal.save()
        _settle_package(act, package, package_fate)
        act.go(to or step_on(act, Stage.INTERVENTION))
        act.tell(subject=direction.key, reason=reason, after={"outcome": str(outcome), "until": str(direction.ends_on)})
    return direction


def make_urgent_directions(
    *,
    by: User,
    direction: Direction,
    ends_on: dt.date | NotPublished | None = None,
    package_fate: str = "",
    past: Past | None = None,
    expected_version: int | None = None,
) -> Direction:
    """Make directions without representations, on the Secretary of State's own decision (T48, T56, s.15(11)-(12))."""
    with acting(
        "make_urgent_directions", case=direction.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        direction = act.lock(direction)
        package = _need_package_fate(act, package_fate)
        _need_contents(act, direction, ends_on)
        act.need(direction.is_urgent, "not_urgent", "These directions were not drafted for the urgent route.")
        act.check(direction)
        _put_in_force(act, direction)
        _settle_package(act, package, package_fate)
        act.go(step_on(act, Stage.INTERVENTION))
        act.tell(subject=direction.key, reason=direction.urgency_reason, after={"until": str(direction.ends_on)})
    return direction


def _need_contents(act: Act, direction: Direction, ends_on: dt.date | NotPublished | None) -> None:
    """Set the end that a past entry gives, else keep the one that was drafted and decided on; note what is missing."""
    if act.past and ends_on is not None:
        direction.set_facts(ends_on=ends_on)
    ends_before = direction.ends_on and direction.ends_on < act.today
    act.need(not ends_before, "ends_before", "Directions must not end before they start.")
    if not act.past:
        open_ended = direction.is_open_ended and direction.review_on
        message = "Give an end date, or say it is open-ended and give a review date (R23)."
        act.need(direction.ends_on or open_ended, "no_end", message)
        listed = direction.actions.exists() or direction.functions.exists()
        act.need(listed, "nothing_directed", "List the actions and functions that are directed (R22).")
        act.need(direction.recitals.strip(), "no_recitals", "Give the evidence and reasons (R15).")


def _need_package_fate(act: Act, fate: str) -> Package | None:
    package = Package.objects.select_for_update().filter(case=act.case, state="agreed").first()
    said = act.past or fate in ("continues", "ends", "absorbed")
    act.need(not package or said, "package_fate", "Say whether the package continues, ends or is absorbed (rulings 4).")
    return package


def _settle_package(act: Act, package: Package | None, fate: str) -> None:
    if package and fate in ("ends", "absorbed"):
        package.end()
        package.ended_on, package.ending = act.today, "Absorbed by directions" if fate == "absorbed" else "Ended"
        package.save()


def _put_in_force(act: Act, direction: Direction) -> None:
    """Spend the decision, end the earlier set, and make the new one."""
    act.spend(direction)
    earlier = Direction.objects.select_for_update().filter(case=act.case, state="made").first()
    if earlier:
        lapsed = earlier.lapsed_undecided(act.today)
        _end(
            earlier,
            earlier.ends_on if lapsed else act.today,
            Direction.Ending.LAPSED if lapsed else Direction.Ending.REPLACED,
        )
        direction.replaces = earlier
    direction.make()
    direction.set_facts(starts_on=act.dated)
    direction.save()


def revoke_directions(
    *,
    by: User,
    direction: Direction,
    reason: str,
    views: dict[str, str] | NotPublished,
    review_due_on: dt.date | NotPublished,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Direction:
    """Revoke directions before their end (T60), with the views kept apart (R26).

    Oversight begins the day after (R28).
    """
    with acting(
        "revoke_directions", case=direction.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        return _leave(act, direction, Direction.Ending.REVOKED, act.today, reason, views, review_due_on)


def let_directions_lapse(
    *,
    by: User,
    direction: Direction,
    reason: str,
    views: dict[str, str] | NotPublished,
    review_due_on: dt.date | NotPublished,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Direction:
    """Record the decision to let directions lapse, on or after their last day (T61, rulings 7)."""
    with acting(
        "let_directions_lapse", case=direction.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        direction = act.lock(direction)
        last_day = direction.ends_on or act.today
        act.need(
            last_day <= max(act.today, clock.today() if past else act.today), "not_yet", f"They run until {last_day}."
        )
        return _leave(act, direction, Direction.Ending.LAPSED, last_day, reason, views, review_due_on)


def _leave(
    act: Act,
    direction: Direction,
    ending: str,
    on: dt.date,
    reason: str,
    views: dict[str, str] | NotPublished,
    review_due_on: dt.date | NotPublished,
) -> Direction:
    direction = act.lock(direction)
    act.need(direction.state == "made", "ended", f"These directions had already ended on {direction.ended_on}.")
    act.need(reason.strip(), "no_reason", "Give the reasons.")
    told = {
        who
        for who in ("authority", "commissioners", "officials")
        if views is not NOT_PUBLISHED and views.get(who, "").strip()
    }
    act.need(
        views is NOT_PUBLISHED or len(told) == 3,
        "no_views",
        "Give the views of authority, commissioners and officials, each (R26).",
    )
    act.check(direction)
    act.spend(direction)
    _end(direction, on, ending, views)
    act.go(_stage_after(act, on, review_due_on))
    act.tell(subject=direction.key, reason=reason, effective_on=on, after={"ending": str(ending)})
    return direction


def _stage_after(act: Act, on: dt.date, review_due_on: dt.date | NotPublished) -> Stage:
    """A package that still runs keeps the intervention; on the eve of abolition nothing follows (rulings 8).

    Else oversight.
    """
    present = Stage(act.case.stage)
    if Stage.INTERVENTION in sustained_stages(act):
        return Stage.INTERVENTION
    abolished_on = act.case.authority.ends_on
    if abolished_on and abolished_on <= on + dt.timedelta(days=1):
        return present
    open_oversight(act, starts_on=on + dt.timedelta(days=1), review_due_on=review_due_on)
    return Stage.OVERSIGHT


def _end(
    direction: Direction, on: dt.date | None, ending: str, views: dict[str, str] | NotPublished | None = None
) -> None:
    direction.end()
    direction.ended_on, direction.ending = on, ending
    if views is not None:
        direction.set_facts(views_on_exit=views)
    direction.save()


def record_directions_end(*, by: User, direction: Direction, ended_on: dt.date, past: Past) -> Direction:
    """Record that directions reached their end with nothing decided (T62): the law ended them.

    The stage does not move.
    """
    with acting("record_directions_end", case=direction.case_id, by=by, past=past) as act:
        direction = act.lock(direction)
        act.need(direction.state == "made", "ended", f"These directions had already ended on {direction.ended_on}.")
        early = direction.ends_on and ended_on < direction.ends_on
        act.need(not early, "other_end", f"They were published as running until {direction.ends_on}.")
        act.need(
            not direction.starts_on or ended_on >= direction.starts_on,
            "before_start",
            "They cannot end before they started.",
        )
        act.check(direction)
        direction.set_facts(ends_on=direction.ends_on or ended_on)
        direction.save()
        act.tell(subject=direction.key, effective_on=ended_on)
    return direction


def log_instruction(
    *, by: User, function: DirectedFunction, instruction: str, expected_version: int | None = None
) -> None:
    """Log a commissioner's written instruction under a function they hold (T53)."""
    with acting("log_instruction", case=function.direction.case_id, by=by, expected_version=expected_version) as act:
        act.need(instruction.strip(), "no_instruction", "Give the instruction.")
        direction = act.lock(function.direction)
        act.need(direction.in_force(act.today), "not_in_force", "The directions are not in force.")
        act.check(direction)
        act.tell(subject=direction.key, reason=instruction, after={"function": function.text})


def hand_back_function(
    *, by: User, function: DirectedFunction, reason: str, expected_version: int | None = None
) -> DirectedFunction:
    """Stop exercising a function in practice (T54); its transfer in law ends only by directions or their end."""
    with acting("hand_back_function", case=function.direction.case_id, by=by, expected_version=expected_version) as act:
        direction, function = act.lock(function.direction), act.lock(function)
        act.need(reason.strip(), "no_reason", "Give the evidence, and what the legal adviser settled.")
        act.need(function.handed_back_on is None, "handed_back", f"It was handed back on {function.handed_back_on}.")
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
        act.check(direction)
        act.spend(direction)
        act.tell(subject=direction.key, reason=breach)
