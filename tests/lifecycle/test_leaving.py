"""Inside an intervention and out of it (T30 to T32, T51 to T71; R26 to R28, R43, R48; N11, N18)."""

import datetime as dt
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding
from bestvalue.errors import Forbidden
from cases.models import Authority, Case, Correction, File, SubmissionAct
from cases.selectors.submissions import needing_a_new_decision
from cases.services.correcting import ask_correction, correct_record, refuse_correction
from cases.services.files import attach
from cases.services.opening import close_without_action
from cases.services.submissions import confirm_decision
from cases.services.superseding import supersede
from cases.stages import Stage
from interventions.models import Direction, Inspection, OversightPeriod
from interventions.services.appointments import clear_conflicts, draft_appointment, end_appointment, make_appointment
from interventions.services.court import restore_by_court_order
from interventions.services.directions import make_directions
from interventions.services.exits import agree_exit_strategy, halt_exit, meet_milestone, start_exit
from interventions.services.leaving import let_directions_lapse, revoke_directions
from interventions.services.oversight import (
    close_after_oversight,
    extend_oversight,
    receive_oversight_review,
    return_to_engagement,
)
from interventions.services.packages import agree_package, end_package
from interventions.services.reports import receive_progress_report, reply_to_report
from interventions.services.running import enforce_directions, hand_back_function, log_instruction
from notices.models import Notice
from notices.services import issue_notice
from tests.api.world import heard
from tests.factories import person

from .build import START, VIEWS, Play, refusals


def reviewed(play: Play) -> OversightPeriod:
    """Oversight whose review has come."""
    play.watched()
    play.wait(365)
    period = receive_oversight_review(
        by=play.deputy_director, case=play.case, reviewer="LGA", findings="It holds.", independence="Outside."
    )
    assert period is not None
    return period


# Inside an intervention


def test_a_commissioner_serves_once_conflicts_are_checked_and_a_minister_decided(play: Play) -> None:
    play.intervened()
    drafted = draft_appointment(by=play.officer, case=play.case, person="A. Commissioner", role="commissioner")
    appoint = partial(make_appointment, by=play.lead, appointment=drafted)
    assert refusals(appoint) == {"no_conflicts_check", "no_appointment"}
    drafted = clear_conflicts(by=play.lead, appointment=drafted, finding="None found.")
    assert refusals(appoint) == {"no_decision"}
    serving = play.act(make_appointment, "appointment", drafted)
    second = draft_appointment(by=play.officer, case=play.case, person="A. Commissioner", role="envoy")
    assert refusals(lambda: clear_conflicts(by=play.lead, appointment=second, finding="None.")) == {"two_roles"}
    ended = play.act(end_appointment, "appointment", serving, ended_on=clock.today(), reason="They moved on.")
    assert ended.state == "ended"


def test_a_function_is_handed_back_once(play: Play) -> None:
    function = play.intervened().functions.get()
    log_instruction(
        by=play.officer,
        function=function,
        instruction="Stop the purchase.",
        given_on=clock.today(),
        given_by="A. Commissioner",
    )
    play.approved("hand_back_function", function.direction)
    hand_back = partial(hand_back_function, by=play.lead, function=function, reason="Two balanced budgets.")
    assert hand_back().handed_back_on == clock.today()
    assert refusals(hand_back) == {"handed_back"}
    assert play.stage == Stage.INTERVENTION


def test_no_instruction_is_given_once_the_directions_have_lapsed(play: Play) -> None:
    function = play.intervened().functions.get()
    play.wait(731)
    log = partial(log_instruction, by=play.officer, function=function, instruction="Stop.", given_by="A. Commissioner")
    assert refusals(partial(log, given_on=clock.today())) == {"not_in_force"}


def test_directions_are_enforced_on_a_ministers_decision(play: Play) -> None:
    direction = play.intervened()
    assert refusals(lambda: enforce_directions(by=play.lead, direction=direction, breach="No plan.")) == {"no_decision"}
    play.act(enforce_directions, "direction", direction, breach="No plan.")
    assert play.case.events.latest("case_version").verb == "enforce_directions"


