"""The rules of a notice, through the services that people use: who decides, on which text, and who may carry it out."""

import pytest

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding
from bestvalue.errors import Changed, Forbidden
from cases.services.submissions import decide
from cases.stages import Stage
from notices.services import edit_notice, issue_notice

from .build import Play, refusals


def test_a_notice_is_not_issued_without_a_ministers_decision(play: Play) -> None:
    notice = play.a_notice()
    assert "no_decision" in refusals(lambda: issue_notice(by=play.lead, notice=notice))
    assert play.stage == Stage.EARLY_ENGAGEMENT


def test_a_notice_edited_after_approval_needs_a_new_decision(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    edit_notice(by=play.officer, notice=notice, expectations=["Agree another plan."])
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice))
    assert play.stage == Stage.EARLY_ENGAGEMENT


@pytest.mark.parametrize("decision", ["return_for_changes", "decline"])
def test_a_decision_that_is_not_an_approval_is_never_spent(play: Play, decision: str) -> None:
    notice = play.a_notice()
    decide(by=play.minister, asked=play.asked("issue_notice", notice), decision=decision, reasons="Not yet.")
    assert "no_decision" in refusals(lambda: issue_notice(by=play.lead, notice=notice))


def test_the_approval_of_a_minister_who_left_office_is_not_spent(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    RoleHolding.objects.filter(user=play.minister, role=Role.MINISTER).update(ends_on=clock.today())
    play.wait(2)
    assert "decider_left" in refusals(lambda: issue_notice(by=play.lead, notice=notice))


@pytest.mark.parametrize("role", ["officer", "minister", "records_manager", "press"])
def test_whoever_may_not_issue_a_notice_is_told_so(play: Play, role: str) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    with pytest.raises(Forbidden):
        issue_notice(by=getattr(play, role), notice=notice)
    assert play.stage == Stage.EARLY_ENGAGEMENT


def test_an_act_on_a_version_that_has_passed_is_refused(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    with pytest.raises(Changed):
        issue_notice(by=play.lead, notice=notice, expected_version=0)
