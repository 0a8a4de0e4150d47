"""Proposals to intervene, and hearing the authority (T42 to T50; R15 to R25; N9, N10)."""

import datetime as dt
from functools import partial
from typing import Any

import pytest

from bestvalue import clock
from bestvalue.errors import Forbidden
from cases.models import BankHoliday
from cases.services.submissions import clear_submission, decide, draft_submission, offer_for_clearance
from cases.stages import Stage
from interventions.models import Direction, Package, Proposal
from interventions.services.directions import make_directions, make_urgent_directions
from interventions.services.proposals import (
    change_proposal,
    close_window,
    do_not_intervene,
    do_not_proceed_with_proposal,
    extend_window,
    propose_intervention,
    propose_new_directions,
    restart_proposal,
)
from interventions.services.representations import answer_representation, log_representation

from .build import FINDINGS, PACK, START, Play, refusals


def a_representation(play: Play, proposal: Proposal, **facts: Any) -> Any:
    """A representation that came today."""
    parts: dict[str, Any] = {"sender": "They", "received_on": clock.today(), "channel": "email", "text": "No."}
    return log_representation(by=play.officer, proposal=proposal, **{**parts, **facts})


@pytest.mark.parametrize("begin", ["", "noticed", "reported", "packaged", "watched"])
def test_a_first_proposal_takes_the_case_to_minded_to(play: Play, begin: str) -> None:
    if begin:
        getattr(play, begin)()
    before = play.stage
    assert play.proposed().opened_from == before
    assert play.stage == Stage.MINDED_TO


@pytest.mark.parametrize(
    ("facts", "unmet"),
    [
        ({"evidence": ""}, "no_evidence"),
        ({"model": ""}, "no_model"),
        ({"cost": ""}, "no_cost"),
        ({"services_statement": ""}, "no_services_statement"),
        ({"exit_strategy": ""}, "no_exit_strategy"),
        ({"actions": [], "functions": []}, "nothing_proposed"),
        ({"findings": []}, "no_findings"),
        ({"findings": [{**FINDINGS[0], "finding": "not_determined"}]}, "no_findings"),
        ({"findings": [{**FINDINGS[0], "reasons": ""}]}, "no_findings"),
    ],
)
def test_an_incomplete_package_is_not_put_to_a_minister(play: Play, facts: dict[str, Any], unmet: str) -> None:
    assert refusals(lambda: play.asked("propose_intervention", play.a_proposal(**facts))) == {unmet}


@pytest.mark.parametrize(("days", "unmet"), [(4, {"short_window"}), (5, set()), (10, set())])
def test_fewer_than_five_working_days_need_a_reason(play: Play, days: int, unmet: set[str]) -> None:
    assert refusals(lambda: play.asked("propose_intervention", play.a_proposal(window_days=days))) == unmet


def test_a_window_may_be_short_with_a_reason(play: Play) -> None:
    proposal = play.proposed(window_days=3, short_window_reason="The budget is set on Friday.")
    assert proposal.closes_on == START + dt.timedelta(days=3)


def test_the_time_for_representations_leaves_out_weekends_and_bank_holidays(play: Play) -> None:
    BankHoliday.objects.create(on=START + dt.timedelta(days=2), name="A holiday")
    assert play.proposed().closes_on == START + dt.timedelta(days=15)


def test_there_is_one_undecided_proposal(play: Play) -> None:
    play.proposed()
    second = play.a_proposal()
    play.approved("propose_intervention", second)
    unmet = refusals(lambda: propose_intervention(by=play.lead, proposal=second))
    assert unmet == {"wrong_stage", "proposal_undecided"}


def test_only_a_deputy_director_gives_more_time_and_never_less(play: Play) -> None:
    proposal = play.proposed()
    later, earlier = START + dt.timedelta(days=21), START + dt.timedelta(days=9)
    with pytest.raises(Forbidden):
        extend_window(by=play.lead, proposal=proposal, closes_on=later, reason="They asked.")
    extend = partial(extend_window, by=play.deputy_director, proposal=proposal, reason="They asked.")
    assert refusals(partial(extend, closes_on=earlier)) == {"not_later"}
    assert extend(closes_on=later).closes_on == later


