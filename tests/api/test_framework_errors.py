"""Whatever goes wrong under `/api/`, the answer is a problem document, and its identifier is in the log."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from pytest_django import Settings

from bestvalue.accounts.models import User
from bestvalue.api.filters import known_parameters
from bestvalue.logs import JsonFormatter
from cases.models import Case, Contact
from themes.services.editions import load_editions

from .test_acts import CONTACT
from .test_problems import problem

TEXT = json.dumps(CONTACT)
REGISTER = "/api/v1/register/instruments/"


@pytest.fixture
def log() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """The lines that are written to the log meanwhile."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logging.getLogger("django").addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger("django").removeHandler(handler)


@pytest.mark.parametrize(
    ("method", "path", "status", "code", "allow"),
    [
        ("GET", "/api/v1/nothing/", 404, "not_found", None),
        ("GET", "/api/v1/register/instruments", 404, "not_found", None),
        ("GET", "/api/v1/%00/", 404, "not_found", None),
        ("GET", "/api/v1/register/instruments/%00/", 404, "not_found", None),
        ("GET", "/api/v1/%0A/", 404, "not_found", None),
        ("GET", "/api/v1/%ff%zz/", 404, "not_found", None),
        ("GET", "/api/v1/cases/" + "x" * 3000 + "/", 404, "not_found", None),
        ("HEAD", "/api/v1/nothing/", 404, "not_found", None),
        ("POST", "/api/", 405, "method_not_allowed", "GET, HEAD"),
        ("TRACE", "/api/", 405, "method_not_allowed", "GET, HEAD"),
        *((each, REGISTER, 405, "method_not_allowed", "GET, HEAD") for each in ("POST", "OPTIONS", "TRACE", "FOO")),
        ("DISPATCH", "/api/v1/cases/", 405, "method_not_allowed", "GET, HEAD"),
        ("DELETE", "/api/v1/webhooks/", 405, "method_not_allowed", "GET, HEAD, POST"),
        ("GET", f"{REGISTER}?kind=%00", 400, "invalid", None),
        ("GET", f"{REGISTER}?authority=%00", 400, "invalid", None),
        ("GET", f"{REGISTER}?%00=1", 400, "invalid", None),
        ("GET", f"{REGISTER}?kind=%ff%zz", 400, "invalid", None),
        ("GET", f"{REGISTER}?page={'9' * 5000}", 404, "not_found", None),
        ("GET", f"{REGISTER}?" + "&".join(f"a{each}=1" for each in range(1001)), 400, "bad_request", None),
    ],
)
def test_what_the_framework_refuses_is_a_problem(
    actor: Client, method: str, path: str, status: int, code: str, allow: str | None
) -> None:
    response = actor.generic(method, path)
    if method == "HEAD":
        assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
        return
    problem(response, status, code)
    assert int(response.headers.get("Content-Length", len(response.content))) == len(response.content)
    assert (response.headers["Allow"] if status == 405 else None) == allow


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ("", 400, "invalid"),
        ("{", 400, "parse_error"),
        ("\ufeff" + TEXT, 400, "parse_error"),
        (TEXT + TEXT, 400, "parse_error"),
        ('{"held_on": NaN}', 400, "parse_error"),
        ('{"held_on": -Infinity}', 400, "parse_error"),
        ('{"held_on": 1e999}', 400, "parse_error"),
        ('{"held_on": ' + "9" * 5000 + "}", 400, "parse_error"),
        ('{"summary": "One.", "summary": "Other."}', 400, "parse_error"),
        ("[" * 100_000, 400, "parse_error"),
        ('{"a":' * 100_000, 400, "parse_error"),
        ("[" * 500 + "]" * 500, 400, "parse_error"),
        ('{"summary": "\\ud800"}', 400, "parse_error"),
        ('{"\\ud800": 1}', 400, "parse_error"),
        (b'{"summary": "\xff"}', 400, "parse_error"),
        (TEXT.encode("utf-16"), 400, "parse_error"),
        ("null", 400, "invalid"),
        ("1", 400, "invalid"),
        (TEXT.replace("First", "\\u0000"), 400, "invalid"),
        ('{"held_on": 1' + "0" * 400 + "}", 400, "invalid"),
        ('{"held_on": {"a": 1}, "channel": [], "people": true, "summary": {}}', 400, "invalid"),
    ],
)
def test_a_body_that_is_no_good_is_a_problem(
    actor: Client, own_case: Case, sent: str | bytes, status: int, code: str
) -> None:
    response = actor.generic("POST", contacts(own_case), sent, content_type="application/json")
    errors = problem(response, status, code)["errors"]
    assert all(each["pointer"].startswith("/") or sent in ("null", "1") for each in errors)
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    "kind",
    [
        *(f"application/json; charset={each}" for each in ("latin-1", "utf-16", "rot13", "hex", "nothing")),
        *(
            "text/plain",
            "application/xml",
            "multipart/form-data; boundary=x",
            "nonsense",
            "application/json-patch+json",
        ),
    ],
)
def test_another_media_type_or_charset_is_a_problem(actor: Client, own_case: Case, kind: str) -> None:
    response = actor.generic("POST", contacts(own_case), TEXT, content_type=kind)
    problem(response, 415, "unsupported_media_type")


