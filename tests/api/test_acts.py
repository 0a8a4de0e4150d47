"""Acts through the API: what the caller must have seen, what they may send, and what they are answered."""

from typing import Any

import pytest
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.records.models import Event, Reading
from cases.models import Case, Contact
from cases.services.opening import log_contact

from .test_problems import problem

pytestmark = pytest.mark.urls("tests.api.urls")

CONTACT = {"held_on": "2025-03-03", "channel": "call", "people": "The chief executive", "summary": "First words."}
CREATED = {*CONTACT, "id", "from_statutory_officer"}


def address(case: Case, below: str = "") -> str:
    """Where a case is, or something below it."""
    return f"/api/v1/cases/{case.handle}/{below}"


def act(caller: Client, case: Case, below: str = "log-contact/", body: Any = CONTACT, **headers: str) -> Any:
    """Post an act; `If_Match` and the like become headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return caller.post(address(case, below), body, content_type="application/json", headers=named)


def etag(caller: Client, case: Case) -> str:
    """What the caller's GET of the case bears now."""
    found: str = caller.get(address(case)).headers["ETag"]
    return found


def a_rival_acts(case: Case, lead: User) -> None:
    """Another person logs a contact."""
    log_contact(by=lead, case=case, held_on=clock.today(), channel="call", people="Them", summary="Later words.")


def test_an_act_answers_with_the_resource_as_its_get_shows_it(actor: Client, own_case: Case) -> None:
    response = act(actor, own_case, If_Match=etag(actor, own_case))
    shown = actor.get(address(own_case))

    assert (response.status_code, response.json()["version"]) == (200, 2)
    assert response.content == shown.content
    assert response.headers["ETag"] == shown.headers["ETag"]


def test_acts_follow_one_another_by_the_etag_of_the_answer(actor: Client, own_case: Case) -> None:
    first = act(actor, own_case, If_Match=etag(actor, own_case))
    second = act(actor, own_case, If_Match=first.headers["ETag"])
    assert second.json()["version"] == 3


def test_one_event_bears_the_act_and_its_actor(actor: Client, own_case: Case, officer: User) -> None:
    act(actor, own_case, If_Match=etag(actor, own_case))
    event = Event.objects.get(case=own_case, case_version=2)
    assert (event.verb, event.actor) == ("log_contact", officer)


def test_an_act_without_if_match_is_refused(actor: Client, own_case: Case) -> None:
    problem(act(actor, own_case), 428, "if_match_required")
    assert not Contact.objects.exists()


@pytest.mark.parametrize("given", ["*", '"nonsense"', '"nonsense-1"', "", '"a-99999999999999999999"'])
def test_an_act_on_something_never_read_is_refused(actor: Client, own_case: Case, given: str) -> None:
    problem(act(actor, own_case, If_Match=given), 412, "changed")
    assert not Contact.objects.exists()


def test_whoever_saw_an_older_case_is_told_what_changed(actor: Client, own_case: Case, lead: User) -> None:
    seen = etag(actor, own_case)
    a_rival_acts(own_case, lead)
    (change,) = problem(act(actor, own_case, If_Match=seen), 412, "changed")["changes"]
    assert (change["verb"], change["label"], change["by"]) == ("log_contact", "Log a contact", lead.name)
    assert change["at"].endswith("Z")


def test_an_act_between_the_comparison_and_the_lock_is_found(actor: Client, own_case: Case) -> None:
    response = act(actor, own_case, "racing/", If_Match=etag(actor, own_case))
    (change,) = problem(response, 412, "changed")["changes"]
    assert change["verb"] == "log_contact"
    assert [each.summary for each in Contact.objects.all()] == ["A rival's words."]


def test_an_act_that_takes_the_case_out_of_sight_answers_with_nothing(actor: Client, own_case: Case) -> None:
    response = act(actor, own_case, "handed-over/", If_Match=etag(actor, own_case))
    assert (response.status_code, response.content) == (204, b"")
    problem(actor.get(address(own_case)), 404, "not_found")