def test_a_report_is_kept_in_its_authors_words_and_answered_by_a_minister(play: Play) -> None:
    play.intervened()
    report = receive_progress_report(
        by=play.officer,
        case=play.case,
        author="The lead commissioner",
        dated_on=clock.today(),
        received_on=clock.today(),
        scope_recommended="None",
        text="Progress.",
    )
    play.approved("reply_to_report", report, answer="Thank you.")
    other = refusals(lambda: reply_to_report(by=play.lead, report=report, answer="Go on."))
    assert other & {"no_decision", "text_changed"}
    replied = reply_to_report(by=play.lead, report=report, answer="Thank you.")
    assert (replied.state, replied.text) == ("replied", "Progress.")


# Packages


@pytest.mark.parametrize("begin", ["", "noticed", "reported", "watched"])
def test_a_package_is_agreed_from_any_stage_before_an_intervention(play: Play, begin: str) -> None:
    if begin:
        getattr(play, begin)()
    play.packaged()
    assert play.stage == Stage.INTERVENTION


def test_a_package_waits_for_the_inspection_to_report(play: Play) -> None:
    play.inspected()
    package = play.a_package()
    play.approved("agree_package", package)
    assert refusals(lambda: agree_package(by=play.lead, package=package)) == {"inspection_running"}


@pytest.mark.parametrize(
    ("facts", "unmet"), [({"agreement": ""}, "no_agreement"), ({"review_on": None}, "no_review_date")]
)
def test_a_package_needs_the_authoritys_word_and_a_date(play: Play, facts: dict[str, Any], unmet: str) -> None:
    assert refusals(lambda: play.asked("agree_package", play.a_package(**facts))) == {unmet}


@pytest.mark.parametrize("to", [None, Stage.CLOSED, Stage.OVERSIGHT])
def test_a_package_ends_where_the_decider_says(play: Play, to: Stage | None) -> None:
    due = clock.today() + dt.timedelta(days=300)
    facts: dict[str, Any] = {"reason": "It holds.", "final_view": "Done.", "to": to, "review_due_on": due}
    play.act(end_package, "package", play.packaged(), **facts)
    assert play.stage == (to or Stage.EARLY_ENGAGEMENT)


# Exit


def test_an_exit_starts_with_a_strategy_and_milestones(play: Play) -> None:
    direction = play.intervened()
    play.approved("start_exit", direction)
    start = partial(start_exit, by=play.lead, case=play.case, reason="They are ready.")
    assert refusals(start) == {"no_exit_strategy"}
    agree_exit_strategy(by=play.officer, case=play.case, text="Step by step.")
    assert refusals(start) == {"no_exit_strategy"}
    strategy = agree_exit_strategy(
        by=play.officer, case=play.case, text="Step by step.", milestones=[{"text": "A balanced budget"}]
    )
    start()
    assert play.stage == Stage.EXIT
    milestone = strategy.milestones.get()
    assert meet_milestone(by=play.officer, milestone=milestone, met_on=clock.today(), evidence="It balances.").met_on


def test_an_exit_may_be_halted(play: Play) -> None:
    play.approved("halt_exit", play.exiting())
    halt_exit(by=play.lead, case=play.case, reason="Reserves fell.")
    assert play.stage == Stage.INTERVENTION


@pytest.mark.parametrize("begin", ["intervened", "exiting"])
def test_revoked_directions_open_oversight_the_day_after(play: Play, begin: str) -> None:
    direction = getattr(play, begin)()
    play.act(revoke_directions, "direction", direction, **play.leaving())
    period = OversightPeriod.objects.get()
    assert (period.starts_on, play.stage) == (clock.today() + dt.timedelta(days=1), Stage.OVERSIGHT)


@pytest.mark.parametrize("silent", sorted(VIEWS))
def test_an_exit_shows_the_views_of_all_three(play: Play, silent: str) -> None:
    direction = play.intervened()
    play.approved("revoke_directions", direction)
    facts = {**play.leaving(), "views": {**VIEWS, silent: " "}}
    assert refusals(lambda: revoke_directions(by=play.lead, direction=direction, **facts)) == {"no_views"}