@pytest.mark.parametrize("days", [0, 7, 14])
def test_the_window_is_not_closed_before_its_end(play: Play, days: int) -> None:
    proposal = play.proposed()
    play.wait(days)
    assert refusals(lambda: close_window(by=play.officer, proposal=proposal)) == {"window_running"}


def test_the_window_closes_early_only_on_the_authoritys_own_word(play: Play) -> None:
    proposal = play.proposed()
    closed = close_window(by=play.officer, proposal=proposal, nothing_more_to_say="Letter of today.")
    assert closed.state == "closed"
    direction = play.directions(proposal)
    play.act(make_directions, "direction", direction)
    assert play.stage == Stage.INTERVENTION


def test_directions_are_refused_before_the_window_closes(play: Play) -> None:
    direction = play.directions(play.proposed())
    play.wait(13)
    asked = play.asked("make_directions", direction)
    approve = partial(decide, by=play.minister, asked=asked, decision="approve", reasons="Read.")
    assert refusals(approve) == {"before_close"}
    unmet = refusals(lambda: make_directions(by=play.lead, direction=direction))
    assert unmet == {"before_close", "window_open"}


@pytest.mark.parametrize("outcome", ["make_directions", "do_not_intervene"])
def test_no_outcome_is_approved_while_a_representation_is_unread(play: Play, outcome: str) -> None:
    proposal = play.proposed()
    play.wait(5)
    first = a_representation(play, proposal, is_from_authority=True)
    play.wait(10)
    close_window(by=play.officer, proposal=proposal)
    late = a_representation(play, proposal)
    assert late.is_late
    asked = play.asked("make_directions", play.directions(proposal))
    other = asked.submission.acts.get(move=outcome)
    approve = partial(decide, by=play.minister, asked=other, decision="approve", reasons="Read.")
    for each in (first, late):
        assert refusals(approve) == {"representations_unread"}
        decision = "It is considered: nothing has been decided yet." if each.is_late else ""
        answer_representation(
            by=play.officer, representation=each, summary="No.", reply="Noted.", late_decision=decision
        )
    assert approve().state == "approved"
    assert play.stage == Stage.MINDED_TO


def test_a_late_representation_is_answered_with_whether_it_is_considered(play: Play) -> None:
    proposal = play.heard()
    late = a_representation(play, proposal)
    answer = partial(answer_representation, by=play.officer, representation=late, summary="No.", reply="Noted.")
    assert refusals(answer) == {"late"}
    assert answer(late_decision="Not considered: it repeats the first.").state == "answered"


def test_a_representation_that_comes_after_the_decision_keeps_it_from_being_carried_out(play: Play) -> None:
    proposal = play.heard()
    direction = play.directions(proposal)
    play.approved("make_directions", direction)
    late = a_representation(play, proposal)
    assert refusals(lambda: make_directions(by=play.lead, direction=direction)) == {"representations_unread"}
    answer_representation(by=play.officer, representation=late, summary="No.", reply="Noted.", late_decision="Yes.")
    assert make_directions(by=play.lead, direction=direction).state == "made"


def test_nobody_decides_before_the_time_for_representations_is_closed(play: Play) -> None:
    proposal = play.proposed()
    play.wait(15)
    asked = play.asked("make_directions", play.directions(proposal))
    approve = partial(decide, by=play.minister, asked=asked, decision="approve", reasons="Read.")
    assert refusals(approve) == {"before_close"}
    close_window(by=play.officer, proposal=proposal)
    assert approve().state == "approved"


def test_who_is_asked_for_directions_is_asked_for_no_intervention_as_well(play: Play) -> None:
    direction = play.directions(play.heard())
    alone = draft_submission(
        by=play.officer, case=play.case, question="?", acts=[("make_directions", direction)], **PACK
    )
    offer_for_clearance(by=play.officer, submission=alone)
    assert refusals(lambda: clear_submission(by=play.deputy_director, submission=alone)) == {"one_outcome"}


@pytest.mark.parametrize(
    ("chosen", "other"), [("make_directions", "do_not_intervene"), ("do_not_intervene", "make_directions")]
)
def test_approving_one_outcome_declines_the_other(play: Play, chosen: str, other: str) -> None:
    submission = play.asked("make_directions", play.directions(play.heard())).submission
    decide(by=play.minister, asked=submission.acts.get(move=chosen), decision="approve", reasons="Read.")
    declined = submission.acts.get(move=other)
    assert (declined.state, declined.decided_by) == ("declined", play.minister)
    assert submission.acts.filter(state="asked").count() == 0


