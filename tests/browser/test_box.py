"""A notice on its way to a minister and back, walked on a phone by everyone who has a part in it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from bestvalue import clock
from bestvalue.accounts.models import User
from cases.models import SubmissionAct
from cases.services.submissions import clear_submission, decide, draft_submission, offer_for_clearance
from notices.models import Notice
from notices.services import edit_notice, issue_notice
from tests.lifecycle.build import PACK, Play, refusals
from tests.support.axe import faults
from tests.support.walking import follow, let_in

from .test_sign_in import give_authenticator

PASSWORD = "correct horse battery staple"
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def play(transactional_db: None) -> Play:
    """A case in early engagement, and people who can sign in; the days go by as they do."""
    with ExitStack() as days:
        play = Play.begin(days)
    everyone = (
        play.officer,
        play.lead,
        play.deputy_director,
        play.minister,
        play.secretary_of_state,
        play.private_office,
    )
    for each in everyone:
        each.set_password(PASSWORD)
        each.save()
    return play


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone, with nothing remembered."""
    context = browser.new_context(viewport=PHONE)
    yield context.new_page()
    context.close()


class Visit:
    """One device on which people sign in, one after the other."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site

    def as_(self, person: User, path: str) -> Page:
        """Go to a page as this person."""
        self.page.context.clear_cookies()
        let_in(self.page, self.site, person)
        self.page.goto(f"{self.site}{path}")
        expect(self.page).to_have_url(f"{self.site}{path}")
        return self.page

    def signed_in_as(self, person: User, path: str) -> Page:
        """Sign in as this person, with the password, and go to a page."""
        self.page.goto(f"{self.site}{path}")
        self.page.get_by_label("Email address").fill(person.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page).to_have_url(f"{self.site}{path}")
        return self.page


@pytest.fixture
def visit(phone: Page, live_server: object) -> Visit:
    """The phone, at the running service."""
    return Visit(phone, str(live_server))


def fill(page: Page, **sections: str) -> None:
    """Fill the sections of a submission, by their labels."""
    for label, text in sections.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(text)


def think_of(page: Page, choice: str, reasons: str) -> None:
    """A minister fills in the one act on the page, and does not yet send it."""
    page.get_by_role("link", name="Go to the decision").click()
    page.get_by_role("radio", name=choice).check()
    page.get_by_label("Reasons").fill(reasons)
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_label("Your password", exact=True).fill(PASSWORD)


def decide_by(page: Page, choice: str, reasons: str) -> None:
    """A minister decides the one act on the page."""
    think_of(page, choice, reasons)
    follow(page.get_by_role("button", name="Record my decision"))


def test_a_notice_goes_to_a_minister_comes_back_and_is_approved(play: Play, visit: Visit) -> None:
    notice = play.a_notice()
    base = f"/cases/{play.case.ref}/submissions/"

    page = visit.as_(play.officer, f"{base}new/")
    page.get_by_label("Issue a Best Value Notice").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="The submission so far")).to_be_visible()
    fill(page, Option_1="Issue the notice.", Doing_nothing="The position would go on.", Recommendation="Issue it.")
    page.get_by_label("What is the minister asked?").fill("Should we issue a notice to Exford?")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    expect(page.get_by_text("The submission lacks its cost note.")).to_be_visible()
    submission = urlsplit(page.url).path
    follow(page.get_by_role("button", name="Send for clearance"))
    page.get_by_role("button", name="Send for clearance").click()
    expect(page.get_by_text("Waiting to be cleared", exact=True)).to_be_visible()

    page = visit.as_(play.deputy_director, submission)
    page.get_by_role("button", name="Return with comments").click()
    page.get_by_label("What must change?").fill("Give the cost, and the evidence against.")
    follow(page.get_by_role("button", name="Return with comments"))

    page = visit.as_(play.officer, submission)
    expect(page.get_by_text("Give the cost, and the evidence against.")).to_be_visible()
    page.get_by_role("button", name="Edit the draft").click()
    fill(
        page,
        Evidence_for="Two reports of the auditor.",
        Evidence_against="A new chief executive began.",
        What_the_authority_says="It accepts the findings.",
        Local_checks_and_balances="The audit committee met.",
        Legal_note="Within the powers.",
        Public_law="Lawful, rational and fair.",
        Cost="None to the department.",
    )
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_role("button", name="Send for clearance").click()
    follow(page.get_by_role("button", name="Send for clearance"))

    page = visit.as_(play.deputy_director, f"{submission}clear/")
    page.get_by_label("To whom does it go?").select_option(label=play.minister.name)
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Clear for the minister").click()
    expect(page.get_by_text("The submission is with the minister.")).to_be_visible()

    page = visit.as_(play.minister, "/decisions/")
    page.get_by_role("link", name="Should we issue a notice to Exford?").click()
    for words in ("Two reports of the auditor.", "A new chief executive began.", "Agree a balanced plan."):
        expect(page.get_by_text(words).first).to_be_visible()
    assert page.locator("input[type=radio]:checked").count() == 0
    decide_by(page, "Return with changes asked for", "Give credit for the new chief executive.")
    expect(page.get_by_text("It is with officials again: draft.")).to_be_visible()

    edit_notice(by=play.officer, notice=notice, credit="A new chief executive began.")
    visit.as_(play.officer, f"{submission}offer/").get_by_role("button", name="Send for clearance").click()
    page = visit.as_(play.deputy_director, f"{submission}clear/")
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Clear for the minister"))
    page = visit.as_(play.minister, "/decisions/")
    page.get_by_role("link", name="Should we issue a notice to Exford?").first.click()
    decide_by(page, "Approve", "The text is fair now.")
    expect(page.get_by_text("Nothing moves until an official acts on it.")).to_be_visible()
    issue_notice(by=play.lead, notice=notice)
    assert Notice.objects.get().state == "issued"


def test_a_minister_stands_aside_and_another_decides(play: Play, visit: Visit) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    page = visit.as_(play.minister, f"/decisions/{asked.submission_id}/")
    page.get_by_role("link", name="Stand aside because of an interest").click()
    page.get_by_label("What is the interest?").fill("My sister works there.")
    page.get_by_label("To whom does it pass?").select_option(label=play.secretary_of_state.name)
    page.get_by_role("button", name="Stand aside").click()
    expect(page.get_by_text("You stood aside from this submission.")).to_be_visible()
    page = visit.as_(play.secretary_of_state, f"/decisions/{asked.submission_id}/")
    expect(page.get_by_text("My sister works there.")).to_be_visible()
    decide_by(page, "Decline", "Not now.")
    expect(page.get_by_text("Everything asked for here has been decided.")).to_be_visible()


def test_a_minister_confirms_with_a_passkey_whichever_of_two_acts_is_decided(play: Play, visit: Visit) -> None:
    acts = [("issue_notice", play.a_notice()), ("agree_package", play.a_package())]
    draft = draft_submission(by=play.officer, case=play.case, question="Both?", acts=acts, **PACK)
    offered = offer_for_clearance(by=play.officer, submission=draft)
    submission = clear_submission(by=play.deputy_director, submission=offered)
    give_authenticator(visit.page)
    page = visit.signed_in_as(play.minister, "/account/second-step/passkeys/new/")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("You cannot see them again")).to_be_visible()
    page.goto(f"{visit.site}/decisions/{submission.pk}/")
    first = page.locator("form", has=page.get_by_role("radio")).first
    first.get_by_role("radio", name="Decline").check()
    first.get_by_label("Reasons").fill("Not yet.")
    first.get_by_role("radio", name="No", exact=True).check()
    first.get_by_role("button", name="Use your passkey instead").click()
    expect(page.get_by_text("The decision is recorded.")).to_be_visible()
    assert set(submission.acts.values_list("state", flat=True)) == {"asked", "declined"}


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait, five seconds at most, until something holds."""
    for _ in range(50):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("It did not come about.")


