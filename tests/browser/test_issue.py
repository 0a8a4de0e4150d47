"""From the minister's decision to the public register, walked in a real browser by everybody whose part it is."""

import re

from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from cases.models import Publication
from notices.models import Notice
from tests.support.walking import come_in, follow, well_made

SKARROW = "High Skarrow National Park Authority (fictional)"


def somebody(browser: Browser, site: str, login: str, *, scripts: bool = True) -> Page:
    """The browser of one person of the demonstration."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=scripts)
    page = context.new_page()
    come_in(page, site, login)
    return page


def confirm(page: Page, tick: str, button: str) -> None:
    """Tick that it was read, give the password again, and act."""
    page.get_by_label(tick).check()
    page.get_by_label("Your password", exact=True).fill(settings.DEMONSTRATION_PASSWORD)
    follow(page.get_by_role("button", name=button))


def test_an_approved_notice_goes_from_the_leads_home_page_to_the_public(browser: Browser, site: str) -> None:
    lead = somebody(browser, site, "lead")
    lead.goto(site)
    lead.get_by_role("link", name=SKARROW).first.click()
    follow(lead.get_by_role("button", name="Issue this notice"))
    well_made(lead)
    lead.get_by_role("button", name="Issue the notice").click()
    expect(lead.get_by_role("alert")).to_contain_text("Confirm that you have read it")
    confirm(lead, "I have read this text", "Issue the notice")
    expect(lead.get_by_text("The notice is issued.")).to_be_visible()

    officer = somebody(browser, site, "officer", scripts=False)
    notice = Notice.objects.get(case__authority__name=SKARROW)
    page = f"{site}/cases/{notice.case.ref}/notices/{notice.pk}/"
    for recipient in notice.recipients.all():
        officer.goto(page)
        officer.get_by_role("link", name=f"Record service on {recipient}").click()
        officer.get_by_label("How was it served?").fill("Email")
        today = officer.evaluate("new Date().toISOString().slice(0, 10)").split("-")
        for part, value in zip(("Year", "Month", "Day"), today, strict=True):
            officer.get_by_role("group", name="When was it served?").get_by_label(part).fill(value)
        officer.get_by_role("button", name="Record service").click()
        expect(officer.get_by_text("Service is recorded.")).to_be_visible()
    officer.get_by_role("link", name="Prepare a publication").click()
    officer.get_by_label("What happened, in words the public can read").fill("A Best Value Notice was issued.")
    officer.get_by_role("button", name="Send for approval").click()
    expect(officer.get_by_text("It does not differ.")).to_be_visible()

    director = somebody(browser, site, "deputy.director")
    director.goto(site)
    follow(director.get_by_role("link", name=re.compile("Best Value Notice: High Skarrow")))
    well_made(director)
    follow(director.get_by_role("button", name="Approve"))
    well_made(director)
    confirm(director, "I have read exactly what will be public", "Approve a publication")
    expect(director.get_by_text("Approved. Press may now publish it.")).to_be_visible()

    press = somebody(browser, site, "press")
    press.goto(site)
    follow(press.get_by_role("link", name=re.compile("Best Value Notice: High Skarrow")))
    well_made(press)
    press.get_by_role("button", name="Publish").click()
    confirm(press, "I have read exactly what will be public", "Publish")
    expect(press.get_by_text("Published. It is in the public register now.")).to_be_visible()

    anyone = browser.new_context().new_page()
    number = Publication.objects.get(subject=notice.key).register_id
    anyone.goto(f"{site}/register/?text=skarrow")
    follow(anyone.get_by_role("link", name="High Skarrow").first)
    anyone.goto(f"{site}/register/{number}/")
    anyone.get_by_role("link", name="Read the document").click()
    expect(anyone.get_by_text("Reserves were used unplanned in two years running.")).to_be_visible()
    well_made(anyone)


def test_progress_is_recorded_and_shown_in_words(browser: Browser, site: str) -> None:
    officer = somebody(browser, site, "officer")
    notice = Notice.objects.get(case__authority__slug="fictional-ashmere-county-council")
    officer.goto(f"{site}/cases/{notice.case.ref}/notices/{notice.pk}/")
    expect(officer.get_by_text("A draft plan went to cabinet.")).to_be_visible()
    well_made(officer)
    follow(officer.get_by_role("link", name="Record progress against expectation 3"))
    well_made(officer)
    officer.get_by_role("button", name="Record progress").click()
    expect(officer.get_by_role("alert")).to_contain_text("There is a problem")
    officer.goto(f"{site}/notices/?standing=in_force")
    well_made(officer)
