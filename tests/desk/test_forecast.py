"""The forecast: what falls due, on what a person may know of and on nothing else (R4, N7)."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from cases.models import BankHoliday, Clock, PreElectionPeriod
from cases.services.engaging import agree_next_step
from cases.services.watches import open_watch
from tests.api.test_engagement import caller
from tests.api.world import an_authority
from tests.factories import person
from tests.lifecycle.build import Play
from tests.support.exports import taken
from tests.support.pages import page_of

ADDRESSES = ("/forecast/", "/forecast/dates/", "/forecast/chart.svg")


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    with ExitStack() as days:
        yield Play.begin(days)


def rows(client: Client, user: User, query: str = "") -> list[list[str]]:
    """The rows of the CSV, without their head."""
    return taken(client, user, f"/forecast/export/{query}")[1:]


def step(play: Play, months: int, what: str = "Send the plan") -> dt.date:
    """A next step agreed for a day so many months ahead."""
    day = clock.today() + relativedelta(months=months)
    agree_next_step(by=play.officer, case=play.case, what=what, owner="The chief", due_on=day)
    return day


def watch(play: Play, slug: str = "weirford") -> None:
    """A service of another authority, watched since a month ago."""
    open_watch(
        by=play.officer,
        authority=an_authority(slug, f"{slug.title()} District Council"),
        service="Children's services",
        judged_by="An inspectorate",
        starts_on=clock.today() - relativedelta(months=1),
        why_then="The first judgement.",
    )


def test_a_stranger_finds_no_trace_of_a_private_case(client: Client, play: Play) -> None:
    stranger = person(Role.OFFICER)
    before = [page_of(client, stranger, each) for each in ("/forecast/", "/forecast/dates/")]
    chart = client.get("/forecast/chart.svg").content
    step(play, 2)
    play.noticed()
    assert [page_of(client, stranger, each) for each in ("/forecast/", "/forecast/dates/")] == before
    assert client.get("/forecast/chart.svg").content == chart
    assert rows(client, stranger) == []
    assert caller(stranger).get("/api/v1/forecast/").json()["count"] == 0
    team = f"?team={play.team.slug}"
    unknown = page_of(client, stranger, "/forecast/?team=no-such-team").replace("no-such-team", play.team.slug)
    assert page_of(client, stranger, f"/forecast/{team}") == unknown


def test_each_number_leads_to_its_dates(client: Client, play: Play) -> None:
    soon, later = step(play, 1), step(play, 3, "Meet the auditor")
    notice = play.noticed()
    found = page_of(client, play.officer, "/forecast/")
    links = re.findall(r'href="(/forecast/dates/\?[^"]*month=[^"]*)">(\d+)<', found)
    assert [number for _, number in links] == ["1", "1", "1"]
    listed = page_of(client, play.officer, links[0][0].replace("&amp;", "&"))
    for said in (f"{soon:%a %-d %b %Y}", "Exford Borough Council", "Next step agreed", "Send the plan", "1 date<"):
        assert said in listed
    assert "Meet the auditor" not in listed
    days = [each[0] for each in rows(client, play.officer)]
    assert days == [str(day) for day in sorted([soon, later, notice.ends_on])]  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 2),
        ("?within=3", 1),
        ("?within=24", 3),
        ("?within=24&kind=next_step", 3),
        ("?kind=notice_period", 0),
        ("?month=2025-03", 1),
        ("?month=2025-04", 0),
    ],
)
def test_it_is_narrowed_alike_on_the_page_in_csv_and_by_the_api(
    client: Client, play: Play, query: str, number: int
) -> None:
    for months in (2, 11, 20):
        step(play, months)
    agree_next_step(by=play.officer, case=play.case, what="A", owner="B", due_on=clock.today())
    play.wait(1)  # what was due yesterday is no forecast
    team = f"{query}&team={play.team.slug}" if query else f"?team={play.team.slug}"
    for asked in (query, team):
        assert len(rows(client, play.officer, asked)) == number
        assert f"{number} date" in page_of(client, play.officer, f"/forecast/dates/{asked}")
        assert caller(play.officer).get(f"/api/v1/forecast/{asked}").json()["count"] == number


@pytest.mark.parametrize("query", ["?within=5", "?kind=x", "?month=2025-13", "?team=x"])
def test_what_cannot_be_asked_is_explained(client: Client, play: Play, query: str) -> None:
    assert "There is a problem" in page_of(client, play.officer, f"/forecast/{query}")
    if "team" not in query:
        assert caller(play.officer).get(f"/api/v1/forecast/{query}").status_code == 400


def test_the_two_long_horizons_are_shown_whatever_the_filters(client: Client, play: Play) -> None:
    play.watched()
    watch(play)
    found = page_of(client, play.officer, "/forecast/?within=3&kind=milestone")
    assert "Nothing falls due in this time" in found
    due = {each.kind: each for each in Clock.objects.filter(state="running")}
    for kind in ("service_failure", "oversight_review"):
        assert f"{due[kind].due_on:%-d %b %Y}" in found
    assert "Children&#x27;s services, judged by An inspectorate" in found
    assert "No service is watched" in page_of(client, play.press, "/forecast/")


def test_the_dates_of_everybody_stand_beside_and_their_end_is_told(client: Client, play: Play) -> None:
    assert "No bank holiday is known." in page_of(client, play.officer, "/forecast/")
    today = clock.today()
    BankHoliday.objects.create(on=today + dt.timedelta(days=5), name="A holiday")
    PreElectionPeriod.objects.create(
        election="local elections", starts_on=today - dt.timedelta(days=5), polling_day=today
    )
    near, far = page_of(client, play.officer, "/forecast/?within=3"), page_of(client, play.officer, "/forecast/")
    assert "A holiday" in near
    assert f"to {today:%-d %B %Y}: local elections" in near
    assert "Bank holidays are known to" not in near
    assert "Bank holidays are known to 31 December 2025 only." in far


def test_the_drawing_says_in_words_what_it_shows_and_uses_no_colour(client: Client, play: Play) -> None:
    step(play, 2)
    client.force_login(play.officer)
    response = client.get("/forecast/chart.svg")
    drawing = response.content.decode()
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert "February 2025: 0; March 2025: 1; April 2025: 0" in drawing
    colours = {each.lower() for each in re.findall(r"#[0-9a-fA-F]{6}", drawing)}
    assert all(max(rgb) - min(rgb) < 16 for rgb in (bytes.fromhex(each[1:]) for each in colours)), colours
    assert client.get("/forecast/chart.svg").content.decode() == drawing


def test_it_takes_as_many_queries_however_much_there_is(client: Client, play: Play) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    client.force_login(play.officer)
    step(play, 1)
    watch(play)
    few = [queries(each) for each in ADDRESSES]
    for months in range(2, 11):
        step(play, months)
    watch(play, "lockton")
    assert [queries(each) for each in ADDRESSES] == few


def test_the_api_gives_each_date_with_what_it_is_about(play: Play) -> None:
    day = step(play, 2)
    (found,) = caller(play.officer).get("/api/v1/forecast/").json()["results"]
    assert found == {
        **{"id": str(Clock.objects.get().pk), "due_on": str(day), "started_on": str(clock.today())},
        **{"kind": "next_step", "number": "T02", "label": "Next step agreed with the authority"},
        **{"authority": "exford", "case": play.case.handle, "team": play.team.slug, "about": "Send the plan"},
    }
