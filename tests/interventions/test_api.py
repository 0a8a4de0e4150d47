"""Inspections, proposals, directions, exit and oversight by programs: the same services, the same refusals."""

from typing import Any

import pytest

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.step_up import mint_step_up
from cases.models import Case, Instrument, SubmissionAct, text_hash
from cases.stages import Stage
from interventions.models import Direction, Inspection, OversightPeriod, Proposal
from interventions.services.proposals import draft_proposal
from tests.api.test_engagement import caller, send
from tests.api.test_notice_acts import act, at
from tests.api.world import a_case, an_authority
from tests.lifecycle.build import VIEWS, Play
from tests.support.assessing import assessed

FINDING = {"theme": "use-of-resources", "finding": "failing", "reasons": "Reserves are spent."}
TODAY = "2025-01-06"


def made(play: Play, below: str, body: dict[str, Any]) -> Any:
    """What a program in the officer's name makes."""
    response = send(caller(play.officer), at(play, below), body)
    assert response.status_code == 201, response.content
    return response.json()


def done(user: User, play: Play, below: str, word: str, body: dict[str, Any], code: str = "") -> Any:
    """An act that must be taken."""
    response = act(user, at(play, below), word, body, code)
    assert response.status_code == 200, response.content
    return response.json()


def refused(user: User, play: Play, below: str, word: str, body: dict[str, Any], code: str = "") -> set[str]:
    """The codes of what is not met."""
    response = act(user, at(play, below), word, body, code)
    assert response.status_code == 409, response.content
    return {each["code"] for each in response.json()["unmet_conditions"]}


def code_for(play: Play, move: str, text: str) -> str:
    """A step-up code of the lead for an exact text."""
    return mint_step_up(user=play.lead, act=move, document=text_hash(text))


def proof(play: Play, asked: SubmissionAct) -> str:
    """A step-up code of the lead for what was approved."""
    return mint_step_up(user=play.lead, act=asked.move, document=asked.document.sha256)


def carried_out(play: Play, move: str, instrument: Instrument, below: str, word: str) -> Any:
    """What a minister approves and the lead carries out with a code."""
    play.approved(move, instrument)
    return done(play.lead, play, below, word, {}, code_for(play, move, instrument.decision_text()))


@pytest.mark.parametrize(
    ("below", "body", "lacks"),
    [
        ("inspections", {"functions": ["Governance"]}, "no_inspector"),
        ("packages", {"model": "board", "terms": "Terms."}, "no_agreement"),
        ("proposals", {"evidence": "The report."}, "no_findings"),
        ("directions", {"recitals": "Why.", "is_urgent": True}, "no_urgency"),
    ],
)
def test_a_draft_is_made_incomplete_and_says_what_it_lacks(
    play: Play, below: str, body: dict[str, Any], lacks: str
) -> None:
    shown = made(play, below, body)
    assert lacks in {each["code"] for each in shown["missing"]}
    assert shown["sha256"] == text_hash(shown["text"])
    listed = caller(play.officer).get(at(play, below)).json()
    assert [each["id"] for each in listed["results"]] == [shown["id"]]
    ended = done(play.officer, play, f"{below}/{shown['id']}", "discard", {"reason": "Not wanted."})
    assert ended["state"] == "discarded"


def test_nobody_sets_a_state_or_a_date_that_an_act_sets(play: Play) -> None:
    for wrong in ({"state": "appointed"}, {"appointed_on": TODAY}, {"opened_from": "exit"}):
        assert send(caller(play.officer), at(play, "inspections"), wrong).status_code == 400


