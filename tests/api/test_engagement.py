"""Private engagement, requests to open a case and officers of authorities, through the API."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.accounts.services.step_up import mint_step_up
from bestvalue.accounts.services.tokens import issue_token
from cases.models import Case, OpeningRequest, text_hash
from interventions.models import ExternalReview
from tests.factories import TeamFactory, person
from tests.support.assessing import assessed

from .test_problems import problem
from .world import a_case, an_authority, engaged

TODAY = clock.today().isoformat()
SOON = (clock.today() + dt.timedelta(days=30)).isoformat()
OFFER = {"what": "A mentor", "provider": "A body", "offered_on": TODAY}
ACCOUNT = {"given_on": TODAY, "given_by": "The leader", "text": "We disagree."}
STEP = {"what": "A plan", "owner": "The chief", "due_on": SOON}
SUPPORT = {"what": "A mentor", "provider": "A body", "owner": "The chief", "review_on": SOON}
REVIEW = {"terms": "The capital plan", "reviewers": "An accountant", "basis": "Consent of 1 May"}
CONSULTED = dict.fromkeys(("consulted", "view", "other_regimes", "exceptional_reasons"), "Words.") | {"held_on": TODAY}
MADE: list[tuple[str, dict[str, str], str]] = [
    ("support-offers", OFFER, "officer"),
    ("accounts", ACCOUNT, "officer"),
    ("next-steps", STEP, "officer"),
    ("support", SUPPORT, "deputy_director"),
    ("external-reviews", REVIEW, "officer"),
    ("consultations", CONSULTED, "officer"),
]
ENDED: list[tuple[str, dict[str, Any], str, dict[str, Any], str]] = [
    (
        "support-offers",
        OFFER,
        "answer",
        {"taken_up": False, "answered_on": TODAY, "answer": "No, thank you."},
        "refused",
    ),
    ("next-steps", STEP, "end", {"done": True, "ended_on": TODAY, "result": "It was sent."}, "done"),
    ("support", SUPPORT, "end", {"reason": "It has done its work."}, "ended"),
]


def caller(user: User) -> Client:
    """A program that acts in this person's name."""
    return Client(headers={"Authorization": f"Bearer {issue_token(user=user, name='Act', scopes=['write'])[1]}"})


def send(client: Client, address: str, body: Any, resource: str = "", code: str = "") -> Any:
    """Post an act on a resource as it is now, with a code where one is needed; on nothing read, make something."""
    seen = {"If-Match": client.get(resource).headers["ETag"]} if resource else {}
    seen |= {"Step-Up-Code": code} if code else {}
    return client.post(address, body, content_type="application/json", headers=seen)


def under(case: Case, below: str) -> str:
    return f"/api/v1/cases/{case.handle}/{below}/"


@pytest.mark.parametrize(("below", "body", "who"), MADE)
def test_what_is_made_is_shown_at_an_address_of_its_own_and_listed(
    below: str, body: dict[str, str], who: str, own_case: Case, request: pytest.FixtureRequest
) -> None:
    client = caller(request.getfixturevalue(who))
    response = send(client, under(own_case, below), body)
    assert response.status_code == 201, response.content
    assert client.get(response.headers["Location"]).content == response.content
    assert response.json().items() >= body.items()
    listed = client.get(under(own_case, below)).json()
    assert (listed["count"], listed["results"]) == (1, [response.json()])


@pytest.mark.parametrize(("below", "body", "act", "sent", "state"), ENDED)
def test_what_ends_is_ended_once_by_who_has_seen_it(
    below: str, body: dict[str, Any], act: str, sent: dict[str, Any], state: str, own_case: Case, deputy_director: User
) -> None:
    client = caller(deputy_director)
    made = send(client, under(assessed(own_case), below), body).headers["Location"]
    problem(send(client, f"{made}{act}/", sent), 428, "if_match_required")
    response = send(client, f"{made}{act}/", sent, made)
    assert (response.status_code, response.json()["state"]) == (200, state)
    problem(send(client, f"{made}{act}/", sent, made), 409, "refused")


def test_a_review_is_commissioned_only_on_a_ministers_decision(own_case: Case, deputy_director: User) -> None:
    client = caller(deputy_director)
    made = send(client, under(own_case, "external-reviews"), REVIEW).headers["Location"]
    problem(send(client, f"{made}commission/", {}, made), 403, "step_up_required")
    text = ExternalReview.objects.get().decision_text()
    code = mint_step_up(user=deputy_director, act="commission_review", document=text_hash(text))
    answer = send(client, f"{made}commission/", {}, made, code)
    (unmet,) = problem(answer, 409, "refused")["unmet_conditions"]
    assert unmet["code"] == "no_decision"
    for act, body in (("report", {"reported_on": TODAY, "findings": "Words."}), ("end", {"reason": "Why."})):
        problem(send(client, f"{made}{act}/", body, made), 409, "refused")


