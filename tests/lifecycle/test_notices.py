"""Best Value Notices and requirements for information (T12 to T18; R1 to R9; N6, N8, N12, N13)."""

import datetime as dt
from functools import partial
from typing import Any

import pytest

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.errors import Changed, Forbidden
from cases.models import AuthorityKind
from cases.stages import Stage
from notices.models import InformationRequirement, Notice
from notices.services import (
    do_not_reissue_notice,
    draft_requirement,
    edit_notice,
    end_requirement,
    issue_notice,
    log_return,
    record_period_end,
    reissue_notice,
    revise_notice,
    serve_requirement,
    withdraw_notice,
)
from tests.factories import person

from .build import START, Play, refusals


def a_requirement(play: Play, **facts: Any) -> InformationRequirement:
    """A draft that asks for one thing."""
    items = [{"question": "Cash held", "function": "Finance", "format": "csv", "due_on": START + dt.timedelta(days=7)}]
    parts: dict[str, Any] = {"purpose": "To follow cash.", "items": items}
    return draft_requirement(by=play.officer, case=play.case, **{**parts, **facts})


def test_a_notice_runs_for_the_months_that_were_approved(play: Play) -> None:
    notice = play.noticed(period_months=6, period_reason="A second notice.")
    assert (notice.issued_on, notice.ends_on) == (START, dt.date(2025, 7, 6))
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_a_notice_says_that_it_is_outside_the_act_and_may_hold_a_concern_in_free_words(play: Play) -> None:
    text = play.a_notice(concerns=[{"theme_id": "ur", "text": "A concern on no list."}]).decision_text()
    assert "not issued under the Local Government Act 1999" in text
    assert "A concern on no list." in text


def test_a_notice_needs_no_decision_by_the_clock(play: Play) -> None:
    notice = play.noticed()
    play.wait(500)
    notice = Notice.objects.get(pk=notice.pk)
    assert notice.standing(clock.today()) == "period_ended"
    assert (notice.state, play.stage) == ("issued", Stage.BEST_VALUE_NOTICE)


@pytest.mark.parametrize(
    ("facts", "unmet"),
    [
        ({"concerns": []}, "no_concerns"),
        ({"expectations": []}, "no_expectations"),
        ({"recipients": []}, "no_addressee"),
        ({"private_response": ""}, "no_private_response"),
        ({"period_months": 6}, "no_period_reason"),
    ],
)
def test_an_incomplete_notice_goes_to_no_minister_and_is_not_issued(
    play: Play, facts: dict[str, Any], unmet: str
) -> None:
    notice = play.a_notice(**facts)
    assert refusals(lambda: play.approved("issue_notice", notice)) == {unmet}
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {unmet}


def test_an_authority_that_had_no_private_chance_may_be_sent_a_notice_with_a_reason(play: Play) -> None:
    play.noticed(private_response="", no_response_reason="The matter could not wait.")
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_a_drafter_cannot_issue_their_own_notice(play: Play) -> None:
    play.officer = person(Role.OFFICER, Role.TEAM_LEAD, team=play.team, since=START)
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    assert refusals(lambda: issue_notice(by=play.officer, notice=notice)) == {"own_draft"}


@pytest.mark.parametrize("role", ["officer", "minister", "press", "records_manager"])
def test_only_a_lead_or_deputy_director_issues(play: Play, role: str) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    with pytest.raises(Forbidden):
        issue_notice(by=getattr(play, role), notice=notice)


def test_an_official_never_issues_a_notice_on_their_own_authority(play: Play) -> None:
    assert refusals(lambda: issue_notice(by=play.deputy_director, notice=play.a_notice())) == {"no_decision"}


