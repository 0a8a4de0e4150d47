"""Drafting and making directions, heard first or urgently (T46, T48; LGA 1999 s.15)."""

import datetime as dt
from typing import Any

from bestvalue.accounts.models import User
from bestvalue.errors import Refused, Unmet
from cases.models import Case, NotPublished
from cases.services.act import Act, Past, acting
from cases.services.landing import step_on
from cases.stages import Stage
from interventions.models import Direction, Package, Proposal

from .drafts import Draft, begin, document_of, edit
from .leaving import end_directions
from .people import need_drafted_by_another
from .proposals import need_after_window

DIRECTIONS = Draft(
    Direction,
    "draft_directions",
    "edit_directions",
    document_of("make_directions"),
    fields=(
        *("recitals", "memorandum", "difference", "package_fate"),
        *("is_urgent", "urgency_reason", "legal_advice", "notice_to_authority", "notice_to_representatives"),
        *("ends_on", "is_open_ended", "review_on"),
    ),
    parts=("actions", "functions", "findings"),
)


def draft_directions(
    *,
    by: User,
    case: Case,
    proposal: Proposal | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
    **given: Any,
) -> Direction:
    """Draft a set of directions, on a proposal or for the urgent route; the parts are as those of a proposal."""
    if proposal and proposal.case_id != case.pk:
        raise Refused([Unmet("other_case", "They rest on a proposal of their own case.")])
    drafted: Direction = begin(
        DIRECTIONS, by=by, case=case, past=past, expected_version=expected_version, given=given, proposal=proposal
    )
    return drafted


def edit_directions(*, by: User, direction: Direction, expected_version: int | None = None, **given: Any) -> Direction:
    """Edit draft directions."""
    edited: Direction = edit(DIRECTIONS, by=by, draft=direction, expected_version=expected_version, given=given)
    return edited


def make_directions(
    *,
    by: User,
    direction: Direction,
    ends_on: dt.date | NotPublished | None = None,
    outcome: str = "",
    reason: str = "",
    to: Stage | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Direction:
    """Make directions after the representations were considered (T46); an earlier set ends the same day (T50).

    All that they say was drafted and decided on; `ends_on` and `outcome` are given only for a past entry.
    """
    with acting("make_directions", case=direction.case_id, by=by, past=past, expected_version=expected_version) as act:
        direction = act.lock(direction)
        proposal = act.lock(direction.proposal) if direction.proposal else None
        if proposal:
            need_after_window(act, proposal)
        package = _need_package_fate(act, direction)
        _need_contents(act, direction, ends_on)
        heard = proposal is not None and proposal.is_live and proposal.case_id == act.case.pk
        act.need(heard, "no_proposal", "These directions rest on no undecided proposal put to this authority (R16).")
        act.check(direction)
        _put_in_force(act, direction)
        outcome = outcome or direction.outcome()
        if proposal:
            proposal.decide()
            proposal.decided_on, proposal.outcome, proposal.reason_decided = act.today, outcome, reason
            proposal.save()
        _settle_package(act, package, direction)
        act.go(to or step_on(act, Stage.INTERVENTION))
        act.tell(subject=direction.key, reason=reason, after={"outcome": str(outcome), "until": str(direction.ends_on)})
    return direction


def make_urgent_directions(
    *,
    by: User,
    direction: Direction,
    ends_on: dt.date | NotPublished | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Direction:
    """Make directions without representations, on the Secretary of State's own decision (T48, T56, s.15(11)-(12))."""
    with acting(
        "make_urgent_directions", case=direction.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        direction = act.lock(direction)
        package = _need_package_fate(act, direction)
        _need_contents(act, direction, ends_on)
        act.need(direction.is_urgent, "not_urgent", "These directions were not drafted for the urgent route.")
        act.check(direction)
        _put_in_force(act, direction)
        _settle_package(act, package, direction)
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
        need_drafted_by_another(act, direction)
        act.unmet.extend(direction.lacks())


def _need_package_fate(act: Act, direction: Direction) -> Package | None:
    package = Package.objects.select_for_update().filter(case=act.case, state="agreed").first()
    said = act.past or direction.package_fate
    act.need(not package or said, "package_fate", "Say whether the package continues, ends or is absorbed (rulings 4).")
    return package


def _settle_package(act: Act, package: Package | None, direction: Direction) -> None:
    act.touch(Package)
    if package and direction.package_fate in ("ends", "absorbed"):
        package.end()
        absorbed = direction.package_fate == "absorbed"
        package.ended_on, package.ending = act.today, "Absorbed by directions" if absorbed else "Ended"
        package.save()


def _put_in_force(act: Act, direction: Direction) -> None:
    """Spend the decision, end the earlier set, and make the new one."""
    act.spend(direction)
    earlier = Direction.objects.select_for_update().filter(case=act.case, state="made").first()
    if earlier:
        lapsed = earlier.lapsed_undecided(act.today)
        end_directions(
            earlier,
            earlier.ends_on if lapsed else act.today,
            Direction.Ending.LAPSED if lapsed else Direction.Ending.REPLACED,
        )
        direction.replaces = earlier
    direction.make()
    direction.issued_by = None if act.past else act.by
    direction.set_facts(starts_on=act.dated)
    direction.save()


def send_urgency_notices(
    *,
    by: User,
    direction: Direction,
    authority_told_on: dt.date,
    representatives_told_on: dt.date,
    expected_version: int | None = None,
) -> Direction:
    """Record when both notices of LGA 1999 s.15(12) went out; they go at once (R17)."""
    with acting("send_urgency_notices", case=direction.case_id, by=by, expected_version=expected_version) as act:
        direction = act.lock(direction)
        act.need(direction.is_urgent, "not_urgent", "These directions were not made urgently.")
        act.need(direction.authority_told_on is None, "told", f"They were sent on {direction.authority_told_on}.")
        for day in (authority_told_on, representatives_told_on):
            in_time = direction.starts_on and direction.starts_on <= day <= act.today
            act.need(in_time, "wrong_day", "They go out once the directions are made, and not in the future.")
        act.check(direction)
        direction.authority_told_on, direction.representatives_told_on = authority_told_on, representatives_told_on
        direction.save()
        act.tell(subject=direction.key, effective_on=max(authority_told_on, representatives_told_on))
    return direction
