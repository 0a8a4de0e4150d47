"""The walk that the help offers, walked: every step leads where it says, for whom it says."""

from django.conf import settings
from playwright.sync_api import Page, expect

from bestvalue.desk.help import tour


def test_every_step_of_the_walk_leads_where_it_says(page: Page, site: str) -> None:
    now = ""
    for step in tour():
        if step.who != now:
            page.context.clear_cookies()
            now = step.who
        page.goto(f"{site}/help/tour/")
        page.get_by_role("link", name=step.link, exact=True).click()
        if step.who and page.get_by_role("heading", level=1).inner_text() == "Sign in":
            page.get_by_label("Email address").fill(f"{step.who}@demo.example")
            page.get_by_label("Password", exact=True).fill(settings.DEMONSTRATION_PASSWORD)
            page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(step.look)
        has_case = page.get_by_role("link", name="Early engagement").or_(page.get_by_text("Early engagement")).count()
        if "brackwater" in step.go:
            assert bool(has_case) is (step.who == "officer"), step


def test_what_the_register_tells_search_engines_breaks_no_policy(page: Page, site: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site}/register/BVN-2026-0001/")
    block = page.locator("script[type='application/ld+json']")
    assert "DigitalDocument" in (block.text_content() or "")
    assert said == []