def test_directions_lapse_only_on_their_last_day_and_by_decision(play: Play) -> None:
    drafted = play.directions(play.heard())
    direction = play.act(make_directions, "direction", drafted)
    until = clock.today() + dt.timedelta(days=1096)
    play.approved("let_directions_lapse", direction, oversight_review_on=until)
    play.wait(729)
    for each in (direction, drafted):
        assert refusals(partial(let_directions_lapse, by=play.lead, direction=each, **play.leaving())) == {"not_yet"}
    play.wait(1)
    let_directions_lapse(by=play.lead, direction=direction, **play.leaving())
    assert play.stage == Stage.OVERSIGHT


def test_the_review_after_the_last_directions_comes_later(play: Play) -> None:
    direction = play.intervened()
    play.approved("revoke_directions", direction, oversight_review_on=clock.today())
    revoke = partial(revoke_directions, by=play.lead, direction=direction, **play.leaving())
    assert refusals(revoke) == {"review_before"}


def test_directions_past_their_end_bind_nobody_and_move_nothing(play: Play) -> None:
    direction = play.intervened()
    play.wait(731)
    direction = Direction.objects.get(pk=direction.pk)
    assert direction.lapsed_undecided(clock.today())
    assert not direction.in_force(clock.today())
    assert (direction.state, play.stage) == ("made", Stage.INTERVENTION)
    play.act(let_directions_lapse, "direction", direction, **play.leaving())
    assert Direction.objects.get(pk=direction.pk).ended_on == direction.ends_on


def test_a_lapse_on_the_eve_of_abolition_opens_no_oversight(play: Play) -> None:
    direction = play.intervened()
    play.wait(730)
    last_day = clock.today()
    Authority.objects.update(ends_on=last_day)
    play.act(let_directions_lapse, "direction", direction, **play.leaving())
    assert not OversightPeriod.objects.exists()
    play.wait(1)
    supersede(by=play.lead, case=play.case, transfer_note="Nothing rolls over.")
    assert play.stage == Stage.CLOSED


def test_nothing_closes_while_directions_are_live(play: Play) -> None:
    package = play.packaged()
    direction = play.directions(play.heard(), package_fate="continues")
    play.act(make_directions, "direction", direction)
    play.approved("end_package", package)
    facts: dict[str, Any] = {"reason": "Done.", "final_view": "Done."}
    assert refusals(partial(end_package, by=play.lead, package=package, to=Stage.CLOSED, **facts)) == {
        "instruments_live"
    }
    end_package(by=play.lead, package=package, **facts)
    assert play.stage == Stage.INTERVENTION


# Oversight


def test_a_case_closes_after_oversight_only_once_reviewed(play: Play) -> None:
    period = play.watched()
    play.approved("close_after_oversight", period)
    assert refusals(lambda: close_after_oversight(by=play.lead, period=period, reason="It holds.")) == {"no_review"}
    play.wait(365)
    with pytest.raises(Forbidden):
        receive_oversight_review(by=play.officer, case=play.case, reviewer="LGA", findings="It holds.")
    period = (
        receive_oversight_review(
            by=play.deputy_director, case=play.case, reviewer="LGA", findings="It holds.", independence="Outside."
        )
        or period
    )
    play.act(close_after_oversight, "period", period, reason="It holds.")
    assert play.stage == Stage.CLOSED


def test_a_case_does_not_close_after_oversight_while_a_notice_is_live(play: Play) -> None:
    play.intervened()
    notice = play.noticed()
    play.act(revoke_directions, "direction", Direction.objects.get(), **play.leaving())
    period = receive_oversight_review(
        by=play.deputy_director, case=play.case, reviewer="LGA", findings="It holds.", independence="Outside."
    )
    assert period is not None
    play.approved("close_after_oversight", period)
    assert refusals(lambda: close_after_oversight(by=play.lead, period=period, reason="It holds.")) == {
        "instruments_live"
    }
    assert Notice.objects.get(pk=notice.pk).state == "issued"


def test_oversight_is_extended_after_a_review(play: Play) -> None:
    period = reviewed(play)
    later = clock.today() + dt.timedelta(days=180)
    play.approved("extend_oversight", period, review_due_on=later)
    extended = extend_oversight(by=play.lead, period=period, review_due_on=later, reason="Gains are fragile.")
    assert (extended.state, play.stage) == ("running", Stage.OVERSIGHT)


