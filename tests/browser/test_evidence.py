"""Evidence, walked in a real browser: chosen by source, added, verified, borne out, and sealed away from others."""

from playwright.sync_api import Page, expect

from bestvalue import clock
from tests.support.walking import come_in, follow, well_made

from .test_engagement import fill_date, sign_in_again

ABOUT = "fictional-brackwater-district-council"


def test_an_item_is_added_read_verified_and_sealed(page: Page, site: str) -> None:
    register = f"{site}/authorities/{ABOUT}/evidence/"
    come_in(page, site)
    page.goto(f"{site}/authorities/{ABOUT}/")
    page.get_by_role("link", name="Evidence about this authority").click()
    expect(page.get_by_role("heading", name="Evidence", exact=True)).to_be_visible()
    well_made(page)

    follow(page.get_by_role("button", name="Add evidence"))
    well_made(page)
    page.get_by_role("radio", name="Press", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    for label, text in {
        "Title": "A tip to the paper",
        "Who made it": "The Estuary Courier",
        "What it says": "So.",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    fill_date(page, "Date it was received", clock.today())
    page.get_by_role("radio", name="Official", exact=True).check()
    page.get_by_label("Use of resources", exact=True).select_option("supports")
    well_made(page)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("before anything relies on it")).to_be_visible()
    well_made(page)

    page.get_by_role("link", name="Verify it").click()
    page.get_by_label("How did you check it?").fill("Beside the printed page.")
    page.get_by_role("button", name="Record that it is verified").click()
    expect(page.get_by_text("The item is verified.")).to_be_visible()
    item = page.url

    sign_in_again(page, site, "deputy.director")
    page.goto(item)
    follow(page.get_by_role("link", name="Seal it"))
    well_made(page)
    page.get_by_label("Why is it sealed?").fill("A person could be known from it.")
    page.get_by_label("I understand that what is sealed stays sealed").check()
    page.get_by_role("button", name="Seal it").click()
    expect(page.get_by_text("This item is sealed.")).to_be_visible()
    well_made(page)

    sign_in_again(page, site, "lead")
    page.goto(register)
    expect(page.get_by_text("Annual letter of the ombudsman")).to_be_visible()
    expect(page.get_by_text("A tip to the paper")).to_have_count(0)
    expect(page.get_by_text("Disclosure about a contract")).to_have_count(0)
    assert page.goto(item).status == 404  # type: ignore[union-attr]
