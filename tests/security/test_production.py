"""What production says with every answer, also where something is wrong, and how it says who is signed in."""

import pytest

from tests.access.headers import ALWAYS

from .served import HOST, Served

pytestmark = pytest.mark.django_db
WHERE = {
    "/": 302,
    "/sign-in/": 200,
    "/register/": 200,
    "/nowhere/": 404,
    "/fails/": 500,
    "/static/ui/app.css": 200,
    "/static/nothing.css": 404,
    "/sign-out/": 405,
    "/api/v1/cases/": 401,
    "/api/v1/register/instruments.csv": 200,
    "/api/v1/register/feed.atom": 200,
    "/api/v1/register/snapshot.zip": 200,
    "/healthz/": 200,
    "/sign-in": 301,
}


def test_every_answer_is_guarded_and_kept_to_https(served: Served) -> None:
    for path, status in WHERE.items():
        answer = served.ask("GET", path)
        headers = {name: answer.headers[name] for name in ALWAYS}
        assert (answer.status, headers) == (status, ALWAYS), path
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload", path
        assert "unsafe" not in answer.headers["Content-Security-Policy"], path
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path
        assert "Server" not in answer.headers, path


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X_Forwarded_Proto": "http"}, 301),  # sent on to https
        ({"Host": "evil.example"}, 400),
        ({"X_Forwarded_Host": "evil.example"}, 200),
        ({"Cookie": "__Host-session=nothing"}, 200),
    ],
)
def test_what_is_wrong_with_a_request_is_guarded_too(served: Served, headers: dict[str, str], status: int) -> None:
    answer = served.ask("GET", "/sign-in/", **headers)
    assert answer.status == status
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert answer.headers.get("Location", f"https://{HOST}/sign-in/") == f"https://{HOST}/sign-in/"
    assert b"evil.example" not in answer.words  # type: ignore[attr-defined]


def test_its_cookies_are_its_own_and_go_by_https_alone(served: Served) -> None:
    set_there = served.ask("GET", "/sign-in/").headers["Set-Cookie"]
    parts = {each.strip() for each in set_there.split(";")[1:]}
    assert set_there.startswith("__Host-csrf=")
    assert parts >= {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}
    assert not any(each.startswith("Domain") for each in parts)