@pytest.mark.parametrize("answer", ["out of order", "signed out"])
def test_no_script_decides_for_a_minister_who_is_still_thinking(play: Play, visit: Visit, answer: str) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    box = f"/decisions/{asked.submission_id}/"
    page = visit.as_(play.minister, box)
    status, headers = (503, dict[str, str]()) if answer == "out of order" else (302, {"Location": "/sign-in/"})
    looks: list[Route] = []

    def looked(route: Route) -> None:
        looks.append(route)
        route.fulfill(status=status, headers=headers)

    page.route("**/account/session/", looked)
    page.clock.install()
    page.goto(f"{visit.site}{box}")
    think_of(page, "Approve", "As advised, if I agree.")
    page.clock.fast_forward("02:01")
    if answer == "out of order":
        until(page, lambda: len(looks) == 1)
        page.clock.fast_forward("02:01")
        until(page, lambda: len(looks) == 2)
        expect(page.get_by_label("Reasons")).to_have_value("As advised, if I agree.")
    else:  # and yet the sign-in lasts: it ran out nowhere but in that answer
        expect(page.get_by_role("heading", level=1)).to_have_text("What you typed is kept")
        expect(page.get_by_text("As advised, if I agree.")).to_be_visible()
        assert PASSWORD not in page.content()
    assert SubmissionAct.objects.get().state == "asked"