def test_an_inspection_from_its_draft_to_the_response(play: Play) -> None:
    body = {
        "functions": ["Governance"],
        "inspector": "A. Inspector",
        "conflicts_check": "None found.",
        "fees": "At cost",
        "evidence": "A disclosure.",
    }
    shown = made(play, "inspections", body)
    below = f"inspections/{shown['id']}"
    edited = done(play.officer, play, below, "edit", {"report_due_on": "2025-06-30"})
    assert (edited["missing"], edited["functions"]) == ([], ["Governance"])
    inspection = Inspection.objects.get()
    code = code_for(play, "end_inspection_early", inspection.decision_text())
    assert refused(play.lead, play, below, "end", {"reason": "No."}, code) >= {"no_inspection"}
    assert carried_out(play, "appoint_inspector", inspection, below, "appoint")["state"] == "appointed"
    requirement = {"required_of": "The chief", "what": "Minutes", "served_on": TODAY, "comply_on": "2025-01-09"}
    assert refused(play.officer, play, below, "requirement", requirement) == {"too_soon"}
    done(play.officer, play, below, "requirement", {**requirement, "comply_on": "2025-01-10"})
    day = str(play.wait(30))
    report = {"sent_to_authority_on": day, "sent_to_secretary_of_state_on": day, "recommends_directions": False}
    steps = [{"text": "Publish the register."}, {"text": "Rebuild audit.", "with_support": True}]
    assert done(play.officer, play, below, "report", {**report, "steps": steps})["steps"][1]["with_support"]
    sent = {"person": "B. Former", "passages": "P. 3", "sent_on": day}
    person = done(play.officer, play, below, "passages", sent)["criticised"][0]["id"]
    answer = {"criticised": person, "answered_on": day, "answer": "I disagree."}
    assert done(play.officer, play, below, "passages-answer", answer)["criticised"][0]["answer"] == "I disagree."
    asked = play.approved("respond_to_inspection", Inspection.objects.get())
    done(play.lead, play, below, "respond", {"reason": "They act.", "to": "early_engagement"}, proof(play, asked))
    assert play.stage == Stage.EARLY_ENGAGEMENT


def test_a_proposal_from_its_draft_to_directions(play: Play) -> None:
    body = {
        "evidence": "The report.",
        "model": "Commissioners",
        "cost": "The authority pays.",
        "services_statement": "They stay funded.",
        "exit_strategy": "Step by step.",
        "actions": [{"text": "Agree a plan.", "due_on": "2025-09-01"}],
        "functions": [{"text": "Finance"}],
        "findings": [FINDING],
    }
    assessed(play.case)
    shown = made(play, "proposals", body)
    assert shown["missing"] == []
    below, proposal = f"proposals/{shown['id']}", Proposal.objects.get()
    opened = carried_out(play, "propose_intervention", proposal, below, "propose")
    assert (opened["state"], opened["closes_on"]) == ("open", "2025-01-20")
    came = {"sender": "The council", "received_on": TODAY, "channel": "email", "text": "No.", "is_from_authority": True}
    logged = done(play.officer, play, below, "representations", came)
    assert logged["unread"] == 1
    one = logged["representations"][0]["id"]
    done(play.officer, play, below, "acknowledge", {"representation": one})
    answered = {"representation": one, "summary": "They disagree.", "reply": "Noted."}
    assert done(play.officer, play, below, "answer", answered)["unread"] == 0
    assert refused(play.officer, play, below, "close", {}) == {"window_running"}
    play.wait(15)
    done(play.officer, play, below, "close", {})

    parts = {name: body[name] for name in ("actions", "functions", "findings")}
    draft = made(play, "directions", {**parts, "proposal": shown["id"], "recitals": "Why.", "ends_on": "2027-01-31"})
    assert draft["missing"] == []
    direction, there = Direction.objects.get(), f"directions/{draft['id']}"
    set_of = carried_out(play, "make_directions", direction, there, "make")
    assert (set_of["state"], play.stage) == ("made", Stage.INTERVENTION)
    action, function = set_of["actions"][0]["id"], set_of["functions"][0]["id"]
    today = str(clock.today())
    progress = {"action": action, "on": today, "standing": "under_way", "text": "A draft."}
    assert done(play.officer, play, there, "progress", progress)["actions"][0]["progress"][0]["standing"] == "under_way"
    told = {"function": function, "given_on": today, "given_by": "A. Commissioner", "instruction": "Stop."}
    done(play.officer, play, there, "instructions", told)
    cost = {
        "what": "Fees",
        "starts_on": today,
        "ends_on": today,
        "pounds": "1200.00",
        "paid_by": "It",
        "source": "Bill",
    }
    assert done(play.officer, play, there, "costs", cost)["costs"][0]["pounds"] == "1200.00"
    assert act(play.officer, at(play, there), "progress", {**progress, "action": 10**6}).status_code == 404


