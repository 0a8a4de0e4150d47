"""People, an account closed, lists taken away, retention and searches, walked as those who look after them do."""

from django.conf import settings
from playwright.sync_api import Page, expect

from bestvalue.accounts.models import User
from cases.models import Authority
from tests.support.walking import come_in, follow, well_made


def test_an_administrator_closes_an_account_and_opens_it_again(page: Page, site: str) -> None:
    come_in(page, site, "admin")
    page.goto(f"{site}/people/")
    well_made(page)
    leaver = User.objects.get(email="officer@demo.example")
    follow(page.get_by_role("link", name=leaver.name))
    well_made(page)
    page.get_by_role("link", name="Close the account").click()
    expect(page.get_by_text("The role case officer")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_role("alert")).to_contain_text("Confirm that this is the right person")
    well_made(page)
    page.get_by_label("Reason").fill("They left.")
    page.get_by_label("I have looked at what ends").check()
    page.get_by_label("Your password").fill(settings.DEMONSTRATION_PASSWORD)
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_text("The account is closed.")).to_be_visible()
    well_made(page)
    follow(page.get_by_role("link", name="Open the account again"))
    well_made(page)


def test_a_list_is_taken_away_after_a_fresh_proof(page: Page, site: str) -> None:
    come_in(page, site, "lead")
    page.goto(f"{site}/notices/?standing=in_force")
    page.get_by_role("link", name="Download as CSV").click()
    expect(page.get_by_text("Standing: In force")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Download the file").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your password")
    well_made(page)
    page.get_by_label("Your password").fill(settings.DEMONSTRATION_PASSWORD)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    assert download.value.suggested_filename == "notices.csv"


def test_a_records_manager_searches_for_a_person_and_holds_what_is_due(page: Page, site: str) -> None:
    come_in(page, site, "records")
    for path in ("/retention/", "/retention/holds/", "/retention/removed/", "/subject-access/"):
        page.goto(site + path)
        well_made(page)
    page.goto(f"{site}/retention/holds/new/")
    page.get_by_label("Or authority").fill(Authority.objects.filter(cases__isnull=False).earliest("slug").slug)
    page.get_by_label("Why nothing may be removed").fill("A public inquiry. " * 20)
    follow(page.get_by_role("button", name="Place the hold"))
    well_made(page)
    page.get_by_role("link", name="Lift").first.click()
    page.get_by_role("button", name="Lift the hold").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your password")
    well_made(page)
    for name in ("Nobody of this name", "the"):
        page.goto(f"{site}/subject-access/new/")
        follow(page.get_by_role("main").get_by_role("button", name="Search"))
        well_made(page)
        page.get_by_label("Names and email addresses").fill(name)
        page.get_by_label("Why you search").fill("Request 12.")
        page.get_by_role("main").get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", name="What is not searched here")).to_be_visible()
        well_made(page)
