"""Submissions and the minister's box through the API: the same acts, people and refusals as in the browser."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Scope, User
from bestvalue.accounts.services.step_up import mint_step_up
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.records.models import Event, Reading
from cases.models import Submission, SubmissionAct
from cases.services.opening import log_contact
from cases.services.submissions import draft_submission
from notices.services import edit_notice
from tests.factories import person
from tests.lifecycle.build import PACK, Play

from .test_problems import problem


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case, and the people of the department."""
    with ExitStack() as days:
        yield Play.begin(days)


@pytest.fixture
def asked(play: Play) -> SubmissionAct:
    """A notice that waits for a minister's decision."""
    return play.asked("issue_notice", play.a_notice())


def caller(user: User, scope: Scope = Scope.WRITE) -> Client:
    """A program that acts in this person's name."""
    return Client(headers={"Authorization": f"Bearer {issue_token(user=user, name='T', scopes=[scope])[1]}"})


def at_case(play: Play, below: str = "") -> str:
    """Below the submissions of the case."""
    return f"/api/v1/cases/{play.case.ref}/submissions/{below}"


def box(asked: SubmissionAct, below: str = "") -> str:
    """A submission in the box, or something below it."""
    return f"/api/v1/decisions/{asked.submission_id}/{below}"


def decided_at(asked: SubmissionAct) -> str:
    """Where this act is decided."""
    return box(asked, f"acts/{asked.pk}/decide/")


def send(client: Client, address: str, read: str, body: Any = None, code: str = "") -> Any:
    """Read what is acted on, then act on what was read."""
    headers = {"If-Match": client.get(read).headers["ETag"]} | ({"Step-Up-Code": code} if code else {})
    return client.post(address, body or {}, content_type="application/json", headers=headers)


def code_for(user: User, act: str, document: str) -> str:
    """A fresh proof that it is this person."""
    return mint_step_up(user=user, act=act, document=document)


def decision(user: User, asked: SubmissionAct, **given: Any) -> Any:
    """Decide by token, with a code for this exact text."""
    body = {"decision": "approve", "reasons": "The case is made.", "interests": "None declared", **given}
    code = code_for(user, "decide", asked.document.sha256)
    return send(caller(user), decided_at(asked), box(asked), body, code)


def test_a_submission_is_drafted_edited_offered_and_cleared(play: Play) -> None:
    notice, officer = play.a_notice(), caller(play.officer)
    asks = [{"move": "issue_notice", "of": notice.key}]
    made = officer.post(at_case(play), {"question": "Issue it?", "acts": asks}, content_type="application/json")
    assert made.status_code == 201
    one = at_case(play, f"{made.json()['id']}/")
    assert {each["code"] for each in made.json()["unmet_conditions"]} == {f"no_{name}" for name in PACK}
    edited = send(officer, f"{one}edit/", one, dict(PACK))
    assert (edited.status_code, edited.json()["unmet_conditions"]) == (200, [])
    assert send(officer, f"{one}offer/", one).json()["state"] == "for_clearance"
    submission = Submission.objects.get()
    deputy = caller(play.deputy_director)
    problem(send(deputy, f"{one}clear/", one), 403, "step_up_required")
    pack = Event.objects.latest("case_version").after["pack"]
    body = {"minister": play.minister.pk}
    cleared = send(deputy, f"{one}clear/", one, body, code_for(play.deputy_director, "clear_submission", pack))
    assert (cleared.status_code, cleared.json()["state"]) == (200, "with_minister")
    assert (cleared.json()["pack_sha256"], cleared.json()["minister"]["id"]) == (pack, play.minister.pk)
    assert Submission.objects.get(pack__subject=submission.key) == submission