def test_a_representation_needs_a_summary_and_a_reply(play: Play) -> None:
    received = a_representation(play, play.proposed())
    answer = partial(answer_representation, by=play.officer, representation=received)
    assert refusals(partial(answer, summary="", reply="Noted.")) == {"incomplete"}
    assert refusals(partial(answer, summary="No.", reply="")) == {"incomplete"}
    assert answer(summary="No.", reply="Noted.").state == "answered"
    assert refusals(partial(answer, summary="No.", reply="Noted.")) == {"answered"}


def test_directions_rest_on_the_proposal_the_authority_was_heard_on(play: Play) -> None:
    play.heard()
    direction = play.directions(difference="None was put.")
    asked = draft_submission(
        by=play.officer, case=play.case, question="?", acts=[("make_directions", direction)], **PACK
    )
    offer_for_clearance(by=play.officer, submission=asked)
    assert refusals(lambda: clear_submission(by=play.deputy_director, submission=asked)) == {"one_outcome"}
    assert refusals(lambda: make_directions(by=play.lead, direction=direction)) >= {"no_proposal"}


@pytest.mark.parametrize("spoiled", ["restarted", "undecided_of_another"])
def test_directions_do_not_rest_on_a_proposal_that_is_over(play: Play, spoiled: str) -> None:
    over = play.heard()
    direction = play.directions(over)
    play.act(restart_proposal, "proposal", over, reason="Stale evidence.")
    if spoiled == "undecided_of_another":
        play.heard()
    asked = play.asked("make_directions", direction)
    approve = partial(decide, by=play.minister, asked=asked, decision="approve", reasons="Read.")
    assert refusals(approve) == {"before_close"}
    assert refusals(lambda: make_directions(by=play.lead, direction=direction))
    assert not Direction.objects.filter(state="made").exists()


def test_not_intervening_is_an_equal_outcome(play: Play) -> None:
    proposal = play.act(do_not_intervene, "proposal", play.heard(), reason="They are on the mend.")
    assert (proposal.outcome, play.stage) == ("do_not_intervene", Stage.EARLY_ENGAGEMENT)


@pytest.mark.parametrize("outcome", ["intervene", "do_not_intervene"])
def test_inside_an_intervention_a_new_proposal_leaves_the_stage(play: Play, outcome: str) -> None:
    first = play.intervened()
    play.wait(100)
    proposal = play.act(propose_new_directions, "proposal", play.a_proposal())
    play.wait(15)
    proposal = close_window(by=play.officer, proposal=proposal)
    if outcome == "intervene":
        second = play.act(make_directions, "direction", play.directions(proposal))
        assert second.replaces == first
    else:
        play.act(do_not_intervene, "proposal", proposal, reason="The present set is enough.")
    live = Direction.objects.get(state="made")
    assert (live == first) == (outcome == "do_not_intervene")
    assert play.stage == Stage.INTERVENTION


def test_a_materially_changed_package_goes_back_to_the_authority(play: Play) -> None:
    first = play.heard()
    changed = play.a_proposal(functions=[{"text": "Planning", "is_reserve": False}])
    second = play.act(change_proposal, "proposal", changed, reason="Planning was added.")
    assert Proposal.objects.get(pk=first.pk).state == "replaced"
    assert (second.state, second.replaces, second.opened_from) == ("open", first, first.opened_from)
    assert play.stage == Stage.MINDED_TO


@pytest.mark.parametrize(
    ("begin", "back_to"),
    [("", Stage.EARLY_ENGAGEMENT), ("noticed", Stage.BEST_VALUE_NOTICE), ("reported", Stage.EARLY_ENGAGEMENT)],
)
def test_a_proposal_started_again_returns_to_where_it_was_opened_from(play: Play, begin: str, back_to: Stage) -> None:
    if begin:
        getattr(play, begin)()
    play.act(restart_proposal, "proposal", play.proposed(), reason="An error of law.")
    assert play.stage == back_to


def test_a_proposal_may_go_no_further_by_a_ministers_decision(play: Play) -> None:
    play.act(do_not_proceed_with_proposal, "proposal", play.proposed(), reason="An election.", to=Stage.CLOSED)
    assert play.stage == Stage.CLOSED