def test_private_office_records_a_decision_with_its_proof(play: Play, visit: Visit) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    today = clock.today()
    page = visit.as_(play.private_office, f"/decisions/{asked.submission_id}/")
    page.get_by_label("Which minister decided?").select_option(label=play.minister.name)
    for part, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_label("At what time?").fill(clock.now().astimezone(clock.LONDON).strftime("%H:%M"))
    page.get_by_label("Proof of the decision").fill("The box note, filed under 12.")
    page.get_by_role("radio", name="Approve").check()
    page.get_by_label("Reasons").fill("As advised.")
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Record the minister's decision").click()
    expect(page.get_by_text("Recorded by private office")).to_be_visible()
    expect(page.get_by_text("The box note, filed under 12.")).to_be_visible()


def test_an_edit_after_approval_shows_as_void_everywhere(play: Play, visit: Visit) -> None:
    notice = play.a_notice()
    asked = play.approved("issue_notice", notice)
    edit_notice(by=play.officer, notice=notice, credit="A new chair.")
    case = f"/cases/{play.case.ref}/"
    words = "pproval void: the text was edited afterwards"
    page = visit.as_(play.officer, "/")
    for path in (
        "/",
        f"{case}submissions/",
        f"{case}submissions/{asked.submission_id}/",
        f"{case}notices/{notice.pk}/",
    ):
        page.goto(f"{visit.site}{path}")
        expect(page.get_by_text(words).first).to_be_visible()
    page = visit.as_(play.minister, "/decisions/")
    expect(page.get_by_text(words).first).to_be_visible()
    assert refusals(lambda: issue_notice(by=play.lead, notice=notice)) == {"no_decision"}


def test_no_page_of_a_submission_has_a_fault_that_axe_finds_or_scrolls_sideways(play: Play, visit: Visit) -> None:
    draft = play.drafted("appoint_inspector", play.an_inspection())
    offered = play.offered("agree_package", play.a_package())
    asked = play.asked("issue_notice", play.a_notice(what_prompted=f"https://example.org/{'long' * 60}"))
    base, box = f"/cases/{play.case.ref}/submissions/", f"/decisions/{asked.submission_id}/"
    walks: list[tuple[User, tuple[str, ...]]] = [
        (
            play.officer,
            (base, f"{base}new/", f"{base}{draft.pk}/", f"{base}{draft.pk}/edit/", f"{base}{draft.pk}/offer/"),
        ),
        (
            play.deputy_director,
            (f"{base}{offered.pk}/clear/", f"{base}{offered.pk}/return/", f"{base}{asked.submission_id}/"),
        ),
        (play.minister, ("/decisions/", box, f"{box}stand-aside/")),
        (play.private_office, (box,)),
    ]
    for person, paths in walks:
        page = visit.as_(person, paths[0])
        for path in paths:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(f"{visit.site}{path}")
            assert faults(page) == [], path
            page.set_viewport_size({"width": 320, "height": 700})
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.get_by_role("button", name="Record the minister's decision").click()
    expect(page.get_by_role("alert")).to_contain_text("Select a decision")
    assert faults(page) == []


def test_a_minister_decides_without_scripts(play: Play, browser: Browser, live_server: object) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = Visit(context.new_page(), str(live_server)).as_(play.minister, f"/decisions/{asked.submission_id}/")
    decide_by(page, "Approve", "As advised.")
    expect(page.get_by_text("The decision is recorded.")).to_be_visible()
    context.close()
    assert SubmissionAct.objects.get().state == "approved"


def test_a_minister_whose_page_is_old_is_told_and_keeps_the_reasons(play: Play, visit: Visit) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    page = visit.as_(play.minister, f"/decisions/{asked.submission_id}/")
    decide(by=play.secretary_of_state, asked=asked, decision="decline", reasons="No.")
    decide_by(page, "Approve", "My own considered reasons.")
    expect(page.get_by_role("alert")).to_contain_text("This case has changed since you opened this page")
    expect(page.get_by_text("My own considered reasons.")).to_be_visible()
