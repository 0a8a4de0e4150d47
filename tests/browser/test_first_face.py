"""The first face, walked in a real browser: by mouse, by keyboard, on a narrow screen, and without scripts."""

from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import faults
from tests.support.walking import follow

PUBLIC = (
    *("/register/", "/register/BVN-2026-0001/", "/register/authorities/fictional-ashmere-county-council/"),
    *(
        "/register/authorities/",
        "/register/kinds/",
        "/register/kinds/direction/",
        "/register/dates/",
        "/register/data/",
    ),
    *("/help/", "/help/glossary/", "/help/tour/", "/help/accessibility/", "/help/privacy/", "/help/cookies/"),
    "/help/report-a-problem/",
)
SIGNED_IN = (
    "/",
    "/cases/",
    "/cases/?text=nothing-like-it",
    "/cases/?stage=limbo",
    "/authorities/",
    "/authorities/fictional-ashmere-county-council/",
    "/themes/",
    "/themes/governance/",
    "/account/",
)


def sign_in(page: Page, site: str, login: str = "officer") -> None:
    """Sign in as a person of the demonstration, by the form."""
    page.goto(f"{site}/cases/")
    page.get_by_label("Email address").fill(f"{login}@demo.example")
    page.get_by_label("Password", exact=True).fill(settings.DEMONSTRATION_PASSWORD)
    follow(page.get_by_role("button", name="Sign in"))


def test_an_official_finds_a_case_and_reads_where_it_stands(page: Page, site: str) -> None:
    sign_in(page, site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    page.locator("summary").filter(has_text="Stage").click()
    page.get_by_label("Minded to intervene").check()
    page.get_by_role("button", name="Apply filters").first.click()
    expect(page.get_by_role("status")).to_have_text("1 case")
    page.get_by_role("link", name="Ellenthorpe").click()
    expect(page.get_by_text("Open, until")).to_be_visible()
    page.get_by_role("link", name="What next").click()
    expect(page.get_by_text("The time for representations has not been closed").first).to_be_visible()
    page.get_by_role("link", name="Timeline", exact=True).click()
    expect(page.get_by_text("Say that you are minded to intervene").first).to_be_visible()


def test_a_wrong_password_keeps_what_was_typed_and_says_what_is_wrong(page: Page, site: str) -> None:
    page.goto(f"{site}/cases/")
    page.get_by_label("Email address").fill("officer@demo.example")
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert").first).to_contain_text("There is a problem")
    expect(page.get_by_label("Email address")).to_have_value("officer@demo.example")


def test_the_register_is_read_without_signing_in(page: Page, site: str) -> None:
    page.goto(f"{site}/register/")
    page.get_by_role("link", name="Ashmere County Council").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ashmere County Council")
    expect(page.get_by_text("Sign out")).to_have_count(0)


def test_no_page_has_a_fault_that_axe_finds_or_scrolls_sideways(page: Page, site: str) -> None:
    sign_in(page, site)
    page.goto(f"{site}/cases/?text=ellenthorpe")
    case = page.locator("tbody a").first.get_attribute("href")
    for path in (*SIGNED_IN, *PUBLIC, *(f"{case}{part}" for part in ("", "next/", "timeline/"))):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(site + path)
        assert faults(page) == [], path
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_a_case_is_found_by_keyboard_alone(page: Page, site: str) -> None:
    sign_in(page, site)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cases")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.get_by_label("Authority or reference").focus()
    page.keyboard.type("ashmere")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 case")


def test_everything_works_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, site)
    page.locator("summary").filter(has_text="Stage").click()
    page.get_by_label("Exit", exact=True).check()
    page.get_by_role("button", name="Apply filters").first.click()
    expect(page.get_by_role("status")).to_have_text("1 case")
    page.get_by_role("link", name="Fennock Vale").click()
    expect(page.get_by_role("heading", level=2, name="Exit", exact=True)).to_be_visible()
    context.close()
