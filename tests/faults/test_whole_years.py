"""Years lived through in seconds, with a sweep each week: people are asked on the days that are set, and nothing moves.

N1, N11, N12: a notice neither reissues nor closes itself, and oversight does not end by a date.
"""

import datetime as dt

from dateutil.relativedelta import relativedelta

from bestvalue import clock
from cases.models import Clock, Prompt, Task
from cases.services.sweeping import sweep
from cases.stages import Stage
from interventions.services.oversight import close_after_oversight, receive_oversight_review
from notices.services import do_not_reissue_notice, draft_requirement, log_return, serve_requirement
from tests.lifecycle.build import Play


def live_on(play: Play, last: dt.date) -> None:
    """Sweep each week up to that day; the case is then as it was."""
    before = play.stage, type(play.case).objects.get(pk=play.case.pk).version
    while clock.today() < last:
        play.wait(7)
        sweep()
    assert (play.stage, type(play.case).objects.get(pk=play.case.pk).version) == before


def asked(kind: str) -> list[tuple[str, dt.date]]:
    """The prompts of one kind of clock and their legal days; each was given by the first sweep from that day on."""
    prompts = Prompt.objects.filter(clock__kind=kind).order_by("on")
    assert all(0 <= (each.given_at.astimezone(clock.LONDON).date() - each.on).days < 7 for each in prompts)
    return [(each.point, each.on) for each in prompts]


def test_a_whole_year_of_a_notice_asks_four_times_and_decides_nothing(play: Play) -> None:
    notice = play.noticed()
    end = notice.ends_on
    assert end is not None
    live_on(play, end + dt.timedelta(days=60))
    days = [
        *((f"{count}-months-before", end - relativedelta(months=count)) for count in (3, 2, 1)),
        ("day-after", end + dt.timedelta(days=1)),
    ]
    assert asked("notice_period") == days
    assert play.stage == Stage.BEST_VALUE_NOTICE
    assert Task.objects.get(state="open").asks.endswith("nothing follows by itself")
    play.approved("do_not_reissue_notice", notice)
    do_not_reissue_notice(by=play.lead, notice=notice, reason="A balanced plan.")
    assert [each.closing for each in Task.objects.order_by("prompt__on")] == ["overtaken"] * 3 + ["done"]
    assert Clock.objects.get(kind="notice_period").state == "met"


def test_twelve_months_of_oversight_ask_until_the_review_is_received(play: Play) -> None:
    period = play.watched()
    due = period.review_due_on
    assert due is not None
    assert due >= period.starts_on + relativedelta(months=12)
    live_on(play, due + dt.timedelta(days=30))
    days = [
        *((f"{count}-months-before", due - relativedelta(months=count)) for count in (6, 3, 1)),
        ("on-the-day", due),
    ]
    assert asked("oversight_review") == days
    assert play.stage == Stage.OVERSIGHT
    receive_oversight_review(
        by=play.deputy_director, case=play.case, reviewer="A peer", findings="It holds.", independence="From elsewhere."
    )
    assert not Task.objects.filter(state="open", clock__kind="oversight_review").exists()
    play.act(close_after_oversight, "period", type(period).objects.get(pk=period.pk), reason="It holds.")
    assert not Clock.objects.filter(state="running").exists()


def test_a_return_that_is_late_is_asked_about_and_nothing_else(play: Play) -> None:
    """N13: however late it is, that is no failure of the Duty; the task ends when the return is logged."""
    due_on = clock.today() + dt.timedelta(days=30)
    asks = {"question": "Cash flow", "function": "Finance", "format": "A table", "frequency": "once", "due_on": due_on}
    drafted = draft_requirement(by=play.officer, case=play.case, purpose="To follow.", items=[asks])
    required = play.act(serve_requirement, "requirement", drafted)
    live_on(play, due_on + dt.timedelta(days=100))
    days = [("week-before", due_on - dt.timedelta(days=7)), ("day-after", due_on + dt.timedelta(days=1))]
    assert asked("requirement_return") == days
    assert "no failure of the Duty" in Task.objects.get(state="open").asks
    log_return(by=play.officer, item=required.items.get(), received_on=clock.today(), summary="Figures.")
    assert not Task.objects.filter(state="open").exists()
    assert play.stage == Stage.EARLY_ENGAGEMENT