def test_an_act_on_a_version_that_has_passed_is_refused(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    with pytest.raises(Changed):
        issue_notice(by=play.lead, notice=notice, expected_version=0)


def test_there_is_one_notice_at_a_time(play: Play) -> None:
    play.noticed()
    second = play.a_notice()
    play.approved("issue_notice", second)
    assert refusals(lambda: issue_notice(by=play.lead, notice=second)) == {"notice_live"}


def test_a_notice_that_was_issued_is_not_edited(play: Play) -> None:
    notice = play.noticed()
    assert refusals(lambda: edit_notice(by=play.officer, notice=notice, credit="More.")) == {"no_draft_notice"}


def test_a_revised_notice_takes_the_place_of_the_first(play: Play) -> None:
    first = play.assessed(play.noticed())
    play.wait(100)
    second = play.act(revise_notice, "notice", play.a_notice(period_months=6, period_reason="A second notice."))
    first = Notice.objects.get(pk=first.pk)
    assert (first.ending, first.ended_on, second.replaces) == ("revised", clock.today(), first)
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_a_notice_is_reissued_only_once_its_period_has_ended(play: Play) -> None:
    play.noticed()
    second = play.a_notice()
    play.approved("reissue_notice", second)
    assert refusals(lambda: reissue_notice(by=play.lead, notice=second)) == {"period_running"}
    play.wait(365)
    reissue_notice(by=play.lead, notice=second)
    assert Notice.objects.get(state="issued") == second


def test_a_decision_not_to_reissue_waits_for_the_end_of_the_period(play: Play) -> None:
    drafted = play.a_notice()
    notice = play.act(issue_notice, "notice", drafted)
    play.approved("do_not_reissue_notice", notice)
    for each in (notice, drafted):
        early = refusals(partial(do_not_reissue_notice, by=play.lead, notice=each, reason="They improved."))
        assert early == {"not_yet"}
    play.wait(365)
    ended = do_not_reissue_notice(by=play.lead, notice=notice, reason="They improved.")
    assert ended.ended_on == notice.ends_on
    assert play.stage == Stage.EARLY_ENGAGEMENT


@pytest.mark.parametrize("to", [None, Stage.EARLY_ENGAGEMENT, Stage.CLOSED])
def test_the_decider_says_where_the_case_goes_when_a_notice_is_withdrawn(play: Play, to: Stage | None) -> None:
    play.act(withdraw_notice, "notice", play.noticed(), reason="They improved.", to=to)
    assert play.stage == (to or Stage.EARLY_ENGAGEMENT)


@pytest.mark.parametrize("to", [Stage.INTERVENTION, Stage.INSPECTION, Stage.OVERSIGHT, Stage.BEST_VALUE_NOTICE])
def test_a_withdrawn_notice_leads_nowhere_that_nothing_holds_up(play: Play, to: Stage) -> None:
    notice = play.noticed()
    play.approved("withdraw_notice", notice)
    assert refusals(lambda: withdraw_notice(by=play.lead, notice=notice, reason="Well.", to=to)) == {"nothing_there"}
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_a_notice_runs_beside_something_stronger(play: Play) -> None:
    play.intervened()
    play.noticed()
    assert play.stage == Stage.INTERVENTION


def test_a_period_end_is_worked_out_and_not_recorded_by_hand(play: Play) -> None:
    notice = play.noticed()
    play.wait(365)
    unmet = refusals(lambda: record_period_end(by=play.officer, notice=notice, ended_on=clock.today()))
    assert unmet == {"worked_out"}


def test_a_requirement_stands_alone_or_with_a_notice(play: Play) -> None:
    alone = play.act(serve_requirement, "requirement", a_requirement(play))
    assert (alone.state, play.stage) == ("served", Stage.EARLY_ENGAGEMENT)
    notice = play.noticed()
    with_notice = play.act(serve_requirement, "requirement", a_requirement(play, notice=notice))
    play.act(withdraw_notice, "notice", notice, reason="They improved.")
    states = dict(InformationRequirement.objects.values_list("pk", "state"))
    assert states == {alone.pk: "served", with_notice.pk: "ended"}


@pytest.mark.parametrize(
    ("facts", "unmet"),
    [
        ({"items": []}, "no_items"),
        (
            {"items": [{"question": "Cash", "function": "Finance", "format": "csv", "due_on": START}]},
            "due_passed",
        ),
    ],
)
def test_a_requirement_says_what_and_by_when(play: Play, facts: dict[str, Any], unmet: str) -> None:
    requirement = a_requirement(play, **facts)
    play.approved("serve_requirement", requirement)
    assert refusals(lambda: serve_requirement(by=play.lead, requirement=requirement)) == {unmet}


def test_section_230_does_not_reach_every_body(play: Play) -> None:
    requirement = a_requirement(play)
    AuthorityKind.objects.update(s230_reach="check")
    assert refusals(lambda: a_requirement(play)) == {"section_230_reach"}
    assert "section_230_reach" in refusals(lambda: serve_requirement(by=play.lead, requirement=requirement))


def test_returns_are_logged_until_the_requirement_ends(play: Play) -> None:
    requirement = play.act(serve_requirement, "requirement", a_requirement(play))
    item = requirement.items.get()
    play.wait(30)
    log_return(by=play.officer, item=item, received_on=clock.today(), summary="Late, and complete.")
    end_requirement(by=play.deputy_director, requirement=requirement, ending="received", reason="All is here.")
    late = refusals(lambda: log_return(by=play.officer, item=item, received_on=clock.today(), summary="More."))
    assert late == {"ended"}
    assert play.stage == Stage.EARLY_ENGAGEMENT


def test_a_later_requirement_takes_the_place_of_an_earlier_one(play: Play) -> None:
    first = play.act(serve_requirement, "requirement", a_requirement(play))
    second = play.act(serve_requirement, "requirement", a_requirement(play), replaces=first)
    first = InformationRequirement.objects.get(pk=first.pk)
    assert (first.ending, second.replaces) == ("replaced", first)
