"""A year of one notice, and each way out, lived through with the clock (C1, R8; T12 to T18)."""

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta

from bestvalue import clock
from cases.models import Publication
from cases.services.packs import approve_publication, prepare_publication, publish_pack
from cases.stages import Stage
from interventions.services.inspections import appoint_inspector
from interventions.services.proposals import propose_intervention
from notices.models import Notice, RequirementItem
from notices.periods import next_due, prompts, words
from notices.services import (
    do_not_reissue_notice,
    draft_requirement,
    issue_notice,
    log_return,
    record_progress,
    reissue_notice,
    revise_notice,
    serve_notice,
    serve_requirement,
    withdraw_notice,
)

from .build import Play, refusals

ITEM = {"question": "Cash flow", "function": "Finance", "format": "A spreadsheet", "frequency": "monthly"}
LETTER = "# Your notice\n\nIt will not be reissued."


def again(notice: Notice) -> Notice:
    """The notice as it now is."""
    found: Notice = Notice.objects.select_related("case__authority").get(pk=notice.pk)
    return found


def end_of(notice: Notice) -> dt.date:
    """The last day of its period."""
    assert notice.ends_on is not None  # every notice of today has one
    return notice.ends_on


def test_a_year_of_one_notice(play: Play) -> None:
    notice = play.act(issue_notice, "notice", play.a_notice())
    for recipient in notice.recipients.all():
        serve_notice(by=play.officer, recipient=recipient, served_on=clock.today(), how="Email", proof="Receipt")
    pack = prepare_publication(
        by=play.officer, instrument=notice, title="Notice", statement="Issued.", in_force_until=notice.ends_on
    )
    approve_publication(by=play.deputy_director, pack=pack, digest=pack.digest())
    publish_pack(by=play.press, pack=pack, digest=pack.digest())
    due_on = clock.today() + dt.timedelta(days=30)
    required = draft_requirement(
        by=play.officer, case=play.case, purpose="To follow.", items=[{**ITEM, "due_on": due_on}], notice=notice
    )
    required = play.act(serve_requirement, "requirement", required)
    item = RequirementItem.objects.get(requirement=required)
    for _ in range(3):
        play.wait(31)
        due = next_due(item, clock.today())
        assert due is not None
        log_return(by=play.officer, item=item, received_on=clock.today(), summary="Figures.")
    item = RequirementItem.objects.get(pk=item.pk)
    assert len({each.answers_due_on for each in item.returns.all()}) == 3
    record_progress(
        by=play.officer,
        expectation=notice.expectations.get(),
        on=clock.today(),
        finding="in_part",
        text="A plan.",
    )
    assert words(again(notice), clock.today()) == ""
    for day in prompts(notice):
        play.on(day)
        assert words(again(notice), clock.today()).startswith("Prepare advice: the period ends on")
        assert play.stage == Stage.BEST_VALUE_NOTICE
    play.on(end_of(notice))
    assert again(notice).standing(clock.today()) == "in_force"
    play.wait(1)
    for _ in range(5):
        assert again(notice).standing(clock.today()) == "period_ended"
        assert words(again(notice), clock.today()) == "The period has ended. A decision by a minister is awaited."
        assert play.stage == Stage.BEST_VALUE_NOTICE
        play.wait(7)
    play.approved("do_not_reissue_notice", notice, ending_letter=LETTER)
    ended = do_not_reissue_notice(by=play.lead, notice=notice, reason="A balanced plan.", to=Stage.EARLY_ENGAGEMENT)
    assert (ended.ending, ended.ending_letter, play.stage) == ("not_reissued", LETTER, Stage.EARLY_ENGAGEMENT)
    assert Publication.objects.get().ended_on is None  # what is public changes by a publication, not by itself
    assert RequirementItem.objects.get(pk=item.pk).requirement.ending == "with_notice"


def test_withdrawn_early_it_ends_on_that_day(play: Play) -> None:
    notice = play.noticed()
    play.wait(100)
    play.approved("withdraw_notice", notice, ending_letter=LETTER)
    ended = withdraw_notice(by=play.lead, notice=notice, reason="Sustained progress.")
    assert (ended.ended_on, ended.ending, play.stage) == (clock.today(), "withdrawn", Stage.EARLY_ENGAGEMENT)


def test_revised_before_its_end_it_gives_way_to_the_next(play: Play) -> None:
    notice = play.noticed()
    play.wait(200)
    following = play.a_notice(period_months=6, period_reason="A second notice.")
    play.approved("revise_notice", following)
    assert refusals(lambda: revise_notice(by=play.lead, notice=following)) == {"progress_not_assessed"}
    play.assessed(notice)
    revised = revise_notice(by=play.lead, notice=following)
    assert revised.replaces == notice
    assert again(notice).ending == "revised"
    assert revised.ends_on == clock.today() + relativedelta(months=6)
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_reissued_only_once_its_period_is_over(play: Play) -> None:
    notice = play.noticed()
    play.on(end_of(notice) - dt.timedelta(days=1))
    following = play.a_notice()
    play.approved("reissue_notice", following)
    assert refusals(lambda: reissue_notice(by=play.lead, notice=following)) == {"period_running"}
    play.wait(1)
    reissued = reissue_notice(by=play.lead, notice=following)
    assert (reissued.replaces, again(notice).ending) == (notice, "reissued")


def test_decided_before_the_end_it_takes_effect_at_the_end(play: Play) -> None:
    notice = play.noticed()
    play.on(end_of(notice) - dt.timedelta(days=20))
    play.approved("do_not_reissue_notice", notice)
    assert refusals(lambda: do_not_reissue_notice(by=play.lead, notice=notice, reason="Enough.")) == {"not_yet"}
    play.on(end_of(notice))
    assert do_not_reissue_notice(by=play.lead, notice=notice, reason="Enough.").ended_on == notice.ends_on


def test_followed_by_an_inspection_it_runs_on_beside_it(play: Play) -> None:
    notice = play.noticed()
    play.act(appoint_inspector, "inspection", play.an_inspection())
    assert play.stage == Stage.INSPECTION
    assert again(notice).is_live


def test_followed_by_a_proposal_it_runs_on_beside_it(play: Play) -> None:
    notice = play.noticed()
    play.act(propose_intervention, "proposal", play.a_proposal())
    assert play.stage == Stage.MINDED_TO
    assert again(notice).is_live


@pytest.mark.parametrize("start", [dt.date(2025, 3, 29), dt.date(2025, 10, 25), dt.date(2028, 2, 29)])
def test_the_period_ends_at_midnight_in_london_whatever_the_clocks_do(play: Play, start: dt.date) -> None:
    play.on(start)
    notice = play.noticed()
    end = dt.datetime.combine(end_of(notice), dt.time(23, 59), tzinfo=clock.LONDON)
    with clock.at(end):
        assert again(notice).standing(clock.today()) == "in_force"
    with clock.at(end + dt.timedelta(minutes=2)):
        assert again(notice).standing(clock.today()) == "period_ended"
