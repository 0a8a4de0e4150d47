"""External reviews and inspections (T06, T07, T22 to T2A; R10 to R14; N8)."""

import datetime as dt
from typing import Any

import pytest

from bestvalue import clock
from cases.stages import Stage
from interventions.models import Inspection
from interventions.services.appointments import (
    appoint_assistant_inspector,
    clear_conflicts,
    draft_appointment,
    make_appointment,
)
from interventions.services.inspections import (
    appoint_inspector,
    end_inspection_early,
    publish_inspection_report,
    receive_inspection_report,
    respond_to_inspection,
    serve_inspectors_requirement,
)
from interventions.services.reviews import commission_review, draft_review, end_review, receive_review_report

from .build import START, Play, refusals


def delivered(play: Play, inspection: Inspection, **facts: Any) -> Inspection:
    """The report, delivered today to both."""
    today = clock.today()
    parts: dict[str, Any] = {
        "sent_to_authority_on": today,
        "sent_to_secretary_of_state_on": today,
        "recommends_directions": False,
    }
    return receive_inspection_report(by=play.officer, inspection=inspection, **{**parts, **facts})


def test_an_inspection_needs_no_notice_first(play: Play) -> None:
    assert play.inspected().opened_from == Stage.EARLY_ENGAGEMENT
    assert play.stage == Stage.INSPECTION


@pytest.mark.parametrize(
    ("begin", "stage"),
    [
        ("proposed", Stage.MINDED_TO),
        ("intervened", Stage.INTERVENTION),
        ("packaged", Stage.INTERVENTION),
        ("exiting", Stage.EXIT),
        ("noticed", Stage.INSPECTION),
        ("watched", Stage.INSPECTION),
    ],
)
def test_an_inspection_runs_beside_what_is_stronger(play: Play, begin: str, stage: Stage) -> None:
    getattr(play, begin)()
    play.inspected()
    assert play.stage == stage


@pytest.mark.parametrize(
    ("facts", "unmet"),
    [
        ({"functions": []}, "no_functions"),
        ({"conflicts_check": ""}, "no_conflicts_check"),
        ({"report_due_on": None}, "no_due_date"),
    ],
)
def test_an_appointment_names_the_functions_and_the_date(play: Play, facts: dict[str, Any], unmet: str) -> None:
    assert refusals(lambda: play.asked("appoint_inspector", play.an_inspection(**facts))) == {unmet}


def test_a_report_is_due_after_the_appointment(play: Play) -> None:
    inspection = play.an_inspection(report_due_on=START)
    play.approved("appoint_inspector", inspection)
    assert refusals(lambda: appoint_inspector(by=play.lead, inspection=inspection)) == {"due_passed"}


@pytest.mark.parametrize("days", [0, 1, 2, 3])
def test_an_inspector_gives_three_clear_days(play: Play, days: int) -> None:
    inspection = play.inspected()
    facts: dict[str, Any] = {"inspection": inspection, "required_of": "The finance director", "what": "The ledgers"}
    comply_on = START + dt.timedelta(days=days)
    unmet = refusals(
        lambda: serve_inspectors_requirement(by=play.officer, served_on=START, comply_on=comply_on, **facts)
    )
    assert unmet == {"too_soon"}
    comply_on = START + dt.timedelta(days=4)
    made = serve_inspectors_requirement(by=play.officer, served_on=START, comply_on=comply_on, **facts)
    assert made.comply_on == comply_on


def test_an_inspector_requires_nothing_after_the_inspection(play: Play) -> None:
    inspection = play.inspected()
    delivered(play, inspection)
    facts: dict[str, Any] = {"inspection": inspection, "required_of": "The finance director", "what": "The ledgers"}
    comply_on = START + dt.timedelta(days=9)
    unmet = refusals(
        lambda: serve_inspectors_requirement(by=play.officer, served_on=START, comply_on=comply_on, **facts)
    )
    assert unmet == {"no_inspection"}