@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "k"}])
def test_a_body_that_is_too_large_is_a_problem(
    actor: Client, own_case: Case, settings: Settings, key: dict[str, str]
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = len(TEXT) - 1
    response = actor.generic("POST", contacts(own_case), TEXT, content_type="application/json", headers=key)
    problem(response, 413, "too_large")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = len(TEXT)
    response = actor.generic("POST", contacts(own_case), TEXT, content_type="application/json", headers=key)
    assert response.status_code == 201


@pytest.mark.parametrize("part", ["file", "title"])
def test_an_upload_that_is_too_large_is_a_problem(actor: Client, own_case: Case, settings: Settings, part: str) -> None:
    settings.LARGEST_FILE, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000, 1000
    long = "x" * (2 * 1024 * 1024 if part == "file" else 1001)
    sent = {"file": io.BytesIO(b"words"), "title": "A"} | {part: io.BytesIO(long.encode()) if part == "file" else long}
    problem(actor.post(f"/api/v1/cases/{own_case.handle}/files/", sent), 413, "too_large")


@pytest.mark.parametrize("body", [b"", b"--x", b"--x\r\n\r\n", b"\x00" * 100])
@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=x", "multipart/form-data; boundary=\xe9"]
)
def test_a_broken_upload_is_a_problem(actor: Client, own_case: Case, kind: str, body: bytes) -> None:
    response = actor.generic("POST", f"/api/v1/cases/{own_case.handle}/files/", body, content_type=kind)
    assert problem(response, 400, response.json()["code"])["code"] in ("parse_error", "invalid", "bad_request")


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/api/v1/cases/", {"Host": "evil.example"}, 400),
        ("/api/v1/cases/", {"Accept": "text/html"}, 406),
        ("/api/v1/nothing/", {}, 404),
        ("/api/v1/cases/", {"Authorization": "Bearer wrong"}, 401),
        ("/api/v1/cases/?nothing=1", {}, 400),
    ],
)
def test_the_identifier_is_in_the_answer_its_header_and_the_log(
    api: Client, log: Any, path: str, headers: dict[str, str], status: int
) -> None:
    response = api.get(path, headers=headers)
    identifier = problem(response, status, response.json()["code"])["request_id"]
    lines = log()
    assert lines
    assert {response.headers["X-Request-ID"], *(line["request_id"] for line in lines)} == {identifier}


def test_the_cause_of_a_fault_of_ours_is_in_the_log_under_the_identifier_and_nowhere_else(
    api: Client, log: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("secret cause")

    monkeypatch.setattr("cases.api.cases.Cases.get_queryset", broken)
    api.raise_request_exception = False
    response = api.get("/api/v1/cases/")
    identifier = problem(response, 500, "server_error")["request_id"]
    (line,) = log()
    assert line["request_id"] == identifier
    assert "secret cause" in line["exception"]
    assert "secret" not in response.content.decode()


STRANGE = ["\0", "9" * 5000]


def test_no_parameter_of_any_list_can_break_it(client: Client, own_case: Case, lead: User) -> None:
    load_editions()
    client.force_login(lead)
    asked = 0
    for path, view in readable(get_resolver(), "/"):
        if not path.startswith("/api/v1/") or "<" in path.replace("<slug:ref>", ""):
            continue
        for name in known_parameters(view):
            for value in STRANGE:
                response = client.get(path.replace("<slug:ref>", own_case.handle), {name: value})
                assert response.status_code < 500, (path, name, value)
                if response.status_code >= 400:
                    problem(response, response.status_code, response.json()["code"])
                asked += 1
    assert asked > 100


def readable(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, Any]]:
    """The address and the view of every endpoint that is read."""
    for each in resolver.url_patterns:
        address = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from readable(each, address)
        elif hasattr(view := getattr(each.callback, "view_class", None), "get"):
            yield address, view


def contacts(case: Case) -> str:
    """Where contacts of a case are logged."""
    return f"/api/v1/cases/{case.handle}/contacts/"