def test_the_minister_decides_on_the_date_to_which_oversight_is_extended(play: Play) -> None:
    period = reviewed(play)
    later = clock.today() + dt.timedelta(days=180)
    play.approved("extend_oversight", period, review_due_on=later)
    other = later + dt.timedelta(days=400)
    unmet = refusals(lambda: extend_oversight(by=play.lead, period=period, review_due_on=other, reason="Fragile."))
    assert unmet & {"text_changed", "no_decision"}


def test_oversight_returns_to_engagement_on_fresh_evidence(play: Play) -> None:
    period = play.watched()
    return_to_engagement(by=play.deputy_director, period=period, reason="A new report.")
    assert play.stage == Stage.EARLY_ENGAGEMENT


def test_an_interim_review_in_exit_opens_no_oversight(play: Play) -> None:
    play.exiting()
    came = receive_oversight_review(
        by=play.deputy_director, case=play.case, reviewer="LGA", findings="It holds.", independence="Outside."
    )
    assert came is None
    assert play.stage == Stage.EXIT


# Courts, reorganisation and corrections


def sealed(play: Play) -> File:
    """The order of a court, kept on the case."""
    return attach(by=play.lead, case=play.case, subject=f"case:{play.case.pk}", name="order.txt", content=b"Quashed.")


def test_a_court_is_obeyed_on_its_sealed_order_alone(play: Play) -> None:
    obey = partial(restore_by_court_order, by=play.lead, quashed=play.proposed(), order="CO/1/2025")
    assert refusals(lambda: obey(sealed=None)) == {"no_sealed_order"}
    assert refusals(lambda: obey(sealed=sealed(play), ordered_on=play.wait(1) + dt.timedelta(days=1))) == {"later"}


@pytest.mark.parametrize("begin", ["", "noticed"])
def test_a_quashed_proposal_returns_the_case_to_where_it_was_opened_from(play: Play, begin: str) -> None:
    if begin:
        getattr(play, begin)()
    before = play.stage
    restore_by_court_order(by=play.lead, quashed=play.proposed(), order="CO/1/2025", sealed=sealed(play))
    assert play.stage == before


def test_quashed_directions_return_the_case(play: Play) -> None:
    direction = play.intervened()
    restore_by_court_order(by=play.lead, quashed=direction, order="CO/1/2025", sealed=sealed(play))
    assert (Direction.objects.get().ending, play.stage) == ("quashed", Stage.EARLY_ENGAGEMENT)


def test_an_abolished_authority_ends_everything_and_nothing_rolls_over(play: Play) -> None:
    play.intervened()
    play.noticed()
    play.inspected()
    close = partial(supersede, by=play.lead, case=play.case, transfer_note="Finance may need new directions.")
    assert refusals(close) == {"authority_exists"}
    Authority.objects.update(ends_on=clock.today())
    assert refusals(close) == {"authority_exists"}
    play.wait(1)
    close()
    assert play.stage == Stage.CLOSED
    endings = {model.objects.get().ending for model in (Direction, Notice, Inspection)}
    assert endings == {"authority_abolished"}
    assert play.case.events.latest("case_version").after["ended"]


def test_an_abolished_authority_takes_no_further_move(play: Play) -> None:
    notice = play.a_notice()
    play.approved("issue_notice", notice)
    Authority.objects.update(ends_on=clock.today())
    play.wait(1)
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"not_an_authority"}


def a_correction(play: Play, verb: str, case: Case | None = None) -> Correction:
    """What the lead says of the latest event of this sort: it was recorded by mistake."""
    case = case or play.case
    event = case.events.filter(verb=verb).latest("case_version")
    return ask_correction(by=play.lead, case=case, event=event, mistake="The wrong case.")


