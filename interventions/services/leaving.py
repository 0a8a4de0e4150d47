"""Ending directions: revoked, left to lapse, or ended by the law with nothing decided (T60 to T62)."""

import datetime as dt

from bestvalue import clock
from bestvalue.accounts.models import User
from cases.models import NOT_PUBLISHED, NotPublished
from cases.services.act import Act, Past, acting
from cases.services.landing import sustained_stages
from cases.stages import Stage
from interventions.models import Direction

from .oversight import open_oversight

VIEWS = ("authority", "commissioners", "officials")


def revoke_directions(
    *,
    by: User,
    direction: Direction,
    reason: str,
    views: dict[str, str] | NotPublished,
    review_due_on: dt.date | NotPublished | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Direction:
    """Revoke directions before their end (T60), with the views kept apart (R26).

    Oversight begins the day after, and its review is due on the day that was decided with the letter (R28);
    `review_due_on` is given only for a past entry.
    """
    with acting(
        "revoke_directions", case=direction.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        direction = act.lock(direction)
        return _leave(act, direction, Direction.Ending.REVOKED, act.today, reason, views, review_due_on)


def let_directions_lapse(
    *,
    by: User,
    direction: Direction,
    reason: str,
    views: dict[str, str] | NotPublished,
    review_due_on: dt.date | NotPublished | None = None,
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
    review_due_on: dt.date | NotPublished | None,
) -> Direction:
    act.need(direction.state == "made", "ended", f"These directions had already ended on {direction.ended_on}.")
    act.need(reason.strip(), "no_reason", "Give the reasons.")
    told = views is NOT_PUBLISHED or all(views.get(who, "").strip() for who in VIEWS)
    act.need(told, "no_views", "Give the views of authority, commissioners and officials, each (R26).")
    act.adopt(direction)
    review = review_due_on if act.past else direction.oversight_review_on
    later = not isinstance(review, dt.date) or review > on + dt.timedelta(days=1)
    act.need(later, "review_before", "The review after the last directions comes after oversight has begun.")
    act.check(direction)
    act.spend(direction)
    end_directions(direction, on, ending, views)
    act.go(_stage_after(act, on, review or NOT_PUBLISHED))
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


def end_directions(
    direction: Direction, on: dt.date | None, ending: str, views: dict[str, str] | NotPublished | None = None
) -> None:
    """End a set of directions on a day, unless the caller's act has done so."""
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
