"""Ending notices: withdrawal, and the decision not to reissue (T15, T17)."""

import datetime as dt

from bestvalue import clock
from bestvalue.accounts.models import User
from cases.services.act import Act, Past, acting
from cases.services.landing import land
from cases.stages import Stage
from notices.models import InformationRequirement, Notice


def withdraw_notice(
    *,
    by: User,
    notice: Notice,
    reason: str,
    to: Stage | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Notice:
    """Withdraw a notice before its end (T15); the decider picks where the case goes (rulings 3)."""
    with acting("withdraw_notice", case=notice.case_id, by=by, past=past, expected_version=expected_version) as act:
        return _end(act, notice, Notice.Ending.WITHDRAWN, act.today, reason, to)


def do_not_reissue_notice(
    *,
    by: User,
    notice: Notice,
    reason: str,
    to: Stage | None = None,
    past: Past | None = None,
    expected_version: int | None = None,
) -> Notice:
    """Record the decision not to reissue (T17). A decision before the end takes effect on the last day (rulings 7)."""
    with acting(
        "do_not_reissue_notice", case=notice.case_id, by=by, past=past, expected_version=expected_version
    ) as act:
        notice = act.lock(notice)
        effective = max(act.today, notice.ends_on or act.today)
        act.need(
            effective <= clock.today(), "not_yet", "The decision takes effect when the period ends; record it then."
        )
        return _end(act, notice, Notice.Ending.NOT_REISSUED, effective, reason, to)


def _end(act: Act, notice: Notice, ending: str, on: dt.date, reason: str, to: Stage | None) -> Notice:
    notice = act.lock(notice)
    act.need(notice.is_live, "ended", f"The notice had already ended on {notice.ended_on}.")
    act.need(reason.strip(), "no_reason", "Give the reasons.")
    act.check(notice)
    act.adopt(notice)
    act.spend(notice)
    notice.end()
    notice.ended_on, notice.ending = on, ending
    notice.save()
    _end_requirements(act, notice, on)
    land(act, to, ending=notice, outcome=reason)
    act.tell(subject=notice.key, reason=reason, effective_on=on, after={"ending": str(ending)})
    return notice


def _end_requirements(act: Act, notice: Notice, on: dt.date) -> None:
    """A requirement that came with the notice, or with one it replaced, ends with it."""
    act.touch(InformationRequirement)
    served = InformationRequirement.objects.filter(case=notice.case_id, state="served", notice__isnull=False)
    for requirement in served.select_for_update(of=("self",)):
        requirement.end()
        requirement.ended_on, requirement.ending = on, InformationRequirement.Ending.WITH_NOTICE
        requirement.save()
