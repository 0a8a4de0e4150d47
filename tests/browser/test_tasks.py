"""A date that needs somebody, walked by the officer, a colleague's lead and an administrator."""

from django.core.management import call_command
from playwright.sync_api import Browser, expect

from tests.support.walking import follow, well_made

from .test_issue import somebody


def test_a_date_needs_somebody_who_deals_with_it_or_says_why_not(browser: Browser, site: str) -> None:
    call_command("sweep_clocks", verbosity=0)
    officer = somebody(browser, site, "officer")
    officer.get_by_role("link", name="My work").first.click()
    expect(officer.get_by_role("heading", name="Dates that need you")).to_be_visible()
    well_made(officer)
    officer.emulate_media(media="print")
    expect(officer.get_by_role("button", name="Deal with it").first).to_be_hidden()
    officer.emulate_media(media="screen")

    brackwater = officer.locator(".app-tasks__item", has_text="Brackwater")
    brackwater.get_by_role("button", name="Deal with it").click()
    expect(officer.get_by_role("link", name="Engagement")).to_have_attribute("aria-current", "page")
    officer.go_back()
    follow(officer.locator(".app-tasks__item", has_text="Brackwater").get_by_role("link", name="Close with reasons"))
    well_made(officer)
    officer.get_by_role("button", name="Close it").click()
    expect(officer.get_by_role("alert")).to_contain_text("Enter the reasons")
    officer.get_by_label("Reasons").fill("The plan came by post and is on its way to the file.")
    officer.get_by_role("button", name="Close it").click()
    expect(officer.get_by_text("The task is closed.")).to_be_visible()
    expect(officer.locator(".app-tasks__item", has_text="Brackwater")).to_have_count(0)


def test_a_lead_pauses_a_clock_and_hands_a_colleagues_work_over(browser: Browser, site: str) -> None:
    lead = somebody(browser, site, "lead")
    lead.goto(f"{site}/cases/")
    lead.get_by_role("link", name="Ellenthorpe").click()
    lead.locator("dl", has_text="Last day for representations").get_by_role("link").first.click()
    expect(lead.get_by_text("10 working days after")).to_be_visible()
    well_made(lead)
    follow(lead.get_by_role("link", name="Pause the prompts"))
    lead.get_by_label("Reason").fill("They asked whether the letter was complete.")
    lead.get_by_role("button", name="Pause them").click()
    expect(lead.get_by_text("Prompts paused since")).to_be_visible()

    lead.get_by_role("link", name="My work").first.click()
    follow(lead.get_by_role("link", name="Colleagues"))
    well_made(lead)
    follow(lead.get_by_role("link", name="hand over the work of Olu Marsh"))
    well_made(lead)
    expect(lead.get_by_role("heading", name="What passes on")).to_be_visible()
    expect(lead.get_by_text("The case of Brackwater District Council")).to_be_visible()


def test_an_administrator_sees_how_the_service_runs_and_no_case(browser: Browser, site: str) -> None:
    call_command("sweep_clocks", verbosity=0)
    admin = somebody(browser, site, "admin")
    admin.goto(f"{site}/operations/")
    expect(admin.get_by_text("Every clock prompted when its day came.")).to_be_visible()
    expect(admin.get_by_text("(fictional)")).to_have_count(0)
    well_made(admin)
