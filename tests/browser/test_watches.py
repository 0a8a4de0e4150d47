"""A watch on a failing service, walked on a phone from its opening to what a prompt leads to."""

import datetime as dt

from playwright.sync_api import expect

from bestvalue import clock
from cases.models import ServiceFailureWatch, Task
from cases.services.sweeping import sweep
from cases.stages import Stage
from tests.lifecycle.build import Play
from tests.support.walking import follow, well_made

from .test_box import Visit, phone, play, visit  # noqa: F401 (fixtures)
from .test_intervention import day


def test_a_service_is_watched_and_its_prompt_considered(play: Play, visit: Visit) -> None:  # noqa: F811
    page = visit.as_(play.officer, f"/authorities/{play.authority.slug}/")
    well_made(page)
    page.get_by_role("link", name="Watch a failing service").click()
    page.get_by_label("Service", exact=True).fill("Children's services")
    page.get_by_label("Body that judged it to fail").fill("An inspectorate")
    day(page, "Start of the two years", clock.today() - dt.timedelta(days=1000))
    page.get_by_label("Why they start on that day").fill("The first judgement was published.")
    well_made(page)
    page.get_by_role("button", name="Open the watch").click()
    expect(page.get_by_text("The watch is open.")).to_be_visible()
    page.get_by_role("link", name="Record a re-inspection").click()
    page.get_by_label("Who inspects").fill("An inspectorate")
    day(page, "Date planned", clock.today())
    page.get_by_role("button", name="Save the re-inspection").click()
    page.get_by_role("link", name="record its judgement").click()
    day(page, "Date it was held", clock.today())
    page.get_by_label("Judgement", exact=True).fill("Requires improvement.")
    well_made(page)
    page.get_by_role("button", name="Save the judgement").click()
    sweep()
    page.reload()
    well_made(page)
    page.get_by_role("link", name="See what is known and how to go on").click()
    expect(page.get_by_text("Requires improvement.")).to_be_visible()
    well_made(page)
    follow(page.get_by_role("link", name="Record that it is taken further"))
    well_made(page)
    page.get_by_label("What you decided to do").fill("Talk with the leader.")
    page.get_by_label("Reasons").fill("It is slow.")
    page.get_by_role("radio", name="It goes on").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Talk with the leader.")).to_be_visible()
    page.goto(f"{visit.site}/service-failures/")
    well_made(page)
    assert (ServiceFailureWatch.objects.get().state, Task.objects.get().closing) == ("running", "done")
    assert play.stage == Stage.EARLY_ENGAGEMENT
