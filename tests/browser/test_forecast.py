"""The forecast read on a phone, from a number to its dates, and a calendar made and revoked."""

from dateutil.relativedelta import relativedelta
from playwright.sync_api import expect

from bestvalue import clock
from cases.services.engaging import agree_next_step
from tests.lifecycle.build import Play
from tests.support.walking import follow, well_made

from .test_box import Visit, phone, play, visit  # noqa: F401 (fixtures)
from .test_intervention import _reference  # noqa: F401 (a fixture)


def test_a_number_leads_to_its_dates_and_a_calendar_is_made_and_revoked(play: Play, visit: Visit) -> None:  # noqa: F811
    for months in (1, 2, 2, 7):
        day = clock.today() + relativedelta(months=months)
        agree_next_step(by=play.officer, case=play.case, what="Send the plan", owner="The chief", due_on=day)

    page = visit.as_(play.officer, "/forecast/")
    drawing = page.get_by_role("img", name="How many dates fall in each month")
    assert drawing.evaluate("each => each.decode().then(() => each.naturalWidth)") > 0
    well_made(page)
    page.get_by_role("link", name="next step agreed").nth(1).click()
    expect(page.get_by_role("status")).to_have_text("2 dates")
    expect(page.get_by_role("cell", name="Send the plan")).to_have_count(2)
    well_made(page)
    page.get_by_role("link", name="Every month").click()
    expect(page.get_by_role("status")).to_have_text("4 dates")

    page.goto(f"{visit.site}/account/")
    follow(page.get_by_role("link", name="See the dates of your work in your own calendar"))
    well_made(page)
    page.get_by_role("button", name="Make calendar").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter where you will read the calendar")
    page.get_by_label("Where you will read it").fill("Outlook at work")
    page.get_by_role("button", name="Make calendar").click()
    address = page.get_by_text(".ics").inner_text()
    well_made(page)
    assert page.request.get(address).text().count("BEGIN:VEVENT") == 4
    page.get_by_role("button", name="Revoke Outlook at work").click()
    expect(page.get_by_text("The calendar “Outlook at work” no longer works.")).to_be_visible()
    assert page.request.get(address).status == 404