def test_the_urgent_route_needs_reason_advice_and_both_notices(play: Play) -> None:
    for missing, unmet in (
        ("urgency_reason", "no_urgency"),
        ("legal_advice", "no_urgency"),
        ("notice_to_authority", "no_notices"),
        ("notice_to_representatives", "no_notices"),
    ):
        direction = play.urgent(**{missing: ""})
        assert refusals(partial(play.asked, "make_urgent_directions", direction)) == {unmet}
    direction = play.urgent(is_urgent=False, urgency_reason="Soon.", difference="None was put.")
    play.approved("make_urgent_directions", direction)
    assert refusals(partial(make_urgent_directions, by=play.lead, direction=direction)) == {"not_urgent"}
    play.act(make_urgent_directions, "direction", play.urgent())
    assert play.stage == Stage.INTERVENTION


def test_urgent_directions_do_not_go_by_the_ordinary_route(play: Play) -> None:
    play.heard()
    direction = play.urgent()
    assert refusals(lambda: play.asked("make_directions", direction)) == {"one_outcome"}
    assert refusals(lambda: make_directions(by=play.lead, direction=direction)) == {"no_proposal"}


def test_urgent_directions_in_a_window_leave_the_proposal_undecided(play: Play) -> None:
    proposal = play.proposed()
    play.act(make_urgent_directions, "direction", play.urgent())
    assert Proposal.objects.get(pk=proposal.pk).state == "open"
    assert play.stage == Stage.INTERVENTION


@pytest.mark.parametrize(
    ("facts", "unmet"),
    [
        ({"ends_on": None}, "no_end"),
        ({"ends_on": None, "is_open_ended": True}, "no_end"),
        ({"actions": [], "functions": []}, "nothing_directed"),
        ({"recitals": ""}, "no_recitals"),
        ({"findings": []}, "no_findings"),
        ({"actions": ["Agree a plan.", "Sell the depot."]}, "materially_different"),
        ({"functions": [{"text": "Finance"}, {"text": "Planning", "is_reserve": True}]}, "materially_different"),
    ],
)
def test_directions_say_what_until_when_and_why(play: Play, facts: dict[str, Any], unmet: str) -> None:
    direction = play.directions(play.heard(), **facts)
    assert refusals(lambda: play.asked("make_directions", direction)) == {unmet}


def test_a_function_held_in_reserve_is_not_made_active_without_asking_again(play: Play) -> None:
    reserve = [{"text": "Finance", "is_reserve": True}]
    proposal = play.proposed(functions=reserve)
    play.wait(15)
    close_window(by=play.officer, proposal=proposal)
    assert play.directions(proposal, functions=reserve).not_put_to_the_authority() == []
    assert play.directions(proposal).not_put_to_the_authority() == ["Finance (active)"]


def test_directions_do_not_end_before_they_start(play: Play) -> None:
    direction = play.directions(play.heard(), ends_on=START)
    play.approved("make_directions", direction)
    assert refusals(lambda: make_directions(by=play.lead, direction=direction)) == {"ends_before"}


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({}, "intervene"),
        ({"functions": []}, "intervene_modified"),
        ({"actions": ["Agree a plan by June."], "difference": "They asked for a date."}, "intervene_modified"),
    ],
)
def test_directions_are_made_in_full_or_modified_within_what_was_proposed(
    play: Play, facts: dict[str, Any], outcome: str
) -> None:
    play.intervened(**facts)
    assert Proposal.objects.get().outcome == outcome


def test_directions_may_be_open_ended_with_a_review_date(play: Play) -> None:
    review_on = START + dt.timedelta(days=400)
    assert play.intervened(ends_on=None, is_open_ended=True, review_on=review_on).state == "made"


@pytest.mark.parametrize(("fate", "state"), [("continues", "agreed"), ("ends", "ended"), ("absorbed", "ended")])
def test_directions_say_what_becomes_of_a_live_package(play: Play, fate: str, state: str) -> None:
    play.packaged()
    proposal = play.heard()
    silent = play.directions(proposal)
    play.approved("make_directions", silent)
    assert refusals(lambda: make_directions(by=play.lead, direction=silent)) == {"package_fate"}
    play.act(make_directions, "direction", play.directions(proposal, package_fate=fate))
    assert (Package.objects.get().state, play.stage) == (state, Stage.INTERVENTION)
