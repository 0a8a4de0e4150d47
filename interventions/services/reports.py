"""Progress reports and replies (T52, N24)."""

import datetime as dt

from bestvalue.accounts.models import User
from cases.models import Case, NotPublished
from cases.services.act import Past, acting, origin
from interventions.models import ProgressReport


def receive_progress_report(
    *,
    by: User,
    case: Case,
    author: str | NotPublished,
    dated_on: dt.date | NotPublished,
    received_on: dt.date | NotPublished,
    scope_recommended: str | NotPublished,
    text: str,
    past: Past | None = None,
    expected_version: int | None = None,
) -> ProgressReport:
    """Record a progress report, in its authors' own words."""
    with acting("receive_progress_report", case=case.pk, by=by, past=past, expected_version=expected_version) as act:
        came = received_on if isinstance(received_on, dt.date) else act.today
        act.need(came <= act.today, "later", "A report is recorded once it has come.")
        act.need(text.strip(), "no_text", "Give the report.")
        act.check()
        report = ProgressReport(case=act.case, text=text, **origin(past))
        report.set_facts(author=author, dated_on=dated_on, received_on=received_on, scope_recommended=scope_recommended)
        report.save(force_insert=True)
        act.tell(subject=report.key, effective_on=came)
    return report


def reply_to_report(
    *, by: User, report: ProgressReport, answer: str = "", expected_version: int | None = None
) -> ProgressReport:
    """Record the minister's reply, decided on its exact text; the one that was approved where none is given."""
    with acting("reply_to_report", case=report.case_id, by=by, expected_version=expected_version) as act:
        report = act.lock(report)
        act.need(report.state == "received", "replied", f"It was answered on {report.replied_on}.")
        act.adopt(report)
        report.answer = answer or report.answer
        act.need(report.answer.strip(), "no_answer", "Give the reply.")
        act.check()
        act.spend(report)
        report.reply()
        report.replied_on = act.today
        report.save()
        act.tell(subject=report.key)
    return report
