"""What real histories do, which the lifecycle lets through by the law and by no back door."""

import pytest

from bestvalue.desk.replay.report import latest_case
from cases.stages import Stage
from interventions.models import Direction, OversightPeriod, Package, Proposal
from notices.models import Notice

from .conftest import Play, told

S15 = "LGA 1999 s.15(5),(6)"
ROUTES = {
    "a_notice_and_its_end": (
        [told("2023-12-19", "bvn_issued", in_force_until="2024-12-19"), told("2024-12-19", "bvn_not_reissued")],
        Stage.CLOSED,
    ),
    "a_notice_settled_weeks_after_its_period": (
        [
            told("2023-01-24", "bvn_issued"),
            told("2024-01-30", "bvn_reissued"),
            told("2024-07-31", "bvn_expired"),
            told("2024-09-09", "bvn_not_reissued"),
        ],
        Stage.CLOSED,
    ),
    "contact_that_goes_on_after_a_notice": (
        [told("2023-12", "bvn_issued"), told("2024-12", "bvn_not_reissued", to="early_engagement")],
        Stage.EARLY_ENGAGEMENT,
    ),
    "directions_and_inspection_on_one_day": (
        [
            told("2022-09-02", "directions_issued", in_force_until="2025-09-01"),
            told("2022-09-02", "inspection_ordered", in_force_until="2022-12-02"),
            told("2022-12", "inspection_extended", in_force_until="2023-02-17"),
            told("2023-01-24", "minded_to"),
            told("2023-03-16", "directions_varied"),
            told("2023-06-15", "inspection_report"),
            told("2025-07-17", "directions_issued", in_force_until="2028-04-30"),
        ],
        Stage.INTERVENTION,
    ),
    "a_proposal_never_decided_while_directions_lapse": (
        [
            told("2021-06-10", "directions_issued", in_force_until="2024-06-09"),
            told("2024-05-08", "minded_to"),
            told("2024-06-09", "directions_end"),
            told("2024-07-01", "non_statutory_intervention_start", in_force_until="2025-03-31"),
            told("2025-03-31", "non_statutory_intervention_end"),
        ],
        Stage.CLOSED,
    ),
    "a_gap_between_two_sets_of_directions": (
        [
            told("2024-02-22", "directions_issued", in_force_until="2026-02-22"),
            told("2026-02-04", "minded_to"),
            told("2026-02-22", "directions_end", decision="none"),
            told("2026-03-24", "directions_issued"),
        ],
        Stage.INTERVENTION,
    ),
    "directions_quietly_extended": (
        [
            told("2021-12-01", "directions_issued", in_force_until="2024-11-30"),
            told("2022-09-01", "directions_varied"),
            told("2024-11-22", "directions_extended", in_force_until="2026-11-30"),
        ],
        Stage.INTERVENTION,
    ),
    "a_list_that_begins_in_the_middle": ([told("2015-03-01", "directions_varied")], Stage.INTERVENTION),
    "a_report_with_nothing_before_it": ([told("2015-03-01", "commissioners_report")], Stage.INTERVENTION),
    "a_review_with_nothing_before_it": ([told("2015-03-01", "post_exit_review")], Stage.OVERSIGHT),
    "a_notice_that_ended_with_nothing_before_it": ([told("2015-03-01", "bvn_expired")], Stage.BEST_VALUE_NOTICE),
    "a_notice_withdrawn_with_nothing_before_it": ([told("2015-03-01", "bvn_withdrawn")], Stage.CLOSED),
    "a_report_of_inspection_with_nothing_before_it": ([told("2015-03-01", "inspection_report")], Stage.INSPECTION),
    "an_inspection_extended_with_nothing_before_it": (
        [told("2015-03-01", "inspection_extended", in_force_until="2015-06-01")],
        Stage.INSPECTION,
    ),
    "a_window_closed_with_nothing_before_it": ([told("2015-03-01", "representations_closed")], Stage.MINDED_TO),
    "a_decision_with_nothing_before_it": ([told("2015-03-01", "decision_not_to_intervene")], Stage.CLOSED),
    "a_board_that_ended_with_nothing_before_it": ([told("2015-03-01", "non_statutory_intervention_end")], Stage.CLOSED),
    "an_exit_with_nothing_before_it": ([told("2015-03-01", "exit_planned")], Stage.EXIT),
    "a_lapse_with_nothing_before_it": ([told("2015-03-01", "directions_end", decision="none")], Stage.INTERVENTION),
    "minded_to_twice": ([told("2015-03-01", "minded_to"), told("2015-06-01", "minded_to")], Stage.MINDED_TO),
    "a_board_that_led_to_oversight": (
        [
            told("2015-03-01", "non_statutory_intervention_start"),
            told("2016", "other") | {"date": "2016-01"},
            told("2016-03-01", "non_statutory_intervention_end", to="oversight"),
        ],
        Stage.OVERSIGHT,
    ),
    "a_report_answered_without_more": (
        [told("2015-03-01", "inspection_ordered"), told("2015-06-01", "inspection_report", to="closed")],
        Stage.CLOSED,
    ),
    "section_230_alone": ([told("2015-03-01", "s230_notice")], Stage.EARLY_ENGAGEMENT),
    "an_end_with_nothing_before_it": ([told("2015-03-01", "directions_end")], Stage.OVERSIGHT),
    "minded_to_and_then_nothing": ([told("2022-01-18", "minded_to")], Stage.MINDED_TO),
    "minded_to_and_then_no_intervention": (
        [
            told("2022-01-18", "minded_to"),
            told("2022-02-11", "representations_closed"),
            told("2022-03-01", "decision_not_to_intervene"),
        ],
        Stage.CLOSED,
    ),
    "a_notice_kept_when_there_is_no_intervention": (
        [
            told("2021-12-01", "bvn_issued"),
            told("2022-01-18", "minded_to"),
            told("2022-03-01", "decision_not_to_intervene"),
        ],
        Stage.BEST_VALUE_NOTICE,
    ),
    "present_directions_kept": (
        [
            told("2021-12-01", "directions_issued"),
            told("2022-01-18", "minded_to"),
            told("2022-03-01", "decision_not_to_intervene"),
        ],
        Stage.INTERVENTION,
    ),
    "a_report_that_leads_to_a_notice": (
        [
            told("2022-01-18", "inspection_ordered"),
            told("2022-06-18", "inspection_report"),
            told("2022-07-18", "bvn_issued"),
        ],
        Stage.BEST_VALUE_NOTICE,
    ),
    "a_board_made_statutory": (
        [
            told("2021-01", "non_statutory_intervention_start"),
            told("2022-06-23", "minded_to"),
            told("2022-09-02", "directions_issued", outcome="less_than_proposed"),
        ],
        Stage.INTERVENTION,
    ),
    "urgent_directions_while_minded_to": (
        [told("2023-05-01", "minded_to"), told("2023-05-25", "directions_urgent", in_force_until="2028-05-24")],
        Stage.INTERVENTION,
    ),
    "urgent_directions_inside_an_intervention": (
        [told("2023-05-01", "directions_issued"), told("2023-05-25", "directions_urgent")],
        Stage.INTERVENTION,
    ),
    "exit_then_lapse_then_review": (
        [
            told("2022-03-22", "directions_issued", in_force_until="2024-03-22"),
            told("2024-03-07", "exit_planned"),
            told("2024-03-22", "directions_end"),
            told("2024-06-01", "commissioners_report"),
            told("2025-03-22", "post_exit_review"),
        ],
        Stage.OVERSIGHT,
    ),
    "exit_then_lapse_then_closed": (
        [told("2022-03-22", "directions_issued"), told("2025-03-22", "directions_end", to="closed")],
        Stage.CLOSED,
    ),
    "down_to_a_voluntary_board": (
        [
            told("2022-03-22", "directions_issued", in_force_until="2024-03-22"),
            told("2024-03-01", "non_statutory_intervention_start"),
            told("2024-03-22", "directions_end"),
        ],
        Stage.INTERVENTION,
    ),
    "back_from_oversight_to_a_notice": (
        [
            told("2022-03-22", "directions_issued"),
            told("2024-03-22", "directions_end"),
            told("2024-09-01", "bvn_issued"),
        ],
        Stage.BEST_VALUE_NOTICE,
    ),
    "back_from_closed_to_a_new_case": (
        [told("2022-03-22", "bvn_issued"), told("2023-03-22", "bvn_withdrawn"), told("2024-09-01", "minded_to")],
        Stage.MINDED_TO,
    ),
    "reports_of_two_months_on_one_day": (
        [told("2022-03-22", "directions_issued"), told("2022-03", "s114_notice"), told("2022-03-22", "other")],
        Stage.INTERVENTION,
    ),
}