def test_a_correction_takes_two_people_and_deletes_nothing(play: Play) -> None:
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="The wrong case.")
    event = play.case.events.latest("case_version")
    with pytest.raises(Forbidden):
        ask_correction(by=play.officer, case=play.case, event=event, mistake="The wrong case.")
    both = person(Role.RECORDS_MANAGER, Role.TEAM_LEAD, team=play.team, since=START)
    asked = ask_correction(by=both, case=play.case, event=event, mistake="The wrong case.")
    for alone in (both, play.lead):
        with pytest.raises(Forbidden):
            correct_record(by=alone, correction=asked)
    before = play.case.events.count()
    made = correct_record(by=play.records_manager, correction=asked)
    assert (play.stage, play.case.events.count(), made.stage_after) == (Stage.EARLY_ENGAGEMENT, before + 1, play.stage)
    assert refusals(lambda: a_correction(play, "close_without_action")) == {"voided"}


def test_the_records_manager_may_let_an_event_stand(play: Play) -> None:
    asked = a_correction(play, "engage")
    assert refusals(lambda: a_correction(play, "engage")) == {"correction_waits"}
    refused = refuse_correction(by=play.records_manager, correction=asked, note="It happened.")
    assert (refused.state, refused.decided_by) == ("refused", play.records_manager)
    assert refusals(lambda: correct_record(by=play.records_manager, correction=asked)) == {"decided"}


def test_a_correction_does_not_contradict_what_is_live(play: Play) -> None:
    play.noticed()
    asked = a_correction(play, "issue_notice")
    assert refusals(lambda: correct_record(by=play.records_manager, correction=asked)) == {"instruments_live"}
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_a_correction_restores_only_the_stage_that_the_remaining_events_give(play: Play) -> None:
    play.exiting()
    made = correct_record(by=play.records_manager, correction=a_correction(play, "start_exit"))
    assert (play.stage, made.stage_after) == (Stage.INTERVENTION, Stage.INTERVENTION)
    earlier = correct_record(by=play.records_manager, correction=a_correction(play, "close_window"))
    assert (play.stage, earlier.stage_after) == (Stage.INTERVENTION, Stage.INTERVENTION)


@pytest.mark.parametrize("verb", ["decide", "confirm_decision"])
def test_an_approval_recorded_by_mistake_allows_nothing_once_two_people_voided_it(play: Play, verb: str) -> None:
    notice = play.a_notice()
    approved = play.approved("issue_notice", notice)
    if verb == "confirm_decision":
        RoleHolding.objects.filter(user=play.minister).update(ends_on=clock.today() - dt.timedelta(days=1))
        confirm_decision(by=play.secretary_of_state, asked=approved)
        RoleHolding.objects.filter(user=play.minister).update(ends_on=None)
    correct_record(by=play.records_manager, correction=a_correction(play, verb))
    assert SubmissionAct.objects.get(pk=approved.pk).state == "void"
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"no_decision"}
    assert list(needing_a_new_decision()) == [approved]

    play.approved("issue_notice", notice)
    issue_notice(by=play.lead, notice=notice)
    assert play.stage == Stage.BEST_VALUE_NOTICE


def test_a_decision_that_was_carried_out_is_not_voided_before_what_was_done(play: Play) -> None:
    play.noticed()
    asked = a_correction(play, "decide")
    assert "decision_spent" in refusals(lambda: correct_record(by=play.records_manager, correction=asked))
    assert SubmissionAct.objects.get().state == "spent"


def test_the_database_spends_no_decision_that_was_voided(play: Play) -> None:
    approved = play.approved("issue_notice", play.a_notice())
    mistake = a_correction(play, "decide")
    Correction.objects.filter(pk=mistake.pk).update(
        state="made", decided_by=play.records_manager, decided_at=clock.now(), stage_after=play.stage
    )
    with pytest.raises(IntegrityError, match="voided as a mistake"), transaction.atomic():
        SubmissionAct.objects.filter(pk=approved.pk).update(state="spent", spent_by=play.case.events.latest("pk"))


def test_a_closed_case_is_not_corrected_open_beside_its_successor(play: Play) -> None:
    close_without_action(by=play.deputy_director, case=heard(play.case), outcome="The wrong case.")
    play.wait(1)
    play.reopened()
    asked = a_correction(play, "close_without_action")
    assert refusals(lambda: correct_record(by=play.records_manager, correction=asked)) == {"case_open"}
    assert Case.objects.exclude(stage=Stage.CLOSED).count() == 1