@pytest.mark.parametrize(
    ("name", "who", "body", "state"),
    [
        ("return", "deputy_director", {"comments": "Say more on cost."}, "draft"),
        ("take-back", "officer", {"reason": "A new chair."}, "draft"),
        ("drop", "officer", {"reason": "No longer wanted."}, "lapsed"),
        ("comment", "officer", {"text": "The auditor wrote again."}, "for_clearance"),
    ],
)
def test_what_is_offered_is_returned_taken_back_dropped_or_remarked_on(
    play: Play, name: str, who: str, body: dict[str, str], state: str
) -> None:
    submission = play.offered("issue_notice", play.a_notice())
    one, client = at_case(play, f"{submission.pk}/"), caller(getattr(play, who))
    response = send(client, f"{one}{name}/", one, body)
    assert (response.status_code, response.json()["state"]) == (200, state)
    if name != "drop":
        shown = response.json()["draft_comments" if name == "comment" else "comments"]
        assert shown[0]["text"] == next(iter(body.values()))


def test_only_what_can_be_asked_here_now_is_asked(play: Play) -> None:
    body = {"question": "?", "acts": [{"move": "withdraw_notice", "of": play.a_notice().key}]}
    response = caller(play.officer).post(at_case(play), body, content_type="application/json")
    (why,) = problem(response, 409, "refused")["unmet_conditions"]
    assert why["code"] == "not_asked_here"


def test_facts_that_the_act_does_not_set_are_refused(play: Play) -> None:
    notice = play.a_notice()
    body = {
        "question": "?",
        "acts": [{"move": "issue_notice", "of": notice.key}],
        "changes": {"issue_notice": {"issued_on": "2020-01-01"}},
    }
    response = caller(play.officer).post(at_case(play), body, content_type="application/json")
    (why,) = problem(response, 409, "refused")["unmet_conditions"]
    assert why["code"] == "not_a_fact"


def test_a_minister_reads_the_exact_text_and_decides_on_it(play: Play, asked: SubmissionAct) -> None:
    shown = caller(play.minister).get(box(asked)).json()
    (act,) = shown["acts"]
    assert (act["text"], act["sha256"]) == (asked.document.body, asked.document.sha256)
    assert Reading.objects.filter(reader=play.minister, subject__contains=asked.submission.key).exists()
    response = decision(play.minister, asked)
    assert (response.status_code, response.json()["acts"][0]["state"]) == (200, "approved")


def test_deciding_needs_a_code_bound_to_the_exact_text(play: Play, asked: SubmissionAct) -> None:
    body = {"decision": "approve", "reasons": "Yes.", "interests": "None declared"}
    problem(send(caller(play.minister), decided_at(asked), box(asked), body), 403, "step_up_required")
    other = code_for(play.minister, "decide", "0" * 64)
    problem(send(caller(play.minister), decided_at(asked), box(asked), body, other), 403, "step_up_required")
    assert SubmissionAct.objects.get().state == "asked"


def test_whoever_read_before_another_decided_is_told_what_changed(play: Play, asked: SubmissionAct) -> None:
    late = caller(play.minister)
    seen = late.get(box(asked)).headers["ETag"]
    decision(play.secretary_of_state, asked, decision="decline")
    headers = {"If-Match": seen, "Step-Up-Code": code_for(play.minister, "decide", asked.document.sha256)}
    body = {"decision": "approve", "reasons": "Yes.", "interests": "None declared"}
    response = late.post(decided_at(asked), body, content_type="application/json", headers=headers)
    (change,) = problem(response, 412, "changed")["changes"]
    assert (change["verb"], change["by"]) == ("decide", play.secretary_of_state.name)


def test_private_office_records_a_decision_with_minister_time_and_proof(play: Play, asked: SubmissionAct) -> None:
    problem(decision(play.private_office, asked), 403, "permission_denied")
    told = {"minister": play.minister.pk, "decided_at": clock.now().isoformat(), "proof": "The box note."}
    response = decision(play.private_office, asked, **told)
    (act,) = response.json()["acts"]
    assert (act["decided_by"]["id"], act["recorded_by"]["id"]) == (play.minister.pk, play.private_office.pk)


def test_a_minister_stands_aside(play: Play, asked: SubmissionAct) -> None:
    body = {"interest": "A friend.", "to": play.secretary_of_state.pk}
    response = send(caller(play.minister), box(asked, "recuse/"), box(asked), body)
    assert response.json()["minister"]["id"] == play.secretary_of_state.pk
    problem(decision(play.minister, asked), 403, "permission_denied")


