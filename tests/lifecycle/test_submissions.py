"""The only way to a minister, and what a minister's decision is worth (R1, R2, N6; rulings 15 to 17)."""

import datetime as dt

import pytest

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding
from bestvalue.errors import Forbidden, Refused
from cases.models import Submission, SubmissionAct
from cases.services.opening import close_without_action
from cases.services.submissions import (
    clear_submission,
    decide,
    draft_submission,
    offer_for_clearance,
    take_back_submission,
)
from cases.stages import Stage
from notices.models import Notice
from notices.services import edit_notice, issue_notice
from tests.factories import person

from .build import PACK, START, Play, refusals


def test_nothing_goes_to_a_minister_incomplete(play: Play) -> None:
    notice = play.a_notice()
    bare = draft_submission(by=play.officer, case=play.case, question="?", acts=[("issue_notice", notice)])
    offer_for_clearance(by=play.officer, submission=bare)
    unmet = refusals(lambda: clear_submission(by=play.deputy_director, submission=bare))
    assert unmet == {*(f"no_{name}" for name in PACK)}


def test_a_submission_asks_only_about_its_own_case(play: Play) -> None:
    elsewhere = play.a_notice()
    close_without_action(by=play.deputy_director, case=play.case, outcome="Nothing more.")
    first, play.case = play.case, play.reopened()
    assert first != play.case
    with pytest.raises(Refused):
        draft_submission(by=play.officer, case=play.case, question="?", acts=[("issue_notice", elsewhere)], **PACK)


def test_an_official_of_another_team_drafts_nothing_on_the_case(play: Play) -> None:
    with pytest.raises(Forbidden):
        draft_submission(by=person(Role.OFFICER), case=play.case, question="?", acts=[], **PACK)


def test_a_submission_asks_only_for_what_a_minister_decides(play: Play) -> None:
    with pytest.raises(Refused):
        draft_submission(by=play.officer, case=play.case, question="?", acts=[("edit_notice", play.a_notice())], **PACK)


def test_drafter_clearer_and_decider_are_three_people(play: Play) -> None:
    notice = play.a_notice()
    everything = person(Role.OFFICER, Role.DEPUTY_DIRECTOR, Role.MINISTER, team=play.team, since=START)
    own = draft_submission(by=everything, case=play.case, question="?", acts=[("issue_notice", notice)], **PACK)
    offer_for_clearance(by=everything, submission=own)
    assert refusals(lambda: clear_submission(by=everything, submission=own)) == {"own_draft"}
    cleared = clear_submission(by=play.deputy_director, submission=own)
    with pytest.raises(Forbidden):
        decide(by=everything, asked=cleared.acts.get(), decision="approve", reasons="Mine.")


@pytest.mark.parametrize("role", ["officer", "lead", "deputy_director", "press", "private_office", "records_manager"])
def test_only_a_minister_decides(play: Play, role: str) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    with pytest.raises(Forbidden):
        decide(by=getattr(play, role), asked=asked, decision="approve", reasons="Yes.")


def test_only_the_secretary_of_state_decides_on_urgent_directions(play: Play) -> None:
    asked = play.asked("make_urgent_directions", play.urgent())
    with pytest.raises(Forbidden):
        decide(by=play.minister, asked=asked, decision="approve", reasons="Yes.")
    assert decide(by=play.secretary_of_state, asked=asked, decision="approve", reasons="Yes.").state == "approved"


def test_private_office_records_a_ministers_decision_with_proof(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    with pytest.raises(Forbidden):
        decide(by=play.private_office, minister=play.minister, asked=asked, decision="approve", reasons="Yes.")
    decided = decide(
        by=play.private_office,
        minister=play.minister,
        asked=asked,
        decision="approve",
        reasons="Yes.",
        proof="The box note of today.",
    )
    assert (decided.decided_by, decided.recorded_by) == (play.minister, play.private_office)
    event = play.case.events.latest("case_version")
    assert (event.actor, event.acting_for) == (play.private_office, str(play.minister))


@pytest.mark.parametrize("decision", ["decline", "return_for_changes"])
def test_what_was_not_approved_is_not_done(play: Play, decision: str) -> None:
    notice = play.a_notice()
    decide(by=play.minister, asked=play.asked("issue_notice", notice), decision=decision, reasons="Not so.")
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"no_decision"}


def test_nothing_is_decided_twice(play: Play) -> None:
    asked = play.approved("issue_notice", play.a_notice())
    again = refusals(lambda: decide(by=play.minister, asked=asked, decision="decline", reasons="No."))
    assert again == {"not_waiting"}


def test_an_unknown_decision_is_refused(play: Play) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    assert refusals(lambda: decide(by=play.minister, asked=asked, decision="spend", reasons="?")) == {
        "unknown_decision"
    }


def test_a_notice_edited_after_approval_needs_a_new_decision(play: Play) -> None:
    notice = play.a_notice()
    asked = play.approved("issue_notice", notice)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    assert SubmissionAct.objects.get(pk=asked.pk).state == "void"
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"no_decision"}
    notice = Notice.objects.get(pk=notice.pk)
    play.approved("issue_notice", notice)
    issue_notice(by=play.lead, notice=notice)
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_a_text_is_not_changed_while_the_minister_reads_it(play: Play) -> None:
    notice = play.a_notice()
    asked = play.asked("issue_notice", notice)
    with pytest.raises(Refused) as refused:
        edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    (why,) = refused.value.unmet
    assert (why.code, why.link) == ("with_minister", f"/cases/{play.case.ref}/submissions/{asked.submission_id}/")
    take_back_submission(by=play.officer, submission=asked.submission, reason="A new chair was elected.")
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    assert refusals(lambda: decide(by=play.minister, asked=asked, decision="approve", reasons="Yes.")) == {
        "not_waiting"
    }


def test_an_approval_is_spent_once(play: Play) -> None:
    notice = play.noticed()
    assert SubmissionAct.objects.get().spent_by == play.case.events.latest("case_version")
    assert "no_draft_notice" in refusals(lambda: issue_notice(by=play.lead, notice=notice))


def test_a_decision_of_a_minister_who_left_needs_the_successors(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    RoleHolding.objects.filter(user=play.minister).update(ends_on=clock.today())
    play.wait(1)
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"decider_left"}
    play.minister = person(Role.MINISTER, since=clock.today())
    play.approved("issue_notice", notice)
    issue_notice(by=play.lead, notice=notice)
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_a_decision_does_not_allow_an_earlier_act(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    play.on(START - dt.timedelta(days=1))
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"decided_later"}


def test_one_submission_asks_for_several_acts_each_decided_by_itself(play: Play) -> None:
    notice, inspection = play.a_notice(), play.an_inspection()
    submission = draft_submission(
        by=play.officer,
        case=play.case,
        question="?",
        acts=[("issue_notice", notice), ("appoint_inspector", inspection)],
        **PACK,
    )
    offer_for_clearance(by=play.officer, submission=submission)
    clear_submission(by=play.deputy_director, submission=submission)
    first, second = submission.acts.order_by("move")
    decide(by=play.minister, asked=first, decision="decline", reasons="Not yet.")
    assert Submission.objects.get(pk=submission.pk).state == "with_minister"
    decide(by=play.minister, asked=second, decision="approve", reasons="Yes.")
    assert Submission.objects.get(pk=submission.pk).state == "decided"
    issue_notice(by=play.lead, notice=notice)
    assert play.stage == Stage.BEST_VALUE_NOTICE
