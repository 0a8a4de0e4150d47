"""Signing in with more than a password, in a real browser with an authenticator of its own."""

import datetime as dt
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from bestvalue.accounts.models import User
from bestvalue.settings import DEMONSTRATION_PASSWORD
from tests.support.axe import faults
from tests.support.walking import follow, well_made

from .test_first_face import sign_in


@pytest.fixture
def authenticator(page: Page) -> None:
    """What a laptop has."""
    give_authenticator(page)


def give_authenticator(page: Page) -> None:
    """Have the browser keep passkeys, and know its owner's finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    has = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = has | {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.usefixtures("authenticator")
def test_a_minister_sets_up_a_passkey_and_needs_nothing_else(page: Page, site: str, settings: Any) -> None:
    settings.SECOND_STEP = True
    sign_in(page, site, "minister")
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second step")
    well_made(page)
    follow(page.get_by_role("button", name="Make a passkey"))
    well_made(page)
    page.get_by_label("Name").fill("Work laptop")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("You cannot see them again")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Set up a second step")

    page.goto(f"{site}/account/second-step/")
    expect(page.get_by_text("Work laptop").first).to_be_visible()
    well_made(page)
    page.goto(f"{site}/account/confirm/?next=/account/")
    well_made(page)
    page.get_by_role("button", name="Use your passkey instead").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")

    follow(page.get_by_role("button", name="Sign out"))
    page.goto(f"{site}/sign-in/?next=/account/")
    well_made(page)
    page.get_by_role("button", name="Use a passkey instead").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")

    page.get_by_role("button", name="Sign out").click()
    sign_in(page, site, "minister")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your second step")
    well_made(page)
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")


def test_somebody_elses_passkey_opens_nothing(page: Page, site: str, authenticator: None) -> None:
    sign_in(page, site)
    page.goto(f"{site}/account/second-step/passkeys/new/")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("You cannot see them again")).to_be_visible()
    lead = User.objects.get(email="lead@demo.example")
    Authenticator.objects.filter(type="webauthn").update(user=lead)

    page.goto(f"{site}/account/second-step/")
    follow(page.get_by_role("button", name="Sign out"))
    page.goto(f"{site}/sign-in/")
    page.get_by_role("button", name="Use a passkey instead").click()
    expect(page.get_by_text("Your passkey was not recognised")).to_be_visible()
    page.goto(f"{site}/account/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_who_is_about_to_be_signed_out_is_warned_and_may_stay(page: Page, site: str, settings: Any) -> None:
    settings.SESSION_IDLE, settings.SESSION_WARNING = dt.timedelta(seconds=64), dt.timedelta(seconds=62)
    sign_in(page, site)
    warning = page.get_by_role("alertdialog", name="You will be signed out soon")
    expect(warning).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    assert faults(page) == []
    page.keyboard.press("Enter")
    expect(warning).to_be_hidden()


def test_what_was_typed_is_there_after_signing_in_again(page: Page, site: str, settings: Any) -> None:
    sign_in(page, site)
    page.goto(f"{site}/account/")
    page.get_by_label("What the token is for").fill("The monthly return of the team")
    settings.SESSION_IDLE = dt.timedelta(seconds=1)
    page.wait_for_timeout(2000)
    page.get_by_role("button", name="Make token").click()
    settings.SESSION_IDLE = dt.timedelta(hours=1)
    page.get_by_label("Email address").fill("officer@demo.example")
    page.get_by_label("Password", exact=True).fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you typed is kept")
    expect(page.get_by_text("The monthly return of the team")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Send it now").click()
    expect(page.get_by_label("What the token is for")).to_have_value("The monthly return of the team")
    page.get_by_label("Your password").fill(DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Make token").click()
    expect(page.get_by_text("You cannot see it again")).to_be_visible()
    page.goto(f"{site}/account/sessions/")
    expect(page.get_by_text("This one")).to_be_visible()
    well_made(page)
