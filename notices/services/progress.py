"""Recording how far each expectation of a notice is met, in words (R8; never counted, N2 and N3)."""

import datetime as dt

from bestvalue.accounts.models import User
from cases.services.act import acting
from notices.models import ExpectationProgress, NoticeExpectation


def record_progress(
    *,
    by: User,
    expectation: NoticeExpectation,
    on: dt.date,
    finding: str,
    text: str,
    expected_version: int | None = None,
) -> ExpectationProgress:
    """Record what is known about one expectation on a day, and what that rests on. Earlier findings stay."""
    notice = expectation.notice
    with acting("record_progress", case=notice.case_id, by=by, expected_version=expected_version) as act:
        notice = act.lock(notice)
        act.need(notice.is_live, "ended", "The notice is not in force.")
        act.need(finding in ExpectationProgress.Finding.values, "unknown_finding", "Choose one of the findings.")
        act.need(text.strip(), "no_text", "Say what the finding rests on.")
        begun = notice.issued_on is None or on >= notice.issued_on
        act.need(begun and on <= act.today, "wrong_day", "Progress is recorded as at a day since the issue.")
        act.check(notice)
        made = ExpectationProgress.objects.create(
            expectation=expectation, on=on, finding=finding, text=text, recorded_by=by
        )
        act.tell(subject=notice.key, effective_on=on, after={"expectation": expectation.number, "finding": finding})
    return made
