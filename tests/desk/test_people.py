"""Administrators add people and help those who cannot sign in, in the browser."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client

from bestvalue.accounts.models import User
from bestvalue.accounts.services.people import scheduler
from bestvalue.ui.listing import PER_PAGE
from tests.factories import UserFactory
from tests.support.html import assert_valid_html


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def test_everybody_is_listed_in_pages_and_each_has_a_page(admin: Client, officer: User) -> None:
    scheduler()
    UserFactory.create_batch(PER_PAGE)
    listed = admin.get("/people/")
    assert_valid_html(listed)
    assert "?page=2" in listed.content.decode()
    assert "The scheduler" not in listed.content.decode()
    page = admin.get(f"/people/{officer.pk}/")
    assert_valid_html(page)
    assert "Case officer, North" in page.content.decode()


def test_a_person_is_added_and_sent_a_link(admin: Client) -> None:
    assert_valid_html(admin.get("/people/new/"))
    answer = admin.post("/people/new/", {"name": "Jo Bloggs", "email": "Jo@Dept.Example"})
    person = User.objects.get(email="jo@dept.example")
    assert answer.headers["Location"] == f"/people/{person.pk}/"
    assert mail.outbox[0].to == ["jo@dept.example"]


def test_an_address_that_is_taken_is_refused_and_nothing_typed_is_lost(admin: Client, officer: User) -> None:
    page = admin.post("/people/new/", {"name": "Jo Bloggs", "email": officer.email})
    assert_valid_html(page)
    assert "An account with this email address exists" in page.content.decode()
    assert "Jo Bloggs" in page.content.decode()
    assert mail.outbox == []


def test_a_link_is_sent_and_a_lost_step_removed(admin: Client, officer: User) -> None:
    TOTP.activate(officer, "A" * 32)
    assert admin.post(f"/people/{officer.pk}/password-link/").status_code == 302
    assert mail.outbox[0].to == [officer.email]
    assert_valid_html(admin.get(f"/people/{officer.pk}/second-step/"))
    admin.post(f"/people/{officer.pk}/second-step/", {"reason": "Phone lost"})
    assert not Authenticator.objects.exists()
    refused = admin.post(f"/people/{officer.pk}/second-step/", {"reason": "Phone lost"})
    assert (refused.status_code, "has no second step" in refused.content.decode()) == (409, True)
