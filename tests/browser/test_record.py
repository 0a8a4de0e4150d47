"""A package, a court's order, a correction, an abolition and a past event, walked by those whose part it is."""

import datetime as dt
from pathlib import Path

from playwright.sync_api import expect

from bestvalue import clock
from cases.models import Authority, Correction
from cases.stages import Stage
from interventions.models import Package
from tests.api.world import an_authority
from tests.lifecycle.build import Play
from tests.support.walking import follow, well_made

from .test_box import PASSWORD, Visit, phone, play, visit  # noqa: F401 (fixtures)
from .test_intervention import confirm, day, decided, directed


def may_sign_in(play: Play) -> None:  # noqa: F811 (the fixture)
    """The records manager has a part in this."""
    play.records_manager.set_password(PASSWORD)
    play.records_manager.save()


def test_a_package_is_agreed_and_ended_with_a_watch(play: Play, visit: Visit) -> None:  # noqa: F811
    case = f"/cases/{play.case.ref}/"
    page = visit.as_(play.officer, f"{case}packages/new/")
    page.get_by_label("Board or panel").check()
    page.get_by_label("What did the authority agree").fill("Their letter of 1 May.")
    page.get_by_label("Terms of reference").fill("To follow the plan.")
    page.get_by_label("Members").fill("Three.")
    page.get_by_label("How often does it report, and to whom?").fill("Each quarter.")
    day(page, "When does it end, or when is it reviewed?", clock.today() + dt.timedelta(days=365))
    well_made(page)
    page.get_by_role("button", name="Save the draft").last.click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    package = Package.objects.get()
    play.approved("agree_package", package)
    page = visit.as_(play.lead, f"{case}packages/{package.pk}/agree/")
    confirm(page, "Agree the package")
    expect(page.get_by_text("The package is agreed.")).to_be_visible()
    play.approved("end_package", Package.objects.get())
    page.goto(f"{visit.site}{case}packages/{package.pk}/end/")
    page.get_by_label("What is the final view of the board or panel?").fill("It holds.")
    page.get_by_label("Oversight").check()
    decided(page, "End the package")
    expect(page.get_by_role("alert")).to_contain_text("Enter when the review is due")
    day(page, "If oversight follows, when is its review due?", clock.today() + dt.timedelta(days=365))
    decided(page, "End the package")
    expect(page.get_by_text("The package has ended.")).to_be_visible()
    well_made(page)
    assert play.stage == Stage.OVERSIGHT


def test_a_courts_order_is_carried_out_with_its_paper(play: Play, visit: Visit, tmp_path: Path) -> None:  # noqa: F811
    directed(play)
    paper = tmp_path / "order.txt"
    paper.write_text("The directions are quashed.")
    page = visit.as_(play.lead, f"/cases/{play.case.ref}/court-order/")
    well_made(page)
    page.get_by_role("radio").first.check()
    page.get_by_label("Which court, and which case number?").fill("High Court, CO/1/2026")
    day(page, "When was the order made?", clock.today())
    page.get_by_label("What does the order say?").fill("They are quashed.")
    page.get_by_label("The sealed order").set_input_files(paper)
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Carry out the order").click()
    expect(page.get_by_text("The order is carried out.")).to_be_visible()
    assert play.stage == Stage.EARLY_ENGAGEMENT


def test_a_mistake_is_voided_by_two_people(play: Play, visit: Visit) -> None:  # noqa: F811
    may_sign_in(play)
    page = visit.as_(play.lead, f"/cases/{play.case.ref}/corrections/new/")
    page.get_by_label("Which event was recorded by mistake?").select_option(index=1)
    page.get_by_label("What was recorded wrongly?").fill("The wrong day.")
    well_made(page)
    page.get_by_role("button", name="Ask for a correction").click()
    expect(page.get_by_text("Waits for the records manager")).to_be_visible()
    page = visit.as_(play.records_manager, f"/cases/{play.case.ref}/corrections/")
    follow(page.get_by_role("link", name="Agree that it is void"))
    well_made(page)
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Void the event").click()
    expect(page.get_by_text("The event is void.")).to_be_visible()
    well_made(page)
    assert Correction.objects.get().state == "made"


def test_an_abolished_authority_takes_its_directions_with_it(play: Play, visit: Visit) -> None:  # noqa: F811
    directed(play)
    Authority.objects.filter(pk=play.authority.pk).update(ends_on=clock.today() - dt.timedelta(days=1))
    page = visit.as_(play.officer, f"/cases/{play.case.ref}/supersede/")
    expect(page.get_by_text("Set of directions")).to_be_visible()
    well_made(page)
    page.get_by_label("What may need a new decision for the successor?").fill("The improvement plan.")
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Close the case").click()
    expect(page.get_by_text("What the successor needs is a new decision.")).to_be_visible()
    assert play.stage == Stage.CLOSED


def test_a_past_event_is_entered_by_hand(play: Play, visit: Visit) -> None:  # noqa: F811
    may_sign_in(play)
    an_authority("past-place", "Past Place Council")
    page = visit.as_(play.records_manager, "/authorities/past-place/past-events/new/")
    page.get_by_role("button", name="Enter the event").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what happened")
    well_made(page)
    page.get_by_label("What happened?").select_option(label="A Best Value Notice was issued")
    page.get_by_label("On which day?").fill("2024-01-10")
    page.get_by_label("The published page").fill("https://www.example.org/notice")
    page.get_by_role("radio", name="Yes").check()
    page.get_by_role("button", name="Enter the event").click()
    expect(page.get_by_text("The event is entered.")).to_be_visible()
    expect(page.get_by_role("heading", name="2024-01-10: A Best Value Notice was issued")).to_be_visible()
    well_made(page)


def test_the_planner_and_the_register_of_directions_are_well_made(play: Play, visit: Visit) -> None:  # noqa: F811
    directed(play)
    page = visit.as_(play.officer, "/directions/")
    well_made(page)
    page.goto(f"{visit.site}/planner/")
    page.get_by_label("What would be done?").select_option(label="Put a proposal to the authority")
    day(page, "On which day?", dt.date(2026, 3, 2))
    page.get_by_role("button", name="Show the dates").click()
    expect(page.get_by_text("Last day for representations")).to_be_visible()
    well_made(page)