@pytest.mark.parametrize("member", ["stage", "version", "head", "hash", "created_by", "by", "case", "past", "id"])
def test_nobody_sets_what_is_not_theirs_to_set(actor: Client, own_case: Case, member: str) -> None:
    response = act(actor, own_case, "contacts/", {**CONTACT, member: "closed"})
    (error,) = problem(response, 400, "invalid")["errors"]
    assert (error["pointer"], error["code"]) == (f"/{member}", "unknown_member")
    assert not Contact.objects.exists()


def test_every_wrong_member_is_pointed_at_at_once(actor: Client, own_case: Case) -> None:
    body = {**CONTACT, "stage": "closed", "held_on": "soon", "channel": "not_published", "summary": "  "}
    errors = problem(act(actor, own_case, "contacts/", body), 400, "invalid")["errors"]
    assert {each["pointer"] for each in errors} == {"/stage", "/held_on", "/channel", "/summary"}


@pytest.mark.parametrize("body", ["[1]", "null", '"x"', "{not json", '{"summary": "\\u0000"}'])
def test_a_body_that_is_no_contact_is_a_problem(actor: Client, own_case: Case, body: str) -> None:
    response = act(actor, own_case, "contacts/", body)
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")


def test_a_contact_is_made_at_an_address_of_its_own(actor: Client, own_case: Case) -> None:
    response = act(actor, own_case, "contacts/")
    shown = actor.get(response.headers["Location"])

    assert (response.status_code, shown.status_code) == (201, 200)
    assert response.json().keys() == CREATED
    assert (response.content, response.headers["ETag"]) == (shown.content, shown.headers["ETag"])


def test_a_creation_takes_if_match_and_heeds_it(actor: Client, own_case: Case, lead: User) -> None:
    seen = etag(actor, own_case)
    assert act(actor, own_case, "contacts/", If_Match=seen).status_code == 201
    (change,) = problem(act(actor, own_case, "contacts/", If_Match=seen), 412, "changed")["changes"]
    assert change["verb"] == "log_contact"


def test_contacts_come_in_pages_latest_first(actor: Client, own_case: Case) -> None:
    for day in ("2025-03-01", "2025-03-03", "2025-03-02"):
        act(actor, own_case, "contacts/", {**CONTACT, "held_on": day})
    page = actor.get(address(own_case, "contacts/?page_size=2")).json()
    assert (page["count"], [each["held_on"] for each in page["results"]]) == (3, ["2025-03-03", "2025-03-02"])


def test_a_refusal_of_the_service_is_told_with_its_conditions(actor: Client, own_case: Case) -> None:
    response = act(actor, own_case, "contacts/", {**CONTACT, "held_on": "2999-01-01"})
    (condition,) = problem(response, 409, "refused")["unmet_conditions"]
    assert condition["code"] == "later"


@pytest.mark.parametrize("below", ["contacts/", "log-contact/"])
@pytest.mark.parametrize("headers", [{"If_Match": '"x-1"'}, {"If_Match": '"x-1"', "Idempotency_Key": "k"}])
def test_for_a_stranger_there_is_nothing_to_act_on(
    own_case: Case, stranger: User, below: str, headers: dict[str, str]
) -> None:
    caller = Client(headers={"Authorization": f"Bearer {issue_token(user=stranger, name='T', scopes=['write'])[1]}"})
    problem(act(caller, own_case, below, **headers), 404, "not_found")
    assert not Reading.objects.exists()


def test_a_token_to_read_only_does_not_act(api: Client, own_case: Case) -> None:
    problem(act(api, own_case, "contacts/"), 403, "permission_denied")
    assert not Contact.objects.exists()


def test_a_token_to_act_acts_only_as_its_owner_may(own_case: Case, minister: User) -> None:
    caller = Client(headers={"Authorization": f"Bearer {issue_token(user=minister, name='T', scopes=['write'])[1]}"})
    problem(act(caller, own_case, "contacts/"), 403, "permission_denied")


def test_an_act_from_another_site_is_refused(own_case: Case, officer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    assert act(client, own_case, "contacts/").status_code == 403
    assert not Contact.objects.exists()