@pytest.mark.parametrize("name", ROUTES)
def test_a_published_route_is_accepted(play: Play, name: str) -> None:
    events, stage = ROUTES[name]
    played = play(*events)
    assert [each.unmet for each in played.events if each.unmet] == []
    case = latest_case(played.authority)
    assert case is not None
    assert case.stage == stage


@pytest.mark.parametrize("kind", ["external_report", "s114_notice", "other"])
def test_a_fact_that_moves_nothing_opens_no_case(play: Play, kind: str) -> None:
    played = play(told("2023-01-01", kind))
    assert played.events[0].moves == []
    assert latest_case(played.authority) is None


def test_a_board_of_the_authoritys_own_moves_nothing(play: Play) -> None:
    played = play(
        told("2023-01", "non_statutory_intervention_start", appointed_by="authority"),
        told("2024-01", "non_statutory_intervention_end", appointed_by="authority"),
    )
    assert [each.moves for each in played.events] == [[], []]
    assert latest_case(played.authority) is None


@pytest.mark.parametrize("kind", ["minded_to", "directions_issued", "directions_urgent", "directions_varied"])
def test_a_step_under_another_act_is_a_note_here(play: Play, kind: str) -> None:
    played = play(told("2018-11-30", kind, legal_basis="Education Act 1996 s.497A(4B)"))
    assert played.events[0].outcome == "accepted"
    assert latest_case(played.authority) is None


