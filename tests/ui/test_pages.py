"""What every page has: headers, a frame, and plain words when something is wrong."""

import base64
import hashlib
import re

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import path
from pytest_django import Settings

from bestvalue.accounts.models import User
from bestvalue.urls import urlpatterns as product
from tests.support.html import assert_valid_html

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@login_not_required
def fails(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@login_not_required
def kept(request: HttpRequest) -> HttpResponse:
    return HttpResponse("public", headers={"Cache-Control": "public, max-age=60"})


@login_not_required
def shows(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"{name}.html")


urlpatterns = [path("fails/", fails), path("kept/", kept), path("shows/<name>/", shows), *product]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor() -> Client:
    """A browser whose failing requests are answered rather than raised."""
    return Client(raise_request_exception=False)


ADDRESSES = ["/sign-in/", "/nowhere/", "/fails/", "/account/", "/api/v1/nowhere"]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(("header", "value"), HEADERS.items())
def test_every_answer_is_guarded(db: None, visitor: Client, address: str, header: str, value: str) -> None:
    assert visitor.get(address).headers[header] == value


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_may_keep_a_copy(db: None, visitor: Client, address: str) -> None:
    assert "no-store" in visitor.get(address).headers["Cache-Control"]


def test_an_answer_that_says_how_long_it_may_be_kept_is_believed(visitor: Client) -> None:
    assert visitor.get("/kept/").headers["Cache-Control"] == "public, max-age=60"


def test_the_policy_lets_the_one_inline_script_run_and_nothing_else(db: None, visitor: Client) -> None:
    response = visitor.get("/sign-in/")
    (script,) = re.findall(r"<script>(.*?)</script>", response.content.decode())
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = response.headers["Content-Security-Policy"]
    assert f"script-src 'self' 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"\sstyle=|\son[a-z]+=", response.content.decode())


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_a_page_is_valid_html(db: None, visitor: Client, name: str) -> None:
    response = visitor.get(f"/shows/{name}/")
    assert_valid_html(response)


def test_a_page_for_somebody_signed_in_is_valid_html(client: Client, officer: User) -> None:
    client.force_login(officer)
    response = client.get("/account/")
    assert_valid_html(response)
    assert "Sign out" in response.content.decode()


def test_an_unknown_address_says_so(db: None, visitor: Client) -> None:
    response = visitor.get("/nowhere/")
    assert response.status_code == 404
    assert '<h1 class="govuk-heading-l">Page not found</h1>' in response.content.decode()


def test_a_failure_gives_its_reference(visitor: Client) -> None:
    response = visitor.get("/fails/")
    assert response.status_code == 500
    assert response.headers["X-Request-ID"] in response.content.decode()


def test_a_stale_form_is_explained(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/")
    assert response.status_code == 403
    assert "Your page was out of date" in response.content.decode()


def test_a_page_with_errors_says_so_in_its_title(db: None, visitor: Client) -> None:
    assert "<title>Error: Sign in" in visitor.post("/sign-in/").content.decode()


@pytest.mark.parametrize(("header", "name"), [("generic", "govuk-generic-header"), ("govuk", "govuk-header")])
def test_one_setting_changes_the_header(db: None, visitor: Client, settings: Settings, header: str, name: str) -> None:
    settings.SERVICE_HEADER = header
    assert f'<div class="{name}">' in visitor.get("/sign-in/").content.decode()


def test_the_demonstration_says_that_it_is_one(db: None, visitor: Client, settings: Settings) -> None:
    assert "Demonstration: fictional" in visitor.get("/sign-in/").content.decode()
    settings.DEMONSTRATION = False
    assert "Demonstration: fictional" not in visitor.get("/sign-in/").content.decode()