def test_a_successor_confirms(play: Play) -> None:
    asked = play.approved("issue_notice", play.a_notice())
    RoleHolding.objects.filter(user=play.minister).update(ends_on=clock.today())
    play.wait(1)
    code = code_for(play.secretary_of_state, "confirm_decision", asked.document.sha256)
    address = box(asked, f"acts/{asked.pk}/confirm/")
    response = send(caller(play.secretary_of_state), address, box(asked), code=code)
    assert response.json()["acts"][0]["confirmed_by"]["id"] == play.secretary_of_state.pk


def test_an_edit_after_approval_shows_as_void(play: Play) -> None:
    notice = play.a_notice()
    asked = play.approved("issue_notice", notice)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    assert caller(play.minister).get(box(asked)).json()["acts"][0]["state"] == "void"


def test_the_box_lists_what_waits_the_oldest_first(play: Play, asked: SubmissionAct) -> None:
    play.wait(1)
    later = play.asked("appoint_inspector", play.an_inspection())
    listed = caller(play.minister, Scope.READ).get("/api/v1/decisions/").json()
    assert [each["id"] for each in listed["results"]] == [str(each.submission_id) for each in (asked, later)]
    assert listed["results"][0]["authority"]["name"] == play.authority.name


@pytest.mark.parametrize("who", ["officer", "lead", "deputy_director", "press", "records_manager"])
def test_for_everybody_else_there_is_no_box(play: Play, asked: SubmissionAct, who: str) -> None:
    client = caller(getattr(play, who))
    for address in ("/api/v1/decisions/", box(asked)):
        problem(client.get(address), 404, "not_found")
    headers = {"If-Match": '"x-1"'}
    response = client.post(decided_at(asked), {}, content_type="application/json", headers=headers)
    problem(response, 404, "not_found")


def test_to_another_team_no_submission_exists(play: Play) -> None:
    drafted = draft_submission(by=play.officer, case=play.case, question="?", acts=[("issue_notice", play.a_notice())])
    stranger = caller(person(Role.OFFICER))
    problem(stranger.get(at_case(play)), 404, "not_found")
    for below in ("", "edit/", "offer/", "clear/", "return/", "take-back/", "comment/", "drop/"):
        address = at_case(play, f"{drafted.pk}/{below}")
        asking = stranger.get(address) if not below else stranger.post(address, {}, headers={"If-Match": '"x-1"'})
        problem(asking, 404, "not_found")


def test_those_without_the_role_are_refused_and_nothing_changes(play: Play) -> None:
    submission = play.offered("issue_notice", play.a_notice())
    one, lead = at_case(play, f"{submission.pk}/"), caller(play.lead)
    problem(send(lead, f"{one}return/", one, {"comments": "No."}), 403, "permission_denied")
    assert Submission.objects.get().state == "for_clearance"


@pytest.mark.parametrize(("who", "told"), [("private_office", ["clear_submission"]), ("minister", ["log_contact"])])
def test_what_changed_is_told_as_far_as_the_caller_may_know_of_the_case(
    play: Play, asked: SubmissionAct, who: str, told: list[str]
) -> None:
    contact: dict[str, Any] = {"held_on": clock.today(), "channel": "call", "people": "Them", "summary": "Talk."}
    log_contact(by=play.officer, case=play.case, **contact)
    seen = Event.objects.get(verb="clear_submission").case_version - 1
    client, stale = caller(getattr(play, who)), {"If-Match": f'"0-{seen}"'}
    for name in (f"acts/{asked.pk}/decide/", f"acts/{asked.pk}/confirm/", "recuse/"):
        response = client.post(box(asked, name), {}, content_type="application/json", headers=stale)
        changes = problem(response, 412, "changed")["changes"]
        assert [each["verb"] for each in changes][: len(told)] == told
        assert len(changes) == (1 if who == "private_office" else 2)
