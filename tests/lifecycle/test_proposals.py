"""Proposals to intervene, and hearing the authority (T42 to T50; R15 to R25; N9, N10)."""

import datetime as dt
from functools import partial
from typing import Any

import pytest

from bestvalue import clock
from bestvalue.errors import Forbidden
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

from .build import START, Play, refusals


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
        ({"actions": []}, "nothing_proposed"),
    ],
)
def test_an_incomplete_package_is_not_put_to_the_authority(play: Play, facts: dict[str, Any], unmet: str) -> None:
    proposal = play.a_proposal(**facts)
    play.approved("propose_intervention", proposal)
    closes_on = START + dt.timedelta(days=14)
    assert refusals(lambda: propose_intervention(by=play.lead, proposal=proposal, closes_on=closes_on)) == {unmet}


@pytest.mark.parametrize(
    ("window", "unmet"), [(0, {"window_shut", "short_window"}), (3, {"short_window"}), (7, set()), (14, set())]
)
def test_a_short_window_needs_a_reason(play: Play, window: int, unmet: set[str]) -> None:
    proposal = play.a_proposal()
    play.approved("propose_intervention", proposal)
    closes_on = START + dt.timedelta(days=window)
    assert refusals(lambda: propose_intervention(by=play.lead, proposal=proposal, closes_on=closes_on)) == unmet


def test_a_window_may_be_short_with_a_reason(play: Play) -> None:
    assert play.proposed(window=3, short_window_reason="The budget is set on Friday.").state == "open"


def test_there_is_one_undecided_proposal(play: Play) -> None:
    play.proposed()
    second = play.a_proposal()
    play.approved("propose_intervention", second)
    closes_on = START + dt.timedelta(days=14)
    unmet = refusals(lambda: propose_intervention(by=play.lead, proposal=second, closes_on=closes_on))
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
    play.approved("make_directions", direction)
    play.wait(13)
    unmet = refusals(lambda: make_directions(by=play.lead, direction=direction))
    assert unmet == {"before_close", "window_open"}


def test_directions_are_refused_while_a_representation_is_unread(play: Play) -> None:
    proposal = play.proposed()
    play.wait(5)
    first = a_representation(play, proposal, is_from_authority=True)
    play.wait(10)
    close_window(by=play.officer, proposal=proposal)
    late = a_representation(play, proposal)
    assert late.is_late
    direction = play.directions(proposal)
    play.approved("make_directions", direction)
    play.approved("do_not_intervene", proposal)
    for each in (first, late):
        assert refusals(lambda: make_directions(by=play.lead, direction=direction)) == {"representations_unread"}
        decide = partial(do_not_intervene, by=play.lead, proposal=proposal, reason="Well.")
        assert refusals(decide) == {"representations_unread"}
        answer_representation(by=play.officer, representation=each, summary="No.", reply="Noted.")
    make_directions(by=play.lead, direction=direction)
    assert play.stage == Stage.INTERVENTION


def test_a_representation_needs_a_summary_and_a_reply(play: Play) -> None:
    received = a_representation(play, play.proposed())
    answer = partial(answer_representation, by=play.officer, representation=received)
    assert refusals(partial(answer, summary="", reply="Noted.")) == {"incomplete"}
    assert refusals(partial(answer, summary="No.", reply="")) == {"incomplete"}
    assert answer(summary="No.", reply="Noted.").state == "answered"
    assert refusals(partial(answer, summary="No.", reply="Noted.")) == {"answered"}


def test_directions_rest_on_the_proposal_the_authority_was_heard_on(play: Play) -> None:
    play.heard()
    direction = play.directions()
    play.approved("make_directions", direction)
    assert refusals(lambda: make_directions(by=play.lead, direction=direction)) == {"no_proposal"}


@pytest.mark.parametrize("spoiled", ["restarted", "undecided_of_another"])
def test_directions_do_not_rest_on_a_proposal_that_is_over(play: Play, spoiled: str) -> None:
    over = play.heard()
    direction = play.directions(over)
    play.act(restart_proposal, "proposal", over, reason="Stale evidence.")
    if spoiled == "undecided_of_another":
        play.heard()
    play.approved("make_directions", direction)
    assert refusals(lambda: make_directions(by=play.lead, direction=direction))
    assert not Direction.objects.filter(state="made").exists()


def test_not_intervening_is_an_equal_outcome(play: Play) -> None:
    proposal = play.act(do_not_intervene, "proposal", play.heard(), reason="They are on the mend.")
    assert (proposal.outcome, play.stage) == ("do_not_intervene", Stage.EARLY_ENGAGEMENT)


@pytest.mark.parametrize("outcome", ["intervene", "do_not_intervene"])
def test_inside_an_intervention_a_new_proposal_leaves_the_stage(play: Play, outcome: str) -> None:
    first = play.intervened()
    play.wait(100)
    closes_on = clock.today() + dt.timedelta(days=14)
    proposal = play.act(propose_new_directions, "proposal", play.a_proposal(), closes_on=closes_on)
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
    closes_on = clock.today() + dt.timedelta(days=14)
    second = play.act(change_proposal, "proposal", changed, closes_on=closes_on, reason="Planning was added.")
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
        play.approved("make_urgent_directions", direction)
        assert refusals(partial(make_urgent_directions, by=play.lead, direction=direction)) == {unmet}
    direction = play.urgent(is_urgent=False, urgency_reason="Soon.")
    play.approved("make_urgent_directions", direction)
    assert refusals(partial(make_urgent_directions, by=play.lead, direction=direction)) == {"not_urgent"}
    play.act(make_urgent_directions, "direction", play.urgent())
    assert play.stage == Stage.INTERVENTION


def test_urgent_directions_do_not_go_by_the_ordinary_route(play: Play) -> None:
    play.heard()
    direction = play.urgent()
    play.approved("make_directions", direction)
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
        ({"ends_on": START}, "ends_before"),
    ],
)
def test_directions_say_what_until_when_and_why(play: Play, facts: dict[str, Any], unmet: str) -> None:
    direction = play.directions(play.heard(), **facts)
    play.approved("make_directions", direction)
    assert refusals(lambda: make_directions(by=play.lead, direction=direction)) == {unmet}


def test_directions_may_be_open_ended_with_a_review_date(play: Play) -> None:
    review_on = START + dt.timedelta(days=400)
    assert play.intervened(ends_on=None, is_open_ended=True, review_on=review_on).state == "made"


@pytest.mark.parametrize(("fate", "state"), [("continues", "agreed"), ("ends", "ended"), ("absorbed", "ended")])
def test_directions_say_what_becomes_of_a_live_package(play: Play, fate: str, state: str) -> None:
    play.packaged()
    direction = play.directions(play.heard())
    play.approved("make_directions", direction)
    assert refusals(lambda: make_directions(by=play.lead, direction=direction)) == {"package_fate"}
    make_directions(by=play.lead, direction=direction, package_fate=fate)
    assert (Package.objects.get().state, play.stage) == (state, Stage.INTERVENTION)
