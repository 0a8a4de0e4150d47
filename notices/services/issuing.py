"""Issuing notices: the first, a revised one, and the next (T12, T14, T16, T18)."""

import datetime as dt

from dateutil.relativedelta import relativedelta

from bestvalue.accounts.models import User
from cases.models import NOT_PUBLISHED, NotPublished
from cases.services.act import Act, Past, acting
from cases.services.landing import step_on
from cases.stages import Stage
from notices.completeness import missing_from
from notices.models import Notice


def issue_notice(
    *,
    by: User,
    notice: Notice,
    ends_on: dt.date | NotPublished | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Notice:
    """Issue a notice on a minister's decision on its exact text (T12); from a stronger stage it runs in parallel.

    Its period runs for the months that were approved; `ends_on` is given only for a past entry.
    """
    with acting("issue_notice", case=notice.case_id, by=by, past=past, expected_version=expected_version) as act:
        notice = _ready(act, notice, ends_on)
        _put_in_force(act, notice)
        act.go(step_on(act, Stage.BEST_VALUE_NOTICE))
    return notice


def revise_notice(
    *,
    by: User,
    notice: Notice,
    ends_on: dt.date | NotPublished | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Notice:
    """Replace the notice in force by a revised one before its end (T14)."""
    with acting("revise_notice", case=notice.case_id, by=by, past=past, expected_version=expected_version) as act:
        return _replace(act, notice, ends_on, Notice.Ending.REVISED)


def reissue_notice(
    *,
    by: User,
    notice: Notice,
    ends_on: dt.date | NotPublished | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Notice:
    """Reissue a notice whose period has ended (T18)."""
    with acting("reissue_notice", case=notice.case_id, by=by, past=past, expected_version=expected_version) as act:
        return _replace(act, notice, ends_on, Notice.Ending.REISSUED)


def record_period_end(*, by: User, notice: Notice, ended_on: dt.date, past: Past | None = None) -> Notice:
    """Record that the period ended on a published day (T16); it decides nothing (N12)."""
    with acting("record_period_end", case=notice.case_id, by=by, past=past) as act:
        notice = act.lock(notice)
        act.need(notice.is_live, "ended", f"The notice had already ended on {notice.ended_on}.")
        act.need(ended_on <= act.today, "not_yet", "The period has not ended yet.")
        known = notice.ends_on
        act.need(known in (None, ended_on), "other_end", f"The period was published as running until {known}.")
        act.need(
            not notice.issued_on or ended_on > notice.issued_on, "before_start", "It cannot end before it was issued."
        )
        act.check(notice)
        notice.set_facts(ends_on=ended_on)
        notice.save()
        act.tell(subject=notice.key, effective_on=ended_on)
    return notice


def _ready(act: Act, notice: Notice, ends_on: dt.date | NotPublished | None) -> Notice:
    """The notice, locked, with the end of its period set: as published, else from the period that was approved."""
    notice = act.lock(notice)
    if not act.past:
        ends_on = act.today + relativedelta(months=notice.period_months or 0)
    elif ends_on is None:
        ends_on = NOT_PUBLISHED
    act.need(
        ends_on is NOT_PUBLISHED or ends_on > act.today,
        "ends_before",
        "The period must end after the notice is issued.",
    )
    if not act.past:
        _need_complete(act, notice)
    act.check(notice)
    notice.set_facts(ends_on=ends_on)
    return notice


def _put_in_force(act: Act, notice: Notice) -> None:
    act.spend(notice)
    notice.issue()
    notice.issued_by = act.by
    notice.set_facts(issued_on=act.dated)
    notice.save()
    act.tell(subject=notice.key, after={"until": str(notice.ends_on or NOT_PUBLISHED)})


def _need_complete(act: Act, notice: Notice) -> None:
    act.unmet.extend(missing_from(notice))
    act.need(
        act.by.pk != notice.drafted_by_id, "own_draft", "A notice is issued by somebody other than its drafter (R1)."
    )


def _replace(act: Act, notice: Notice, ends_on: dt.date | NotPublished | None, ending: str) -> Notice:
    notice = _ready(act, notice, ends_on)
    earlier = Notice.objects.select_for_update().get(case=act.case, state="issued")
    earlier.end()
    earlier.ended_on, earlier.ending = act.today, ending
    earlier.save()
    notice.replaces = earlier
    _put_in_force(act, notice)
    act.go(Stage(act.case.stage))
    act.tell(before={"notice": earlier.key})
    return notice
