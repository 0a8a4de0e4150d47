"""Inspection, proposal, directions, exit and the year after, walked on a phone by everyone who has a part in them."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from bestvalue import clock
from bestvalue.accounts.models import User
from cases.services.reference import load_authorities
from cases.stages import Stage
from interventions.models import Direction, ExternalReview, OversightPeriod, Proposal
from interventions.services.directions import make_directions
from interventions.services.proposals import close_window, propose_new_directions
from interventions.services.representations import log_representation
from tests.lifecycle.build import Play
from tests.support.assessing import assessed
from tests.support.walking import follow, well_made
from themes.services.editions import load_editions

from .test_box import PASSWORD, Visit, phone, play, visit  # noqa: F401 (fixtures)


@pytest.fixture(autouse=True)
def _reference(transactional_db: None, play: Play) -> None:  # noqa: F811 (the fixture)
    load_editions()
    load_authorities()


def day(page: Page, group: str, on: dt.date) -> None:
    """Fill the three boxes of a date."""
    for part, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        page.get_by_role("group", name=group).get_by_label(part, exact=True).fill(str(value))


def confirm(page: Page, button: str) -> None:
    """Tick that the text was read, give the password, and act."""
    page.get_by_label("I have read this text").check()
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name=button))


def decided(page: Page, button: str) -> None:
    """Give the reasons and the password, and act."""
    page.get_by_label("Reasons").fill("As decided.")
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name=button))


def test_an_inspection_is_drafted_appointed_reported_and_answered(play: Play, visit: Visit) -> None:  # noqa: F811
    case, today = f"/cases/{play.case.ref}/", clock.today()
    page = visit.as_(play.officer, f"{case}intervention/")
    well_made(page)
    page.get_by_role("link", name="Draft an inspection").click()
    page.get_by_label("Which functions are inspected?").fill("Governance\nProcurement")
    page.get_by_label("Who is the proposed inspector?").fill("A. Inspector")
    page.get_by_role("button", name="Preview the letter").click()
    expect(page.get_by_text("appoints A. Inspector to carry out an inspection")).to_be_visible()
    well_made(page)
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_text("Give the date on which the report is due.")).to_be_visible()
    page.get_by_role("link", name="Record the conflicts check (R43).").click()
    page.get_by_label("Conflicts of interest").fill("None found.")
    page.get_by_label("Fees", exact=True).fill("At cost.")
    page.get_by_label("What leads to the inspection?").fill("A disclosure.")
    day(page, "When is the report due?", today + dt.timedelta(days=90))
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    expect(page.get_by_role("link", name="Ask for a decision: appoint an inspector")).to_be_visible()
    well_made(page)

    inspection = play.case.inspections.get()
    play.approved("appoint_inspector", inspection)
    page = visit.as_(play.lead, f"{case}inspections/{inspection.pk}/")
    follow(page.get_by_role("link", name="Appoint an inspector", exact=True).first)
    well_made(page)
    confirm(page, "Appoint the inspector")
    expect(page.get_by_text("The inspector is appointed.")).to_be_visible()

    page = visit.as_(play.officer, f"{case}inspections/{inspection.pk}/requirement/")
    page.get_by_label("Of whom is it required?").fill("The chief executive")
    page.get_by_label("What is required?").fill("The minutes.")
    day(page, "When was it served?", today)
    day(page, "By when is it to be met?", today + dt.timedelta(days=3))
    page.get_by_role("button", name="Record the requirement").click()
    expect(page.get_by_text("Three clear days are needed")).to_be_visible()
    well_made(page)
    day(page, "By when is it to be met?", today + dt.timedelta(days=4))
    page.get_by_role("button", name="Record the requirement").click()
    page.get_by_role("link", name="Record an inspection report").click()
    day(page, "When was it sent to the authority?", today)
    day(page, "When was it sent to the Secretary of State?", today)
    page.get_by_label("Yes, it recommends directions").check()
    page.get_by_label("Steps that it recommends the authority takes with support").fill("Rebuild audit")
    well_made(page)
    page.get_by_role("button", name="Record the report").click()
    expect(page.get_by_text("Rebuild audit (with support)")).to_be_visible()
    well_made(page)


def test_both_outcomes_stand_side_by_side_and_shut_while_something_is_unread(
    play: Play,  # noqa: F811
    visit: Visit,  # noqa: F811
) -> None:
    case = f"/cases/{assessed(play.case).ref}/"
    page = visit.as_(play.officer, f"{case}proposals/new/")
    assert page.locator("input[value=failing]:checked").count() == 0
    page.get_by_label("What shows that the Duty is not met?").fill("The report.")
    page.get_by_label("What form of intervention is proposed?").fill("Commissioners")
    page.get_by_label("What does it cost, and who pays?").fill("The authority pays.")
    page.get_by_label("Why do statutory services stay safe?").fill("They stay funded.")
    page.get_by_label("How will it end?").fill("Step by step.")
    page.get_by_role("group", name="Use of resources", exact=True).get_by_label("Failing", exact=True).check()
    page.get_by_label("Use of resources: reasons and evidence").fill("Reserves are spent.")
    page.get_by_label("Action 1", exact=True).fill("Agree a plan.")
    page.get_by_role("button", name="Add an action").click()
    page.get_by_label("Action 2", exact=True).fill("Publish it.")
    page.get_by_label("Function 1", exact=True).fill("Finance")
    well_made(page)
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    proposal = Proposal.objects.get()
    assert [each.text for each in proposal.actions.all()] == ["Agree a plan.", "Publish it."]

    play.approved("propose_intervention", proposal)
    page = visit.as_(play.lead, f"{case}proposals/{proposal.pk}/put/")
    expect(page.get_by_text("If you send it today, the authority has until")).to_be_visible()
    well_made(page)
    confirm(page, "Put it to the authority")
    expect(page.get_by_text("It is put to the authority.")).to_be_visible()

    page = visit.as_(play.officer, f"{case}proposals/{proposal.pk}/")
    page.get_by_role("link", name="Log a representation").click()
    page.get_by_label("Who sent it?").fill("The council")
    page.get_by_label("It comes from the authority itself").check()
    day(page, "When did it come?", clock.today())
    page.get_by_label("How did it come?").fill("Email")
    page.get_by_label("What does it say?").fill("We disagree.")
    page.get_by_role("button", name="Log a representation").click()
    page.get_by_role("link", name="Close the time for representations").click()
    page.get_by_role("button", name="Close the time").click()
    expect(page.get_by_text("The authority has until")).to_be_visible()
    page.get_by_label("If the time has not ended yet").fill("They write today that they have no more to say.")
    page.get_by_role("button", name="Close the time").click()
    expect(page.get_by_text("is not yet summarised and answered").last).to_be_visible()
    well_made(page)
    page.get_by_role("link", name="Draft directions on this proposal").click()
    expect(page.get_by_label("Action 2", exact=True)).to_have_value("Publish it.")
    page.get_by_label("Recitals").fill("The Duty is not met.")
    day(page, "On which day do they end?", clock.today() + dt.timedelta(days=730))
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()

    asked = play.asked("make_directions", Direction.objects.get())
    box = f"/decisions/{asked.submission_id}/"
    page = visit.as_(play.minister, box)
    shut = "1 representation is not yet summarised and answered."
    expect(page.get_by_text(shut)).to_have_count(2)
    assert page.get_by_role("button", name="Record my decision").count() == 0
    well_made(page)
    page = visit.as_(play.officer, f"{case}proposals/{proposal.pk}/")
    page.get_by_role("link", name="Summarise and answer it").click()
    page.get_by_label("Summary").fill("They disagree, and why.")
    page.get_by_label("How is it answered?").fill("Put to the minister.")
    well_made(page)
    follow(page.get_by_role("button", name="Save the summary and the answer"))

    page = visit.as_(play.minister, box)
    headings = page.get_by_role("heading", name=re.compile("^Decide: "))
    expect(headings).to_have_text(["Decide: Make directions", "Decide: Decide not to intervene"])
    assert page.locator("input[type=radio]:checked").count() == 0
    well_made(page)
    alone = page.locator("section", has=page.get_by_role("heading", name="Decide not to intervene"))
    alone.get_by_role("radio", name="Approve").check()
    alone.get_by_label("Reasons").fill("They can mend it themselves.")
    alone.get_by_role("radio", name="No", exact=True).check()
    alone.get_by_label("Your password", exact=True).fill(PASSWORD)
    follow(alone.get_by_role("button", name="Record my decision"))
    expect(page.get_by_text("Everything asked for here has been decided.")).to_be_visible()
    expect(page.get_by_text("The other outcome was approved: decide not to intervene.")).to_be_visible()

    page = visit.as_(play.lead, f"{case}proposals/{proposal.pk}/")
    page.get_by_role("link", name="Decide not to intervene", exact=True).first.click()
    page.get_by_label("Back to early engagement, in private").check()
    decided(page, "Record that there is no intervention")
    expect(page.get_by_text("The decision is recorded.")).to_be_visible()
    assert play.stage == Stage.EARLY_ENGAGEMENT


def test_urgent_directions_name_the_secretary_of_state_and_send_both_notices(
    play: Play,  # noqa: F811
    visit: Visit,  # noqa: F811
) -> None:
    case = f"/cases/{play.case.ref}/"
    page = visit.as_(play.officer, f"{case}intervention/")
    page.get_by_role("link", name="Draft urgent directions").click()
    page.get_by_label("Recitals").fill("The Duty is not met.")
    day(page, "On which day do they end?", clock.today() + dt.timedelta(days=200))
    page.get_by_role("group", name="Use of resources", exact=True).get_by_label("Failing", exact=True).check()
    page.get_by_label("Use of resources: reasons and evidence").fill("Reserves are spent.")
    page.get_by_label("Action 1", exact=True).fill("Stop the sale.")
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_text("Write down why it is sufficiently urgent").first).to_be_visible()
    page.get_by_role("link", name="Draft both notices").first.click()
    page.get_by_label("Why is it sufficiently urgent?").fill("The sale is tomorrow.")
    page.get_by_label("What is the legal advice?").fill("It is urgent.")
    page.get_by_label("Notice to the authority").fill("You were not heard first, because the sale is tomorrow.")
    page.get_by_label("Notice to those who represent authorities").fill("The authority was not heard first.")
    follow(page.get_by_role("button", name="Save the draft").last)
    direction = Direction.objects.get()

    asked = play.asked("make_urgent_directions", direction)
    page = visit.as_(play.minister, f"/decisions/{asked.submission_id}/")
    expect(page.get_by_text("This is for the Secretary of State to decide.")).to_be_visible()
    page = visit.as_(play.secretary_of_state, f"/decisions/{asked.submission_id}/")
    page.get_by_role("radio", name="Approve").check()
    page.get_by_label("Reasons").fill("It cannot wait.")
    page.get_by_role("radio", name="No", exact=True).check()
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Record my decision"))

    page = visit.as_(play.lead, f"{case}directions/{direction.pk}/")
    follow(page.get_by_role("link", name="Make urgent directions", exact=True).first)
    well_made(page)
    confirm(page, "Make the directions")
    expect(page.get_by_text("It is not recorded that they were sent.")).to_be_visible()
    page = visit.as_(play.officer, f"{case}directions/{direction.pk}/")
    page.get_by_role("link", name="Record that the notices of urgency were sent").click()
    day(page, "When was the notice sent to the authority?", clock.today())
    day(page, "When was the notice sent to those who represent authorities?", clock.today())
    page.get_by_role("button", name="Record that they were sent").click()
    expect(page.get_by_text("It is recorded that both notices were sent.")).to_be_visible()
    expect(page.get_by_text("It is not recorded that they were sent.")).to_have_count(0)
    well_made(page)


def directed(play: Play) -> Direction:  # noqa: F811
    """Directions in force since today."""
    play.proposed()
    close_window(by=play.officer, proposal=Proposal.objects.get(), nothing_more_to_say="Their letter of today.")
    play.approved("make_directions", play.directions(Proposal.objects.get()))
    return make_directions(by=play.lead, direction=Direction.objects.get())


def test_an_intervention_is_run_left_and_watched(play: Play, visit: Visit) -> None:  # noqa: F811
    case, direction = f"/cases/{play.case.ref}/", directed(play)
    page = visit.as_(play.officer, f"{case}directions/{direction.pk}/")
    well_made(page)
    page.get_by_role("link", name="Record progress on action 1").click()
    day(page, "As at which day?", clock.today())
    page.get_by_label("Under way").check()
    page.get_by_label("What does that rest on?").fill("A draft plan went to cabinet.")
    well_made(page)
    page.get_by_role("button", name="Record progress").click()
    expect(page.get_by_text("A draft plan went to cabinet.")).to_be_visible()
    page.get_by_role("link", name="Record a cost").click()
    page.get_by_label("What was it for?").fill("Commissioners")
    day(page, "From", clock.today())
    day(page, "To", clock.today())
    page.get_by_label("Amount in pounds").fill("one thousand")
    page.get_by_role("button", name="Record a cost").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_label("Amount in pounds").fill("1000")
    page.get_by_label("Who pays?").fill("The authority")
    page.get_by_label("Where does the figure come from?").fill("An invoice")
    page.get_by_role("button", name="Record a cost").click()
    expect(page.get_by_role("row", name=re.compile("Together"))).to_contain_text("£1,000.00")
    well_made(page)
    page.goto(f"{visit.site}{case}exit-strategies/new/")
    page.get_by_label("How will the intervention end?").fill("Finance goes back first.")
    page.get_by_label("Milestone 1", exact=True).fill("A balanced budget")
    well_made(page)
    page.get_by_role("button", name="Record the strategy").last.click()
    expect(page.get_by_text("The exit strategy is recorded.")).to_be_visible()
    page.goto(f"{visit.site}{case}intervention/")
    page.get_by_role("link", name=re.compile("^Exit strategy")).click()
    page.get_by_role("link", name=re.compile("Record that it was met")).click()
    day(page, "When was it met?", clock.today())
    page.get_by_label("What shows it?").fill("The budget of March.")
    page.get_by_role("button", name="Record that it was met").click()
    expect(page.get_by_text("The budget of March.")).to_be_visible()
    well_made(page)

    play.approved("start_exit", direction)
    page = visit.as_(play.lead, f"{case}directions/{direction.pk}/start-exit/")
    well_made(page)
    decided(page, "Start the exit")
    expect(page.get_by_text("The exit has started.")).to_be_visible()
    play.approved("revoke_directions", direction)
    page.goto(f"{visit.site}{case}directions/{direction.pk}/revoke/")
    page.get_by_label("What does the authority say?").fill("Ready.")
    page.get_by_label("What do the commissioners, envoys or the board say?").fill("Ready.")
    page.get_by_label("What do officials say?").fill("They can sustain it.")
    page.get_by_label("What did the Secretary of State decide, and why?").fill("To end it.")
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    well_made(page)
    page.get_by_role("button", name="Revoke the directions").click()
    expect(page.get_by_text("The directions are revoked.")).to_be_visible()

    period = OversightPeriod.objects.get()
    page = visit.as_(play.officer, f"{case}oversight/{period.pk}/arrange/")
    page.get_by_label("What is watched, and how?").fill("Two visits.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It is recorded how the authority is watched.")).to_be_visible()
    page = visit.as_(play.deputy_director, f"{case}oversight/reviews/new/")
    page.get_by_label("Who reviewed?").fill("A body")
    page.get_by_label("Why is the reviewer independent").fill("It took no part.")
    page.get_by_label("What did the review find?").fill("It holds.")
    well_made(page)
    page.get_by_role("button", name="Record the review").click()
    expect(page.get_by_text("The review is recorded.")).to_be_visible()
    play.approved("close_after_oversight", OversightPeriod.objects.get())
    page = visit.as_(play.lead, f"{case}oversight/{period.pk}/close/")
    decided(page, "Close the case")
    expect(page.get_by_text("The case is closed.")).to_be_visible()


def test_a_review_goes_from_its_terms_to_its_report_without_scripts(
    play: Play,  # noqa: F811
    browser: Browser,
    live_server: object,
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    plain, case = Visit(context.new_page(), str(live_server)), f"/cases/{play.case.ref}/"
    page = plain.as_(play.officer, f"{case}external-reviews/new/")
    page.get_by_label("Terms of reference").fill("The capital plan.")
    page.get_by_label("Reviewers").fill("A. Accountant")
    page.get_by_label("Basis").fill("Their consent of 1 May.")
    follow(page.get_by_role("button", name="Save the draft").last)
    review = ExternalReview.objects.get()
    play.approved("commission_review", review)
    page = plain.as_(play.lead, f"{case}external-reviews/{review.pk}/commission/")
    confirm(page, "Commission the review")
    page = plain.as_(play.officer, f"{case}external-reviews/{review.pk}/report/")
    day(page, "Date of the report", clock.today())
    page.get_by_label("What it found").fill("The plan is not affordable.")
    page.get_by_role("button", name="Record the report").click()
    expect(page.get_by_text("The plan is not affordable.")).to_be_visible()
    context.close()


def test_no_page_of_an_intervention_has_a_fault_that_axe_finds(play: Play, visit: Visit) -> None:  # noqa: F811
    direction = directed(play)
    log_representation(
        by=play.officer,
        proposal=play.act(propose_new_directions, "proposal", play.a_proposal()),
        sender=f"https://example.org/{'long' * 60}",
        received_on=clock.today(),
        channel="email",
        text="No " * 300,
    )
    second = Proposal.objects.get(state="open")
    base = f"/cases/{play.case.ref}/"
    walks: list[tuple[User, tuple[str, ...]]] = [
        (
            play.officer,
            (
                *(f"{base}{each}/new/" for each in ("packages", "appointments", "progress-reports")),
                *(f"{base}intervention/", f"{base}proposals/{second.pk}/", f"{base}directions/new/"),
                f"{base}directions/{direction.pk}/functions/{direction.functions.get().pk}/instruction/",
                f"{base}proposals/{second.pk}/close/",
            ),
        ),
        (play.deputy_director, (f"{base}proposals/{second.pk}/extend/",)),
        (play.lead, (f"{base}directions/{direction.pk}/enforce/",)),
    ]
    for person, paths in walks:
        page = visit.as_(person, paths[0])
        for path in paths:
            page.goto(f"{visit.site}{path}")
            well_made(page)
            assert urlsplit(page.url).path == path
