"""Observing and assessing, walked in a real browser: recorded, written, agreed, compared, and a new edition adopted."""

from playwright.sync_api import Page, expect

from bestvalue import clock
from cases.models import Case
from tests.support.walking import come_in, follow, well_made
from tests.themes.test_adopting import a_new_file
from themes.models import Assessment

from .test_engagement import fill_date, sign_in_again


def test_a_case_is_observed_assessed_and_agreed(page: Page, site: str) -> None:
    case = Case.objects.get(authority__slug="fictional-brackwater-district-council")
    come_in(page, site)
    page.goto(f"{site}/cases/{case.ref}/")
    page.get_by_role("link", name="Assessment", exact=True).click()
    expect(page.get_by_text("Agreed, and stands:")).to_be_visible()
    well_made(page)

    page.get_by_role("link", name="What was observed, line by line").click()
    page.get_by_role("link", name="Use of resources", exact=True).click()
    expect(page.get_by_text("Shown as context only, not as a finding")).to_be_visible()
    well_made(page)
    page.get_by_role("link", name="Record an indicator in your own words").click()
    page.get_by_label("What the indicator is").fill("Assets are sold to pay for day-to-day services.")
    page.get_by_label("Observed", exact=True).check()
    fill_date(page, "As at which day?", clock.today())
    page.get_by_role("button", name="Add another row: evidence it rests on").click()
    page.get_by_label("Item 1", exact=True).select_option(index=1)
    well_made(page)
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("This was not done")).to_be_visible()
    page.get_by_label("What was found, and how it is known").fill("The budget says so.")
    page.get_by_label("What item 1 shows").fill("Sales of land pay for salaries.")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("The observation is on the case.")).to_be_visible()
    follow(page.get_by_role("link", name="Assets are sold").first)
    well_made(page)

    page.get_by_role("link", name="Assessment", exact=True).click()
    follow(page.get_by_role("link", name="Begin an assessment"))
    well_made(page)
    page.get_by_role("button", name="Begin an assessment").click()
    expect(page.get_by_text("The assessment is begun.")).to_be_visible()
    well_made(page)
    page.get_by_role("link", name="Culture", exact=True).click()
    page.get_by_label("What is known, and how").fill("Bad news is told early since the spring.")
    expect(page.get_by_text("What you typed was kept")).to_be_visible()
    expect(page.locator("[data-draft-preview]")).to_contain_text("Bad news is told early")
    well_made(page)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    follow(page.get_by_role("link", name="Local checks, principles and texts cited"))
    well_made(page)

    draft = Assessment.objects.get(case=case, state="draft")
    sign_in_again(page, site, "lead")
    page.goto(f"{site}/cases/{case.ref}/assessments/{draft.pk}/")
    page.get_by_role("button", name="Read and agree").click()
    page.get_by_label("I have read the whole assessment").check()
    well_made(page)
    page.get_by_role("button", name="Agree").click()
    expect(page.get_by_text("The assessment is agreed.")).to_be_visible()
    well_made(page)
    page.goto(f"{site}/cases/{case.ref}/assessments/since-a-minister/")
    expect(page.get_by_text("No minister has decided")).to_be_visible()
    well_made(page)
    page.goto(f"{site}/cases/{case.ref}/assessments/compare/")
    fill_date(page, "Earlier day", case.opened_on)
    fill_date(page, "Later day", clock.today())
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("Bad news is told early")).to_be_visible()
    well_made(page)

    sign_in_again(page, site, "admin")
    page.goto(f"{site}/editions/")
    well_made(page)
    page.get_by_role("link", name="Adopt a new edition").click()
    file = {"name": "next.yaml", "mimeType": "text/yaml", "buffer": a_new_file().encode()}
    page.get_by_label("File of the edition").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="See what changes").click()
    expect(page.get_by_role("cell", name="It shares its data.")).to_be_visible()
    well_made(page)
    page.get_by_label("I have read what is added").check()
    page.get_by_role("button", name="Adopt the edition").click()
    expect(page.get_by_text("The edition is adopted.")).to_be_visible()
    well_made(page)
