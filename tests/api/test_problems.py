from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.api.urls")

MEMBERS = {
    *("type", "title", "status", "detail", "instance", "code"),
    *("errors", "unmet_conditions", "changes", "request_id"),
}


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """The problem document of a response, which must be one of this status and code."""
    assert response.headers["Content-Type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert document.keys() == MEMBERS
    assert (response.status_code, document["status"], document["code"]) == (status, status, code)
    assert document["title"]
    assert document["detail"]
    return document


@pytest.mark.parametrize("path", ["/api/", "/api/v1/nothing/", "/api/v1/teams", "/api/v2/teams/", "/api/v1/teams/x/y/"])
@pytest.mark.parametrize("method", ["get", "post", "delete", "options"])
def test_an_address_that_leads_nowhere_is_a_problem_for_everybody(client: Client, path: str, method: str) -> None:
    assert problem(getattr(client, method)(path), 404, "not_found")["instance"] == path


def test_a_missing_thing_reads_like_an_address_that_leads_nowhere(api: Client) -> None:
    problem(api.get("/api/v1/teams/nothing/"), 404, "not_found")


@pytest.mark.parametrize(
    ("request_of", "status", "code"),
    [
        (lambda caller: caller.delete("/api/v1/teams/"), 405, "method_not_allowed"),
        (lambda caller: caller.options("/api/v1/teams/"), 405, "method_not_allowed"),
        (lambda caller: caller.get("/api/v1/teams/", headers={"Accept": "text/html"}), 406, "not_acceptable"),
    ],
)
def test_every_error_of_the_framework_is_a_problem(
    client: Client, officer: Any, request_of: Any, status: int, code: str
) -> None:
    client.force_login(officer)
    problem(request_of(client), status, code)


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("refused", 409, "refused"),
        ("forbidden", 403, "permission_denied"),
        ("changed", 412, "changed"),
        ("invalid", 400, "invalid"),
        ("throttled", 429, "throttled"),
    ],
)
def test_every_error_of_a_service_is_a_problem(api: Client, kind: str, status: int, code: str) -> None:
    problem(api.get(f"/api/v1/failing/{kind}/"), status, code)


def test_a_refusal_names_every_unmet_condition(api: Client) -> None:
    document = problem(api.get("/api/v1/failing/refused/"), 409, "refused")
    assert document["unmet_conditions"] == [
        {"code": "no_submission", "message": "A minister must approve first.", "link": "/submissions/"}
    ]


def test_throttling_says_when_to_come_back(api: Client) -> None:
    assert api.get("/api/v1/failing/throttled/").headers["Retry-After"] == "7"


def test_an_invalid_member_is_pointed_at(api: Client) -> None:
    document = problem(api.get("/api/v1/failing/invalid/"), 400, "invalid")
    assert document["errors"] == [
        {"pointer": "/ends_on", "code": "invalid", "message": "The last day must not be before the first day."}
    ]


def test_our_own_fault_says_nothing_of_its_cause(api: Client) -> None:
    api.raise_request_exception = False
    response = api.get("/api/v1/failing/broken/", headers={"X-Request-ID": "forged"})
    assert problem(response, 500, "server_error")["request_id"] == response.headers["X-Request-ID"] != "forged"
    assert "secret" not in response.content.decode()


def test_a_forged_host_is_a_problem_too(client: Client) -> None:
    problem(client.get("/api/v1/teams/", headers={"Host": "evil.example"}), 400, "bad_request")


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        ("{not json", "application/json", 400, "parse_error"),
        ("name=x", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        ("[1]", "application/json", 400, "invalid"),
        ('{"name": ""}', "application/json", 400, "invalid"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem(
    client: Client, officer: Any, team: Any, body: str, content_type: str, status: int, code: str
) -> None:
    client.force_login(officer)
    etag = client.get("/api/v1/teams/north/").headers["ETag"]
    response = client.put("/api/v1/teams/north/", body, content_type=content_type, headers={"If-Match": etag})
    problem(response, status, code)
