"""Machines in the browser: an administrator registers them, draws new secrets, suspends, resumes and revokes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import ApiClient, User
from tests.support.html import assert_valid_html
from tests.support.machines import asked, machine

PAGE = "/machines/"


@pytest.fixture
def browser(administrator: User, signed_in: Callable[[Client, User], Client]) -> Client:
    """The administrator's."""
    return signed_in(Client(), administrator)


def page(client: Client, path: str, **sent: Any) -> str:
    response = client.post(path, sent, follow=True) if sent else client.get(path)
    assert response.status_code == 200, response.content
    assert_valid_html(response)
    return response.content.decode()


def secret_on(shown: str) -> str:
    return shown.split("<code>")[1].split("</code>")[0]


def test_a_machine_is_registered_and_its_secret_is_shown_once(browser: Client, officer: User) -> None:
    assert "No machine has been registered" in page(browser, PAGE)
    assert "machines</a>" in page(browser, "/account/")
    assert officer.name in page(browser, f"{PAGE}new/")
    last = clock.today() + timedelta(days=30)
    sent = {
        "name": "The data hub",
        "purpose": "Sends yearly returns.",
        "responsible": officer.pk,
        "contact": "hub@other.example",
        "scopes": ["read", "metrics"],
        "role": "analyst",
        "team": "",
        "ends_on-day": last.day,
        "ends_on-month": last.month,
        "ends_on-year": last.year,
    }
    wrong = page(browser, f"{PAGE}new/", **{**sent, "ends_on-year": last.year + 3, "scopes": [], "name": ""})
    for words in ("within a year", "Select what the machine may do", "Enter the name of the machine"):
        assert words in wrong
    secret = secret_on(page(browser, f"{PAGE}new/", **sent))
    client = ApiClient.objects.get()
    assert asked(client, secret).status_code == 200
    shown = page(browser, f"{PAGE}{client.pk}/")
    assert all(
        words in shown for words in ("Sends yearly returns.", "Submit values of metrics", client.application.client_id)
    )
    assert secret not in shown


def test_its_secret_is_drawn_anew_and_it_is_suspended_resumed_and_revoked(
    browser: Client, administrator: User, officer: User
) -> None:
    client, secret = machine(by=administrator, responsible=officer)
    base = f"{PAGE}{client.pk}/"
    fresh = secret_on(page(browser, f"{base}rotate/", sure="yes"))
    client = ApiClient.objects.get()
    assert (asked(client, secret).status_code, asked(client, fresh).status_code) == (401, 200)
    assert "Suspended" in page(browser, f"{base}suspend/", reason="Odd calls.")
    assert browser.post(f"{base}suspend/", {"reason": "Again."}).status_code == 409
    assert "Active" in page(browser, f"{base}resume/", reason="Explained.")
    assert "cannot be undone" in page(browser, f"{base}revoke/")
    assert "This field is required" not in page(browser, f"{base}revoke/", reason="")
    assert ApiClient.objects.get().state == "active"
    assert "Revoked" in page(browser, f"{base}revoke/", reason="The contract ended.")
    assert "Draw a new secret" not in page(browser, base)


def test_its_page_says_when_it_no_longer_gets_in(browser: Client, administrator: User, officer: User) -> None:
    client, _ = machine(by=administrator, responsible=officer)
    assert "does not get in" not in page(browser, f"{PAGE}{client.pk}/")
    officer.role_holdings.all().delete()
    assert "does not get in" in page(browser, f"{PAGE}{client.pk}/")


def test_the_list_is_paged_and_takes_as_many_queries_however_many_there_are(
    browser: Client, administrator: User, officer: User, django_assert_max_num_queries: Any
) -> None:
    machine(by=administrator, responsible=officer)
    page(browser, PAGE)
    with django_assert_max_num_queries(40) as first:
        page(browser, PAGE)
    for number in range(30):
        machine(by=administrator, responsible=officer, name=f"Machine {number}")
    with django_assert_max_num_queries(len(first)):
        assert "?page=2" in page(browser, PAGE)