def test_the_proposal_of_another_case_is_no_ground_for_directions(play: Play) -> None:
    elsewhere = a_case(play.lead, play.team, an_authority("elsewhere", "Elsewhere Council"))
    theirs = draft_proposal(by=play.officer, case=elsewhere, evidence="Another report.")
    response = send(caller(play.officer), at(play, "directions"), {"proposal": str(theirs.pk)})
    assert (response.status_code, Direction.objects.exists()) == (409, False)
    assert response.json()["unmet_conditions"][0]["code"] == "other_case"


def test_an_appointment_is_checked_made_and_ended(play: Play) -> None:
    play.intervened()
    shown = made(play, "appointments", {"person": "A. Commissioner", "role": "lead_commissioner", "daily_rate": "1200"})
    below = f"appointments/{shown['id']}"
    done(play.lead, play, below, "conflicts", {"finding": "None found."})
    assert refused(play.officer, play, below, "edit", {"person": "Somebody else"}) == {"cleared"}
    appointment = play.case.appointments.get()
    assert carried_out(play, "make_appointment", appointment, below, "make")["state"] == "serving"
    asked = play.approved("end_appointment", play.case.appointments.get())
    body = {"reason": "Done.", "ended_on": str(clock.today())}
    ended = done(play.lead, play, below, "end", body, proof(play, asked))
    assert ended["state"] == "ended"


def test_a_report_is_answered_with_the_reply_that_was_approved(play: Play) -> None:
    play.intervened()
    today = str(clock.today())
    body = {"author": "They", "dated_on": today, "received_on": today, "scope_recommended": "None.", "text": "Slow."}
    shown = made(play, "progress-reports", body)
    assert shown["report"] == "Slow."
    below = f"progress-reports/{shown['id']}"
    code = code_for(play, "reply_to_report", play.case.progressreports.get().decision_text())
    assert refused(play.lead, play, below, "reply", {}, code) >= {"no_answer"}
    asked = play.approved("reply_to_report", play.case.progressreports.get(), answer="Thank you. Go on.")
    assert done(play.lead, play, below, "reply", {}, proof(play, asked))["answer"] == "Thank you. Go on."


def test_the_exit_and_the_year_after(play: Play) -> None:
    direction = play.intervened()
    there = f"directions/{direction.pk}"
    strategy = made(play, "exit-strategies", {"text": "Step by step.", "milestones": [{"text": "A balanced budget"}]})
    asked = play.approved("start_exit", direction)
    done(play.lead, play, there, "start-exit", {"reason": "They are ready."}, proof(play, asked))
    assert play.stage == Stage.EXIT
    met = {"milestone": strategy["milestones"][0]["id"], "met_on": str(clock.today()), "evidence": "The budget."}
    shown = done(play.officer, play, f"exit-strategies/{strategy['id']}", "met", met)
    assert shown["milestones"][0]["state"] == "met"
    asked = play.approved("revoke_directions", direction)
    done(play.lead, play, there, "revoke", {"reason": "They can sustain it.", "views": VIEWS}, proof(play, asked))
    period = OversightPeriod.objects.get()
    below = f"oversight-periods/{period.pk}"
    assert str(period.review_due_on) in asked.changes["oversight_review_on"]
    done(play.officer, play, below, "arrange", {"plan": "Two visits.", "critical_friend": "A neighbour."})
    play.wait(360)
    review = {"reviewer": "A body", "independence": "Outside.", "findings": "It holds."}
    assert done(play.deputy_director, play, below, "review", review)["state"] == "reviewed"
    asked = play.approved("close_after_oversight", OversightPeriod.objects.get())
    done(play.lead, play, below, "close", {"reason": "It holds."}, proof(play, asked))
    assert Case.objects.get().stage == Stage.CLOSED


def test_those_off_the_case_find_nothing(play: Play) -> None:
    inspection = play.an_inspection()
    for path in ("inspections", f"inspections/{inspection.pk}"):
        assert caller(play.press).get(at(play, path)).status_code == 404
