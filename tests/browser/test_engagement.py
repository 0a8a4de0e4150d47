"""Engaging privately, walked in a real browser: asked, opened, talked, handed over and closed."""

import datetime as dt

from playwright.sync_api import Browser, FilePayload, Page, expect

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, User
from cases.models import Authority, Case
from tests.support.assessing import assessed
from tests.support.walking import come_in, follow, well_made

SOON = clock.today() + dt.timedelta(days=60)


def sign_in_again(page: Page, site: str, login: str) -> None:
    """Become another person of the demonstration."""
    page.context.clear_cookies()
    come_in(page, site, login)


def fill_date(page: Page, group: str, day: dt.date) -> None:
    """Fill the three inputs of a date."""
    date = page.get_by_role("group", name=group)
    for part in ("day", "month", "year"):
        date.get_by_label(part.capitalize()).fill(str(getattr(day, part)))


def record(page: Page, link: str, texts: dict[str, str], date: tuple[str, dt.date], button: str) -> None:
    """Follow a link of the engagement page, fill its form, and come back."""
    page.get_by_role("link", name=link).first.click()
    for label, text in texts.items():
        page.get_by_label(label, exact=True).fill(text)
    fill_date(page, *date)
    well_made(page)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", name="Engagement")).to_be_visible()


def a_colleague() -> User:
    """A second case officer of the officer's team."""
    team = User.objects.get(email="officer@demo.example").role_holdings.get().team
    colleague = User.objects.create_user("colleague@demo.example", "Cora Lee")
    RoleHolding.objects.create(user=colleague, role=Role.OFFICER, team=team, starts_on=clock.today())
    return colleague


def test_a_case_is_asked_for_opened_talked_through_handed_over_and_closed(page: Page, site: str) -> None:
    authority, colleague, today = quiet_authority(), a_colleague(), clock.today()

    come_in(page, site)
    page.goto(f"{site}/authorities/{authority}/")
    follow(page.get_by_role("link", name="Ask for a case to be opened"))
    well_made(page)
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the evidence or reason")
    well_made(page)
    page.get_by_label("Evidence or reason").fill("The auditor's letter of 2 March.")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("Passed to the deputy director").first).to_be_visible()
    well_made(page)

    sign_in_again(page, site, "deputy.director")
    page.goto(site)
    page.get_by_role("link", name="Requests to open a case").first.click()
    expect(page.get_by_text("There is no open case on this authority.")).to_be_visible()
    well_made(page)
    follow(page.get_by_role("link", name="Open a case on"))
    well_made(page)
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_text("The case is open.")).to_be_visible()
    address = page.url

    sign_in_again(page, site, "officer")
    page.goto(f"{site}/openings/")
    page.get_by_role("link", name="go to the case").click()
    page.get_by_role("link", name="Engagement", exact=True).click()
    expect(page.get_by_text("No contact has been logged.")).to_be_visible()
    well_made(page)

    page.get_by_role("link", name="Log a contact").click()
    page.get_by_label("Letter", exact=True).check()
    page.get_by_label("Who took part").fill("The chief executive")
    page.get_by_label("What was said").fill("We asked for the plan.")
    page.get_by_label("A statutory officer approached the department").check()
    fill_date(page, "Date of the contact", today)
    letter: FilePayload = {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear chief executive"}
    page.get_by_label("The letter, the email or other files").set_input_files(letter)
    well_made(page)
    page.get_by_role("button", name="Log a contact").click()
    expect(page.get_by_text("Encouraged contact")).to_be_visible()
    expect(page.get_by_role("link", name="letter.txt")).to_be_visible()

    offer = {"What was offered": "A mentor", "Who would give it": "A peer body"}
    record(page, "Record an offer of support", offer, ("Date of the offer", today), "Offer support")
    page.get_by_role("link", name="Record the answer").click()
    page.get_by_label("It refuses the offer").check()
    page.get_by_label("The answer", exact=True).fill("We have one already.")
    fill_date(page, "Date of the answer", today)
    well_made(page)
    page.get_by_role("button", name="Record the answer").click()
    expect(page.get_by_text("A peer body: refused")).to_be_visible()

    account = {"Who gave it": "The leader", "What the authority says": "We accept most of it."}
    label = "Record what the authority says"
    record(page, label, account, ("Date it was given", today), label)
    step = {"What was agreed": "A plan", "Who takes the step": "The chief executive"}
    label = "Record an agreed next step"
    record(page, label, step, ("Agreed date", SOON), label)
    page.get_by_role("link", name="Record what came of it").click()
    page.get_by_label("It was done").check()
    page.get_by_label("What came of it", exact=True).fill("It was sent.")
    fill_date(page, "Date it was done or dropped", today)
    well_made(page)
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("It was sent.")).to_be_visible()

    sign_in_again(page, site, "deputy.director")
    page.goto(f"{address}engagement/")
    support = {
        "Support agreed": "A peer challenge",
        "Who gives it": "Peers",
        "Who answers for it in the authority": "Chief",
    }
    record(page, "Record agreed support", support, ("Review date", SOON), "Record agreed support")
    page.get_by_role("link", name="Draft an external review").click()
    page.get_by_label("Terms of reference").fill("The capital programme.")
    page.get_by_label("Reviewers").fill("An accountant")
    page.get_by_label("Basis").fill("Consent of 1 May")
    well_made(page)
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_role("link", name="Edit a draft review")).to_be_visible()
    well_made(page)

    page.goto(f"{address}engagement/")
    page.get_by_role("link", name="Hand the case over").click()
    page.get_by_label("New case officer").select_option(label=colleague.name)
    page.get_by_label("Reason").fill("A new post.")
    well_made(page)
    page.get_by_role("button", name="Hand the case over").click()
    expect(page.get_by_role("definition").filter(has_text=colleague.name)).to_be_visible()

    page.goto(f"{address}close/")
    expect(page.get_by_text("Agree an assessment of the case across the seven themes first.")).to_be_visible()
    assessed(Case.objects.get(authority__slug=authority, stage="early_engagement"))
    page.goto(f"{address}close/")
    expect(page.get_by_text("It cannot be undone")).to_be_visible()
    well_made(page)
    page.get_by_label("Reason for closing").fill("The plan is sound.")
    page.get_by_role("button", name="Close the case").click()
    expect(page.get_by_text("The case is closed.", exact=True)).to_be_visible()
    assert Case.objects.get(authority__slug=authority).outcome == "The plan is sound."


def test_an_offer_is_recorded_without_scripts(browser: Browser, site: str) -> None:
    case = Case.objects.filter(team__holdings__user__email="officer@demo.example").earliest("created_at")
    page = browser.new_context(java_script_enabled=False).new_page()
    come_in(page, site)
    page.goto(f"{site}/cases/{case.ref}/engagement/")
    page.get_by_role("link", name="Record an offer of support").click()
    page.get_by_role("button", name="Offer support").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("What was offered").fill("A mentor")
    page.get_by_label("Who would give it").fill("A peer body")
    fill_date(page, "Date of the offer", clock.today())
    page.get_by_role("button", name="Offer support").click()
    expect(page.get_by_text("The offer is on the case.")).to_be_visible()
    page.context.close()


def quiet_authority() -> str:
    """The slug of a fictional authority without a case."""
    return Authority.objects.filter(is_fictional=True, cases=None, ends_on=None).earliest("slug").slug
