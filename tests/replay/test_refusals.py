"""Silence is filled; contradiction is refused, by name, and stops that authority there (rulings 26)."""

from typing import Any

import pytest

from bestvalue.desk.replay.report import latest_case

from .conftest import Play, told

NATIONAL_PARK = {"name": "Exmoor National Park", "ons_code": "E26000004"}
FORMER = {"name": "Northamptonshire County Council", "ons_code": "E10000021"}
ISSUED = told("2022-01-01", "directions_issued", in_force_until="2024-01-01")
REFUSALS: dict[str, tuple[list[dict[str, Any]], str]] = {
    "a_decision_before_a_published_close": (
        [
            told("2022-01-01", "minded_to"),
            told("2022-02-01", "representations_closed"),
            told("2022-01-20", "directions_issued"),
        ],
        "out_of_order",
    ),
    "a_window_closed_after_the_decision": (
        [
            told("2022-01-01", "minded_to"),
            told("2022-01-20", "directions_issued"),
            told("2022-02-01", "representations_closed"),
        ],
        "already_ended",
    ),
    "a_window_closed_twice": (
        [
            told("2022-01-01", "minded_to"),
            told("2022-01-20", "representations_closed"),
            told("2022-01-21", "representations_closed"),
        ],
        "already_closed",
    ),
    "a_notice_withdrawn_after_it_ended": (
        [told("2022-01-01", "bvn_issued"), told("2023-01-01", "bvn_not_reissued"), told("2023-02-01", "bvn_withdrawn")],
        "already_ended",
    ),
    "a_notice_reissued_after_it_was_not_reissued": (
        [told("2022-01-01", "bvn_issued"), told("2023-01-01", "bvn_not_reissued"), told("2023-02-01", "bvn_reissued")],
        "already_ended",
    ),
    "a_notice_that_ends_before_it_starts": (
        [told("2022-01-01", "bvn_issued", in_force_until="2021-12-01")],
        "ends_before",
    ),
    "directions_that_end_before_they_start": (
        [told("2022-01-01", "directions_issued", in_force_until="2021-12-01")],
        "ends_before",
    ),
    "urgent_directions_that_end_before_they_start": (
        [told("2022-01-01", "directions_urgent", in_force_until="2021-12-01")],
        "ends_before",
    ),
    "an_inspection_due_before_it_starts": (
        [told("2022-01-01", "inspection_ordered", in_force_until="2021-12-01")],
        "due_passed",
    ),
    "a_package_that_ends_before_it_starts": (
        [told("2022-01-01", "non_statutory_intervention_start", in_force_until="2021-12-01")],
        "ends_before",
    ),
    "directions_varied_after_they_were_revoked": (
        [ISSUED, told("2023-01-01", "directions_end"), told("2023-02-01", "directions_varied")],
        "already_ended",
    ),
    "directions_ended_twice": (
        [ISSUED, told("2024-01-01", "directions_end"), told("2024-02-01", "directions_end")],
        "already_ended",
    ),
    "directions_that_lapsed_before_their_published_end": (
        [ISSUED, told("2023-01-01", "directions_end", decision="none")],
        "other_end",
    ),
    "a_notice_that_expired_before_its_published_end": (
        [told("2022-01-01", "bvn_issued", in_force_until="2023-01-01"), told("2022-06-01", "bvn_expired")],
        "other_end",
    ),
    "an_inspection_extended_after_its_report": (
        [
            told("2022-01-01", "inspection_ordered"),
            told("2022-06-01", "inspection_report"),
            told("2022-07-01", "inspection_extended"),
        ],
        "already_ended",
    ),
    "a_package_ended_twice": (
        [
            told("2022-01-01", "non_statutory_intervention_start"),
            told("2023-01-01", "non_statutory_intervention_end"),
            told("2023-02-01", "non_statutory_intervention_end"),
        ],
        "already_ended",
    ),
    "an_event_out_of_its_order": (
        [told("2022-02-01", "bvn_issued"), told("2022-01-01", "bvn_withdrawn")],
        "out_of_order",
    ),
    "an_event_that_has_not_come": ([told("2999-01-01", "bvn_issued")], "not_yet"),
    "a_stage_with_nothing_in_it": (
        [told("2022-01-01", "bvn_issued"), told("2023-01-01", "bvn_not_reissued", to="inspection")],
        "nothing_there",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_contradiction_is_refused(play: Play, name: str) -> None:
    events, code = REFUSALS[name]
    played = play(*events)
    assert [each.code for each in played.events[-1].unmet] == [code]
    assert [each.outcome for each in played.events] == ["accepted"] * (len(events) - 1) + ["refused"]


def test_what_follows_a_refusal_is_not_reached(play: Play) -> None:
    played = play(told("2022-02-01", "bvn_issued", in_force_until="2021-01-01"), told("2022-03-01", "bvn_withdrawn"))
    assert [each.outcome for each in played.events] == ["refused", "not_reached"]


def test_a_refused_event_leaves_no_half_of_itself(play: Play) -> None:
    played = play(told("2022-01-01", "directions_issued", in_force_until="2021-12-01"))
    assert latest_case(played.authority) is None


def test_section_230_is_refused_outside_its_reach(play: Play) -> None:
    played = play(told("2022-01-01", "s230_notice"), **NATIONAL_PARK)
    assert [each.code for each in played.events[0].unmet] == ["section_230_reach"]


@pytest.mark.parametrize("kind", ["bvn_issued", "directions_issued", "inspection_ordered", "early_engagement"])
def test_an_act_on_a_body_that_had_been_abolished_is_refused(play: Play, kind: str) -> None:
    played = play(told("2021-04-02", kind), **FORMER)
    assert "not_an_authority" in [each.code for each in played.events[0].unmet]


def test_an_unknown_authority_is_refused_by_its_name(play: Play) -> None:
    played = play(told("2022-01-01", "bvn_issued"), name="Atlantis Borough Council", ons_code="E07999999")
    assert played.authority is None
    assert "Atlantis Borough Council" in played.problem