def test_a_variation_without_an_end_keeps_the_end_of_the_set_before(play: Play) -> None:
    play(told("2022-01-01", "directions_issued", in_force_until="2025-01-01"), told("2023-01-01", "directions_varied"))
    assert str(Direction.objects.get(state="made").ends_on) == "2025-01-01"


def test_no_period_is_ever_invented(play: Play) -> None:
    play(told("2022-01-01", "bvn_issued"), told("2022-02-01", "directions_issued"))
    notice, direction = Notice.objects.get(), Direction.objects.get()
    assert (notice.ends_on, notice.period_months, direction.ends_on) == (None, None, None)
    assert {"ends_on", "period_months"} <= set(notice.not_published)
    assert "ends_on" in direction.not_published


def test_oversight_holds_no_invented_twelve_months(play: Play) -> None:
    play(told("2022-01-01", "directions_issued"), told("2024-01-01", "directions_end"))
    assert OversightPeriod.objects.get().not_published == ["review_due_on"]


def test_a_lapse_with_nothing_decided_leaves_the_stage_and_shows_it(play: Play) -> None:
    played = play(
        told("2022-01-01", "directions_issued", in_force_until="2024-01-01"),
        told("2024-01-01", "directions_end", decision="none"),
    )
    case = latest_case(played.authority)
    assert case is not None
    assert case.stage == Stage.INTERVENTION
    assert Direction.objects.get().standing(case.opened_on.replace(year=2025)) == "lapsed_undecided"


def test_a_voluntary_board_clears_a_lapse_and_ends_the_undecided_proposal(play: Play) -> None:
    events, _ = ROUTES["a_proposal_never_decided_while_directions_lapse"]
    played = play(*events[:4])
    assert played.events[3].moves == ["do_not_proceed_with_proposal", "agree_package"]
    assert Proposal.objects.order_by("created_at").last().state == "not_proceeded_with"  # type: ignore[union-attr]
    assert Direction.objects.get().ending == "lapsed"
    assert Package.objects.get().state == "agreed"


def test_what_was_not_published_has_no_date_of_its_own(play: Play) -> None:
    play(told("2015-03-01", "bvn_withdrawn"))
    notice = Notice.objects.get()
    assert notice.issued_on is None
    assert "issued_on" in notice.not_published
