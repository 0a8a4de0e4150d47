"""A notice drafted in a real browser: the letter beside the form, nothing lost, and two people at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bestvalue.accounts.models import User
from cases.models import Case, UnsavedWork
from notices.models import Notice
from notices.services import draft_notice
from tests.support.axe import faults
from tests.support.walking import come_in

from .test_first_face import sign_in

KEPT_IN = 10_000  # milliseconds in which what is typed must be kept


def the_case() -> Case:
    """A case of the officer's team on which no notice was drafted yet."""
    cases = Case.objects.filter(team__holdings__user__email="officer@demo.example", stage="early_engagement")
    return cases.filter(notices__isnull=True).earliest("created_at")


def official(login: str) -> User:
    """A person of the demonstration."""
    return User.objects.get(email=f"{login}@demo.example")


@pytest.fixture
def colleague(browser: Browser, site: str) -> Iterator[Page]:
    """The team lead, in a browser of her own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    come_in(page, site, "lead")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    yield page
    context.close()


@pytest.fixture
def form(page: Page, site: str) -> Page:
    """The officer, about to draft a notice."""
    come_in(page, site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    page.goto(f"{site}/cases/{the_case().ref}/notices/new/")
    return page


def test_the_letter_follows_what_is_typed_and_rows_come_in_place(form: Page) -> None:
    prompted = form.get_by_label("What prompted the notice?")
    prompted.fill("Two late audits.")
    expect(form.locator("#preview")).to_contain_text("Two late audits.")
    expect(form.get_by_role("status")).to_have_text("Preview updated")
    form.get_by_label("Theme of the next concern").select_option(label="Governance")
    form.get_by_role("button", name="Add a concern").click()
    concern = form.get_by_label("Concern about governance")
    expect(concern).to_be_focused()
    expect(prompted).to_have_value("Two late audits.")
    concern.fill("Scrutiny is weak.")
    form.get_by_label("Line of the guidance it rests on").select_option(index=1)
    form.get_by_label("Expectation 1", exact=True).fill("Publish a plan.")
    expect(form.locator("#preview")).to_contain_text("Scrutiny is weak. (the guidance:")
    assert faults(form) == []
    form.set_viewport_size({"width": 320, "height": 700})
    assert form.evaluate("document.documentElement.scrollWidth") <= 320
    form.set_viewport_size({"width": 1280, "height": 900})
    form.get_by_role("button", name="Save the draft").last.click()
    expect(form.get_by_text("The draft is saved.")).to_be_visible()
    expect(form.get_by_role("heading", name="Still missing before it can go to a minister")).to_be_visible()
    assert faults(form) == []
    form.set_viewport_size({"width": 320, "height": 700})
    assert form.evaluate("document.documentElement.scrollWidth") <= 320
    assert not UnsavedWork.objects.exists()


def test_what_was_typed_survives_leaving_and_coming_back(form: Page) -> None:
    form.get_by_label("What prompted the notice?").fill("Half a sentence")
    expect(form.get_by_text("What you typed was kept at")).to_be_visible(timeout=KEPT_IN)
    address = form.url
    form.get_by_label("What prompted the notice?").fill("Half a sentence, and more")
    form.goto("about:blank")  # at once, before the next keeping
    form.goto(address)
    expect(form.get_by_role("heading", name="You have unsaved changes from")).to_be_visible()
    assert faults(form) == []
    form.get_by_role("button", name="Restore").click()
    expect(form.get_by_label("What prompted the notice?")).to_have_value("Half a sentence, and more")


def test_what_was_typed_survives_a_lapsed_session(form: Page, site: str) -> None:
    address, cookies = form.url, form.context.cookies()
    form.context.clear_cookies()
    form.get_by_label("What prompted the notice?").fill("Typed too late")
    expect(form.get_by_role("alert")).to_contain_text("You are signed out", timeout=KEPT_IN)
    assert {each["name"] for each in cookies}  # there was a session
    sign_in(form, site)
    form.goto(address)
    expect(form.get_by_role("heading", name="You have unsaved changes from")).to_be_visible()
    form.get_by_role("button", name="Restore").click()
    expect(form.get_by_label("What prompted the notice?")).to_have_value("Typed too late")


def test_a_broken_connection_is_told_and_mended_by_itself(form: Page) -> None:
    form.context.set_offline(True)
    form.get_by_label("What prompted the notice?").fill("Typed in a tunnel")
    expect(form.get_by_role("alert")).to_contain_text("cannot be reached", timeout=KEPT_IN)
    form.context.set_offline(False)
    expect(form.get_by_text("What you typed was kept at")).to_be_visible(timeout=2 * KEPT_IN)


def test_two_people_edit_one_draft_and_each_learns_what_the_other_wrote(page: Page, colleague: Page, site: str) -> None:
    notice = draft_notice(by=official("officer"), case=the_case(), what_prompted="The first words.")
    address = f"{site}/cases/{notice.case.ref}/notices/{notice.pk}/edit/"
    come_in(page, site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    for each in (page, colleague):
        each.goto(address)
    colleague.get_by_label("What prompted the notice?").fill("The colleague's words.")
    colleague.get_by_role("button", name="Save the draft").last.click()
    expect(colleague.get_by_text("The draft is saved.")).to_be_visible()
    page.get_by_label("What prompted the notice?").fill("My own words.")
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_role("heading", name="What others changed since you opened this")).to_be_visible()
    expect(page.locator(".app-since")).to_contain_text("colleague's")
    assert faults(page) == []
    page.get_by_label("Theirs, as it is shown above").check()
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_text("Nothing was changed.")).to_be_visible()
    assert Notice.objects.get(pk=notice.pk).what_prompted == "The colleague's words."


def test_a_notice_is_drafted_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site)
    page.goto(f"{site}/cases/{the_case().ref}/notices/new/")
    page.get_by_label("What prompted the notice?").fill("Two late audits.")
    page.get_by_label("Theme of the next concern").select_option(label="Culture")
    page.get_by_role("button", name="Add a concern").click()
    page.get_by_label("Concern about culture").fill("Nobody speaks up.")
    page.get_by_role("button", name="Preview the letter").click()
    expect(page.locator("#preview")).to_contain_text("Nobody speaks up.")
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    assert Notice.objects.latest("created_at").concerns.get().text == "Nobody speaks up."
    context.close()
