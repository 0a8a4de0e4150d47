"""The fifteen routes that the machine must hold (domain 2.8), walked by a fictional authority through the services.

Each is what really happened somewhere, with the days shortened; the last are the edge cases of part 15.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from bestvalue import clock
from cases.days import pre_election_periods
from cases.models import Authority, Succession
from cases.services.consulting import consult_other_regimes
from cases.services.superseding import supersede
from cases.stages import Stage
from interventions.models import Direction, ExitStrategy, Inspection, OversightPeriod, Package, Proposal
from interventions.services.appointments import clear_conflicts, draft_appointment, make_appointment
from interventions.services.directions import make_directions, make_urgent_directions, send_urgency_notices
from interventions.services.exits import agree_exit_strategy, meet_milestone, start_exit
from interventions.services.inspections import appoint_inspector, receive_inspection_report, vary_inspection
from interventions.services.leaving import let_directions_lapse, revoke_directions
from interventions.services.oversight import close_after_oversight, receive_oversight_review
from interventions.services.packages import agree_package, end_package
from interventions.services.proposals import (
    close_window,
    do_not_intervene,
    propose_intervention,
    propose_new_directions,
)
from interventions.services.representations import answer_representation, log_representation
from interventions.services.reviews import commission_review, draft_review, receive_review_report
from interventions.services.running import hand_back_function
from notices.models import Notice
from notices.services import (
    do_not_reissue_notice,
    draft_requirement,
    reissue_notice,
    revise_notice,
    serve_requirement,
)

from .build import Play, refusals

EE, BVN, INSP, MT = Stage.EARLY_ENGAGEMENT, Stage.BEST_VALUE_NOTICE, Stage.INSPECTION, Stage.MINDED_TO
INT, EXIT, OVER, CLOSED = Stage.INTERVENTION, Stage.EXIT, Stage.OVERSIGHT, Stage.CLOSED


@pytest.fixture
def play(reference: None) -> Iterator[Play]:
    """A case in early engagement; the calendar of England is known."""
    with ExitStack() as days:
        yield Play.begin(days)


# Steps that several routes share


def reviewed_from_outside(play: Play) -> None:
    """Somebody outside reviews and reports."""
    terms: dict[str, Any] = {
        "terms": "Capital.",
        "reviewers": "Outside accountants",
        "basis": "Condition of financial support.",
    }
    review = play.act(commission_review, "review", draft_review(by=play.officer, case=play.case, **terms))
    play.wait(60)
    receive_review_report(by=play.officer, review=review, reported_on=clock.today(), findings="It is not affordable.")


def ended(play: Play, notice: Notice, to: Stage | None = None) -> None:
    """Its period ends, and it is not reissued."""
    play.on(Notice.objects.get(pk=notice.pk).ends_on)  # type: ignore[arg-type]
    play.act(do_not_reissue_notice, "notice", notice, reason="Progress.", to=to)


def heard_from(play: Play, proposal: Proposal, *senders: str) -> Proposal:
    """Each says something, all are answered, and the time is closed once it is over."""
    for sender in senders:
        said = log_representation(
            by=play.officer,
            proposal=proposal,
            sender=sender,
            received_on=clock.today(),
            channel="email",
            text="We say this.",
            is_from_authority=sender == "The council",
        )
        answer_representation(by=play.officer, representation=said, summary="This.", reply="Considered.")
    play.on(proposal.closes_on + dt.timedelta(days=1))  # type: ignore[operator,arg-type]
    return close_window(by=play.officer, proposal=proposal)


def directed(play: Play, proposal: Proposal, **facts: Any) -> Direction:
    """Directions on a proposal that was heard."""
    made: Direction = play.act(make_directions, "direction", play.directions(proposal, **facts))
    return made


def directed_anew(play: Play, **facts: Any) -> Direction:
    """A nested proposal inside an intervention, heard, and the new set in place of the old."""
    proposal = play.act(propose_new_directions, "proposal", play.a_proposal(**facts))
    parts = {name: facts[name] for name in ("actions", "functions") if name in facts}
    return directed(play, heard_from(play, proposal, "The council"), **parts)


def years(count: float) -> dt.date:
    """The day so many years from now."""
    return clock.today() + dt.timedelta(days=int(365 * count))


# The routes


def test_route_1_a_capital_review_then_a_notice_that_is_not_reissued(play: Play) -> None:
    reviewed_from_outside(play)
    notice = play.noticed()
    assert play.stage == BVN
    ended(play, notice)
    assert play.stage == EE


def test_route_2_a_notice_with_a_requirement_that_is_widened_reissued_and_expires(play: Play) -> None:
    first = play.noticed(period_months=6, period_reason="As long as the trial.")
    for question in ("Working days of each officer.", "And of the agency staff."):
        item: dict[str, Any] = {
            "question": question,
            "function": "Staffing",
            "format": "A table",
            "frequency": "weekly",
            "due_on": years(0.1),
            "due_rule": "One week after receipt.",
        }
        served = draft_requirement(by=play.officer, case=play.case, purpose="To follow.", items=[item], notice=first)
        play.act(serve_requirement, "requirement", served)
    play.on(Notice.objects.get(pk=first.pk).ends_on)  # type: ignore[arg-type]
    second = play.act(reissue_notice, "notice", play.a_notice(period_months=6, period_reason="The trial goes on."))
    assert play.stage == BVN
    ended(play, second)
    assert play.stage == EE


def test_route_3_a_notice_revised_and_lifted_weeks_after_its_end(play: Play) -> None:
    first = play.assessed(play.noticed())
    play.wait(300)
    second = play.act(revise_notice, "notice", play.a_notice(period_months=6, period_reason="A second notice."))
    assert Notice.objects.get(pk=first.pk).ending == "revised"
    play.on(second.ends_on + dt.timedelta(days=40))
    assert second.standing(clock.today()) == "period_ended"
    play.act(do_not_reissue_notice, "notice", second, reason="Lifted.")
    assert play.stage == EE


def test_route_4_directions_without_notice_or_inspection_that_are_let_lapse(play: Play) -> None:
    direction = directed(play, heard_from(play, play.proposed(window_days=18)), ends_on=years(2))
    assert play.stage == INT
    play.approved("let_directions_lapse", direction, oversight_review_on=years(3.1))
    play.on(direction.ends_on)  # type: ignore[arg-type]
    let_directions_lapse(by=play.lead, direction=direction, **play.leaving())
    assert (play.stage, Direction.objects.get().ending) == (OVER, "lapsed")


def test_route_5_an_assurance_review_and_then_urgent_directions(play: Play) -> None:
    reviewed_from_outside(play)
    direction = play.act(make_urgent_directions, "direction", play.urgent())
    sent: dict[str, Any] = {"authority_told_on": clock.today(), "representatives_told_on": clock.today()}
    send_urgency_notices(by=play.officer, direction=direction, **sent)
    assert (play.stage, Proposal.objects.exists()) == (INT, False)


def test_route_6_directions_and_an_inspection_on_one_day_by_one_body(play: Play) -> None:
    direction = directed(play, heard_from(play, play.proposed()), ends_on=years(3))
    commissioner = draft_appointment(by=play.officer, case=play.case, person="A county council", role="commissioner")
    commissioner = clear_conflicts(by=play.lead, appointment=commissioner, finding="None found.")
    play.act(make_appointment, "appointment", commissioner)
    same = play.an_inspection(inspector="A county council")
    play.approved("appoint_inspector", same)
    assert refusals(lambda: appoint_inspector(by=play.lead, inspection=same)) == {"two_roles"}
    same = play.an_inspection(inspector="A county council", two_roles_reason="It knows the ground.")
    inspection = play.act(appoint_inspector, "inspection", same)
    assert play.stage == INT  # it runs beside the directions
    play.approved("vary_inspection", inspection, report_due_on=years(0.5), functions=["Governance", "Investments"])
    vary_inspection(by=play.lead, inspection=inspection, reason="More came to light.")
    wider = [{"text": "Finance"}, {"text": "Appointment of officers"}]
    second = directed_anew(play, functions=wider)
    assert Direction.objects.get(pk=direction.pk).ending == "replaced"
    play.wait(30)
    sent: dict[str, Any] = {"sent_to_authority_on": clock.today(), "sent_to_secretary_of_state_on": clock.today()}
    receive_inspection_report(by=play.officer, inspection=inspection, recommends_directions=True, **sent)
    third = directed_anew(play)
    assert (third.replaces, play.stage, Inspection.objects.exclude(state="draft").count()) == (second, INT, 1)


def test_route_7_an_inspection_then_envoys_then_reserve_powers(play: Play) -> None:
    play.reported()
    proposal = play.proposed(functions=[], actions=["Agree a plan.", "Help the envoys."], window_days=9)
    assert (play.stage, proposal.opened_from) == (MT, INSP)
    actions: dict[str, Any] = {"functions": [], "actions": ["Agree a plan.", "Help the envoys."]}
    directed(play, heard_from(play, proposal, "The council"), ends_on=years(3), **actions)
    reserve = directed_anew(play, functions=[{"text": "Appointment of officers", "is_reserve": True}])
    assert [str(each) for each in reserve.functions.all()] == ["Appointment of officers (reserve)"]


def test_route_8_a_review_an_inspection_and_directions_on_five_themes(play: Play) -> None:
    reviewed_from_outside(play)
    play.reported()
    proposal = heard_from(play, play.proposed(), "The council", *(f"Resident {number}" for number in range(11)))
    assert proposal.representations.count() == 12
    directed(play, proposal, ends_on=years(5))
    assert play.stage == INT


def test_route_9_a_panel_that_is_followed_by_commissioners_with_a_review(play: Play) -> None:
    package = play.packaged()
    assert play.stage == INT
    proposal = play.proposed()
    assert play.stage == MT
    directed(play, heard_from(play, proposal, "The panel"), package_fate="absorbed", ends_on=years(2))
    assert (Package.objects.get(pk=package.pk).state, play.stage) == ("ended", INT)


def test_route_10_a_board_commissioners_and_envoys_without_powers(play: Play) -> None:
    play.packaged()
    board = directed(play, heard_from(play, play.proposed(functions=[])), functions=[], package_fate="ends")
    up = directed_anew(play, functions=[{"text": "Finance"}, {"text": "Governance"}])
    down = directed_anew(play, functions=[], actions=["Help the envoys."])
    assert (up.replaces, down.replaces) == (board, up)
    assert down.outcome() == "intervene"


def test_route_11_functions_handed_back_directions_that_lapse_and_a_voluntary_board(play: Play) -> None:
    direction = directed(play, heard_from(play, play.proposed()), ends_on=years(0.5))
    agree_exit_strategy(by=play.officer, case=play.case, text="Step by step.", milestones=[{"text": "A budget"}])
    play.approved("hand_back_function", direction)
    hand_back_function(by=play.lead, function=direction.functions.get(), reason="Two balanced budgets.")
    play.approved("start_exit", direction)
    start_exit(by=play.lead, case=play.case, reason="They are ready.")
    play.on(direction.ends_on)  # type: ignore[arg-type]
    proposal = play.act(propose_new_directions, "proposal", play.a_proposal())
    play.wait(1)
    assert Direction.objects.get(pk=direction.pk).lapsed_undecided(clock.today())
    assert play.stage == EXIT  # nothing moved it
    package = play.a_package()
    play.approved("agree_package", package)
    assert refusals(lambda: agree_package(by=play.lead, package=package)) == {"proposal_undecided"}
    heard_from(play, proposal)
    play.act(do_not_intervene, "proposal", proposal, reason="A board is enough.")
    agreed = agree_package(by=play.lead, package=package)
    assert (Direction.objects.get().ending, play.stage) == ("lapsed", INT)
    play.act(end_package, "package", agreed, reason="Done.", final_view="It holds.")
    assert play.stage == EE


def test_route_12_powers_back_in_stages_a_review_and_the_year_after(play: Play) -> None:
    direction = play.exiting(ends_on=years(2))
    milestone = ExitStrategy.objects.get().milestones.get()
    meet_milestone(by=play.officer, milestone=milestone, met_on=clock.today(), evidence="The budget.")
    review: dict[str, Any] = {"reviewer": "An outsider", "findings": "It holds.", "independence": "Outside."}
    receive_oversight_review(by=play.deputy_director, case=play.case, **review)  # an interim one, during the exit
    play.approved("let_directions_lapse", direction, oversight_review_on=years(3.1))
    play.on(direction.ends_on)  # type: ignore[arg-type]
    let_directions_lapse(by=play.lead, direction=direction, **play.leaving())
    play.wait(366)
    period = receive_oversight_review(by=play.deputy_director, case=play.case, **review)
    assert isinstance(period, OversightPeriod)
    play.act(close_after_oversight, "period", period, reason="It holds.")
    assert play.stage == CLOSED


def test_route_13_a_notice_while_a_local_board_and_support_go_on(play: Play) -> None:
    play.packaged()
    notice = play.noticed()
    assert (play.stage, notice.state) == (INT, "issued")  # it runs beside the package


def test_route_14_a_task_force_that_is_no_statutory_intervention(play: Play) -> None:
    task_force = play.act(agree_package, "package", play.a_package(model="task_force"))
    assert "No power in the Local Government Act 1999 is used" in task_force.full_text()
    play.act(end_package, "package", task_force, reason="Done.", final_view="It holds.", to=CLOSED)
    assert play.stage == CLOSED


# The edge cases of route 15


def test_minded_to_and_then_no_intervention(play: Play) -> None:
    play.noticed()
    proposal = heard_from(play, play.proposed(), "The council")
    play.act(do_not_intervene, "proposal", proposal, reason="They are on the mend.")
    assert play.stage == BVN  # the notice still runs


def test_urgent_directions_in_the_middle_of_the_time_for_representations(play: Play) -> None:
    proposal = play.proposed()
    play.wait(3)
    urgent = play.act(make_urgent_directions, "direction", play.urgent())
    assert (play.stage, Proposal.objects.get(pk=proposal.pk).state) == (INT, "open")
    later = directed(play, heard_from(play, proposal, "The council"))
    assert later.replaces == urgent


def test_a_period_that_ends_before_an_election_moves_nothing_and_warns(play: Play) -> None:
    play.on(dt.date(2025, 4, 22))
    notice = play.noticed()
    play.on(dt.date(2026, 4, 22))
    assert [each.election for each in pre_election_periods(clock.today(), clock.today())] == ["local elections"]
    assert play.stage == BVN
    ended(play, notice)


def test_a_reorganisation_on_the_first_of_april_in_mid_intervention(play: Play) -> None:
    directed(play, heard_from(play, play.proposed()))
    last_day = dt.date(clock.today().year + 1, 3, 31)
    successor = Authority.objects.create(
        slug="new-council", name="New Council", kind=play.authority.kind, starts_on=last_day + dt.timedelta(days=1)
    )
    Authority.objects.filter(pk=play.authority.pk).update(ends_on=last_day)
    Succession.objects.create(
        predecessor=play.authority, successor=successor, took_effect_on=last_day + dt.timedelta(days=1)
    )
    play.on(last_day + dt.timedelta(days=1))
    supersede(by=play.lead, case=play.case, transfer_note="The improvement plan needs new directions.")
    assert (play.stage, Direction.objects.get().ending) == (CLOSED, "authority_abolished")
    assert not successor.cases.exists()  # nothing rolls over


@pytest.mark.parametrize("put", [propose_intervention, make_urgent_directions])
def test_a_fire_authority_under_another_regime_comes_after_those_responsible(
    play: Play, put: Callable[..., object]
) -> None:
    play.authority.kind.is_local_authority = False
    play.authority.kind.save()
    urgent = put is make_urgent_directions
    instrument = play.urgent() if urgent else play.a_proposal()
    play.approved(put.__name__, instrument)
    act: dict[str, Any] = {"direction" if urgent else "proposal": instrument}
    assert refusals(lambda: put(by=play.lead, **act)) == {"other_regimes"}
    consult_other_regimes(
        by=play.officer,
        case=play.case,
        held_on=clock.today(),
        consulted="The Home Secretary and the Chief Inspector, today.",
        view="They agree.",
        other_regimes="HMICFRS has moved the service to Engage.",
        exceptional_reasons="The failure is exceptional, clear and significant.",
    )
    put(by=play.lead, **act)
    assert play.stage == (INT if urgent else MT)


def test_directions_revoked_early_open_the_year_after(play: Play) -> None:
    direction = directed(play, heard_from(play, play.proposed()))
    play.act(revoke_directions, "direction", direction, **play.leaving())
    period = OversightPeriod.objects.get()
    assert (play.stage, period.starts_on) == (OVER, clock.today() + dt.timedelta(days=1))
