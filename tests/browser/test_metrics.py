"""Figures imported, read and compared, walked on a phone by an analyst and an officer."""

from pathlib import Path

from playwright.sync_api import expect

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from tests.factories import person
from tests.lifecycle.build import Play
from tests.support.walking import follow, well_made
from tests.themes.figures import HEADER, a_metric, councils, row
from themes.models import MetricImport
from themes.services.imports import take_up

from .test_box import PASSWORD, Visit, phone, play, visit  # noqa: F401 (fixtures)
from .test_intervention import _reference, day  # noqa: F401 (a fixture)


def an_analyst() -> User:
    """An analyst who can sign in."""
    analyst = person(Role.ANALYST)
    analyst.set_password(PASSWORD)
    analyst.save()
    return analyst


def test_figures_are_imported_read_and_compared(play: Play, visit: Visit, tmp_path: Path) -> None:  # noqa: F811
    analyst, authorities = an_analyst(), councils()
    a_metric(analyst)
    path = tmp_path / "figures.csv"
    rows = [row(each.slug, 2015 + y, 100 + 9 * p + y) for p, each in enumerate(authorities) for y in range(9)]
    path.write_text("\n".join([HEADER, *rows, row("nowhere", 2020, 1)]))

    page = visit.as_(analyst, "/metrics/new/")
    page.get_by_label("Short name").fill("reserves")
    page.get_by_role("button", name="Save the definition").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the caveat")
    well_made(page)
    page.goto(f"{visit.site}/metrics/imports/new/")
    well_made(page)
    page.get_by_label("File of figures").set_input_files(path)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("Waiting to be checked")).to_be_visible()
    follow(page.get_by_role("link", name="Stop that"))
    well_made(page)
    take_up(MetricImport.objects.get().pk)
    page.get_by_role("link", name="Look again now").click()
    expect(page.get_by_text("No authority has this code or short name.")).to_be_visible()
    well_made(page)
    page.get_by_label("Only the good rows: 45 of 46").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Waiting to be imported")).to_be_visible()
    take_up(MetricImport.objects.get().pk)
    page.reload()
    expect(page.get_by_text("Imported", exact=True)).to_be_visible()
    well_made(page)

    page.goto(f"{visit.site}/authorities/alder/comparators/new/")
    page.get_by_label("Nearest neighbours", exact=True).first.check()
    page.get_by_role("textbox", name="Nearest neighbours").fill(
        "Birch Council\nCedar Council\nDale Council\nElm Council"
    )
    page.get_by_label("Source").fill("A published model.")
    day(page, "In use from", clock.today())
    well_made(page)
    page.get_by_role("button", name="Set the comparators").click()
    expect(page.get_by_role("listitem").filter(has_text="Birch Council")).to_be_visible()
    well_made(page)

    page = visit.as_(play.officer, "/authorities/alder/metrics/")
    well_made(page)
    page.get_by_role("link", name="Days to publish accounts").click()
    chart = page.get_by_role("img", name="Days to publish accounts of Alder Council over time")
    expect(chart).to_be_visible()
    chart.evaluate("each => each.decode()")  # fails for what is no picture
    expect(page.get_by_role("cell", name="126.5")).to_be_visible()
    well_made(page)
    page.goto(f"{visit.site}/metrics/")
    well_made(page)