def test_a_case_is_handed_over_and_closed(own_case: Case, officer: User, deputy_director: User) -> None:
    client, case = caller(deputy_director), f"/api/v1/cases/{own_case.handle}/"
    handed = send(client, f"{case}hand-over/", {"to": officer.pk, "reason": "A new post."}, case)
    assert handed.json()["officer"]["id"] == officer.pk
    early = send(client, f"{case}close/", {"outcome": "Nothing more."}, case)
    assert [each["code"] for each in early.json()["unmet_conditions"]] == ["no_account", "no_assessment"]
    send(client, f"{case}accounts/", ACCOUNT)
    assessed(own_case)
    closed = send(client, f"{case}close/", {"outcome": "Nothing more."}, case)
    assert (closed.json()["stage"], closed.json()["outcome"]) == ("closed", "Nothing more.")


@pytest.mark.parametrize(("below", "body", "who"), MADE)
def test_to_a_stranger_none_of_it_exists(
    below: str, body: dict[str, str], who: str, own_case: Case, officer: User, deputy_director: User, stranger: User
) -> None:
    engaged(own_case, officer, deputy_director)
    client = caller(stranger)
    problem(client.get(under(own_case, below)), 404, "not_found")
    problem(send(client, under(own_case, below), body), 404, "not_found")
    problem(send(client, under(own_case, below), {}), 404, "not_found")


# Requests to open a case


def asking(user: User, team: Team, slug: str) -> Any:
    body = {"authority": slug, "team": team.slug, "reason": "A letter."}
    return send(caller(user), "/api/v1/openings/", body)


def test_a_request_is_answered_alike_whether_or_not_there_is_a_case(officer: User, team: Team) -> None:
    south = TeamFactory.create()
    noisy = an_authority("noisy", "Noisy Council")
    a_case(person(Role.TEAM_LEAD, team=south), south, noisy)
    an_authority("quiet", "Quiet Council")
    answers = [asking(officer, team, slug) for slug in ("noisy", "quiet")]
    own = {"id", "authority", "requested_at"}
    shown = [{name: each for name, each in answer.json().items() if name not in own} for answer in answers]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert shown[0] == shown[1]
    assert (shown[0]["state"], shown[0]["case"], shown[0]["open_case"]) == ("passed", None, None)
    assert sorted(answers[0].headers) == sorted(answers[1].headers)


def test_a_deputy_director_is_told_of_the_open_case_and_answers(
    officer: User, team: Team, deputy_director: User
) -> None:
    south = TeamFactory.create()
    noisy = an_authority("noisy", "Noisy Council")
    there = a_case(person(Role.TEAM_LEAD, team=south), south, noisy)
    made = asking(officer, team, "noisy").headers["Location"]
    client = caller(deputy_director)
    assert client.get(made).json()["open_case"] == there.ref
    problem(send(client, f"{made}open/", {}, made), 409, "refused")
    answered = send(client, f"{made}decline/", {"answer": "Thank you; it is in hand."}, made)
    assert (answered.status_code, answered.json()["state"]) == (200, "declined")
    author = caller(officer).get(made).json()
    assert (author["answer"], author["open_case"], author["case"]) == ("Thank you; it is in hand.", None, None)


def test_a_case_is_opened_from_a_request(officer: User, team: Team, deputy_director: User) -> None:
    an_authority("quiet", "Quiet Council")
    made = asking(officer, team, "quiet").headers["Location"]
    response = send(caller(deputy_director), f"{made}open/", {}, made)
    assert (response.status_code, response.json()["state"]) == (200, "opened")
    assert caller(officer).get(made).json()["case"] == Case.objects.get().ref


def test_the_number_of_queries_does_not_grow_with_the_requests(
    officer: User, team: Team, deputy_director: User
) -> None:
    client, counted = caller(deputy_director), []
    client.get("/api/v1/openings/")  # the token's first use is noted
    for number in range(3):
        asking(officer, team, an_authority(f"quiet-{number}", f"Quiet Council {number}").slug)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/api/v1/openings/").json()["count"] == number + 1
        counted.append(len(queries))
    assert counted == counted[:1] * 3


def test_an_official_answers_no_request(officer: User, lead: User, team: Team) -> None:
    an_authority("quiet", "Quiet Council")
    made = asking(officer, team, "quiet").headers["Location"]
    client = caller(officer)
    problem(send(client, f"{made}open/", {}, made), 404, "not_found")
    problem(caller(lead).get(made), 404, "not_found")
    assert OpeningRequest.objects.get().state == "passed"


# Officers of an authority


def test_an_officer_comes_and_leaves(officer: User, db: None) -> None:
    an_authority("quiet", "Quiet Council")
    client, officers = caller(officer), "/api/v1/authorities/quiet/officers/"
    came = send(client, officers, {"post": "leader", "name": "Una Ashby", "starts_on": "2025-01-06"})
    assert came.status_code == 201
    made = came.headers["Location"]
    left = send(client, f"{made}left/", {"ends_on": "2025-06-30", "reason": "Announced."}, made)
    assert left.json()["ends_on"] == "2025-06-30"
    problem(send(client, f"{made}left/", {"ends_on": "2025-07-30"}, made), 409, "refused")


def test_only_those_who_keep_the_record_change_it(minister: User) -> None:
    an_authority("quiet", "Quiet Council")
    body = {"post": "leader", "name": "Una Ashby", "starts_on": "2025-01-06"}
    problem(send(caller(minister), "/api/v1/authorities/quiet/officers/", body), 403, "permission_denied")