def test_an_assistant_needs_the_inspectors_recommendation(play: Play) -> None:
    play.inspected()
    bare = draft_appointment(by=play.officer, case=play.case, person="B. Helper", role="assistant_inspector")
    bare = clear_conflicts(by=play.lead, appointment=bare, finding="None found.")
    assert refusals(lambda: play.asked("appoint_assistant_inspector", bare)) == {"no_recommendation"}
    unmet = refusals(lambda: appoint_assistant_inspector(by=play.lead, appointment=bare))
    assert unmet == {"no_recommendation"}
    other = refusals(lambda: make_appointment(by=play.lead, appointment=bare))
    assert {"other_route", "no_recommendation"} <= other


def test_an_assistant_is_appointed_on_the_inspectors_recommendation(play: Play) -> None:
    play.inspected()
    drafted = draft_appointment(
        by=play.officer,
        case=play.case,
        person="B. Helper",
        role="assistant_inspector",
        recommendation="The inspector asks for two more people.",
    )
    drafted = clear_conflicts(by=play.lead, appointment=drafted, finding="None found.")
    serving = play.act(appoint_assistant_inspector, "appointment", drafted)
    assert serving.state == "serving"


def test_a_report_goes_to_both_and_leaves_the_stage(play: Play) -> None:
    inspection = play.inspected()
    tomorrow = START + dt.timedelta(days=1)
    assert refusals(lambda: delivered(play, inspection, sent_to_authority_on=tomorrow)) == {"wrong_day"}
    reported = delivered(play, inspection, recommends_directions=True)
    assert (reported.state, play.stage) == ("reported", Stage.INSPECTION)


def test_nothing_is_presumed_to_follow_a_report(play: Play) -> None:
    inspection = play.reported()
    play.act(respond_to_inspection, "inspection", inspection, reason="They can do it alone.", to=Stage.CLOSED)
    assert play.stage == Stage.CLOSED


def test_a_report_is_published_once_the_people_criticised_were_heard(play: Play) -> None:
    inspection = play.reported()
    play.approved("publish_inspection_report", inspection)
    unmet = refusals(lambda: publish_inspection_report(by=play.lead, inspection=inspection, checks=""))
    assert unmet == {"no_checks"}
    published = publish_inspection_report(by=play.lead, inspection=inspection, checks="Two people were heard.")
    assert published.published_on == clock.today()


def test_a_report_that_does_not_exist_is_not_answered(play: Play) -> None:
    inspection = play.inspected()
    play.approved("respond_to_inspection", inspection)
    assert "no_report" in refusals(lambda: respond_to_inspection(by=play.lead, inspection=inspection, reason="Well."))


@pytest.mark.parametrize(("begin", "back_to"), [("", Stage.EARLY_ENGAGEMENT), ("noticed", Stage.BEST_VALUE_NOTICE)])
def test_an_inspection_ended_early_leads_back(play: Play, begin: str, back_to: Stage) -> None:
    if begin:
        getattr(play, begin)()
    play.act(end_inspection_early, "inspection", play.inspected(), reason="Fees are settled.")
    assert play.stage == back_to


def test_a_report_is_answered_by_the_next_step(play: Play) -> None:
    inspection = play.reported()
    play.proposed()
    assert play.stage == Stage.MINDED_TO
    assert Inspection.objects.get(pk=inspection.pk).ending == "responded"


def test_a_review_is_commissioned_reports_and_ends_without_moving_the_case(play: Play) -> None:
    bare = draft_review(by=play.officer, case=play.case, terms="Terms.", reviewers="CIPFA")
    assert refusals(lambda: play.asked("commission_review", bare)) == {"no_basis"}
    assert refusals(lambda: commission_review(by=play.lead, review=bare)) == {"no_basis"}
    drafted = draft_review(by=play.officer, case=play.case, terms="Terms.", reviewers="CIPFA", basis="Consent.")
    review = play.act(commission_review, "review", drafted)
    play.wait(50)
    receive_review_report(by=play.officer, review=review, reported_on=clock.today(), findings="Debt.")
    assert end_review(by=play.deputy_director, review=review, reason="Answered.").state == "ended"
    assert play.stage == Stage.EARLY_ENGAGEMENT
