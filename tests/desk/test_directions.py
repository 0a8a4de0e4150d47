"""The register of directions, and the date planner."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from bestvalue import clock
from bestvalue.desk.planner import PLANS, planned
from cases.models import Case
from cases.services.reference import load_authorities
from interventions.models import Direction
from tests.api.test_engagement import caller
from tests.lifecycle.build import Play
from tests.support.exports import taken
from tests.support.html import assert_valid_html

D = dt.date


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    with ExitStack() as days:
        yield Play.begin(days)


def shown(client: Client, query: str = "") -> str:
    """The register as somebody reads it."""
    response = client.get(f"/directions/{query}")
    assert response.status_code == 200
    assert_valid_html(response)
    return response.content.decode()


def test_an_empty_register_says_so(client: Client, play: Play) -> None:
    client.force_login(play.officer)
    assert "No set of directions matches." in shown(client)


def test_directions_are_listed_with_their_end_in_words(client: Client, play: Play) -> None:
    direction = play.intervened()
    client.force_login(play.officer)
    page = shown(client)
    for said in ("Exford Borough Council", "in 730 days", "Finance (active)", "In force"):
        assert said in page
    play.wait(731)
    page = shown(client)
    assert f"Lapsed on {direction.ends_on:%-d %B %Y}: nothing was decided" in page


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("?standing=in_force", True),
        ("?standing=ended", False),
        ("?standing=ended&standing=in_force", True),
        ("?within=25", True),
        ("?within=23", False),
        ("?text=exford", True),
        ("?text=elsewhere", False),
        ("?sort=-ends", True),
    ],
)
def test_the_register_is_narrowed_by_its_filters(client: Client, play: Play, query: str, there: bool) -> None:
    play.intervened()
    client.force_login(play.officer)
    assert ("in 730 days" in shown(client, query)) is there
    rows = taken(client, play.officer, f"/directions/export/{query}")
    assert len(rows) == (2 if there else 1)


def test_a_wrong_filter_is_explained(client: Client, play: Play) -> None:
    client.force_login(play.officer)
    assert "There is a problem" in shown(client, "?within=soon")


def test_directions_on_a_case_of_others_are_not_there(client: Client, play: Play) -> None:
    play.intervened()
    client.force_login(play.press)
    assert "Exford" not in shown(client)
    assert caller(play.press).get("/api/v1/directions/").json()["count"] == 0
    assert len(taken(client, play.press, "/directions/export/")) == 1


def test_the_register_through_the_api(play: Play) -> None:
    play.intervened()
    (row,) = caller(play.officer).get("/api/v1/directions/?standing=in_force&sort=ends").json()["results"]
    assert (row["standing"], row["days_left"], row["authority"]) == ("in_force", 730, play.authority.slug)
    assert caller(play.officer).get("/api/v1/directions/?standing=worst").status_code == 400
    assert caller(play.officer).get("/api/v1/directions/?rank=1").status_code == 400


def test_the_register_asks_the_database_as_often_for_many_as_for_one(client: Client, play: Play) -> None:
    direction = play.intervened()
    client.force_login(play.officer)
    shown(client)
    with CaptureQueriesContext(connection) as one:
        shown(client)
    for _ in range(5):
        another = Direction.objects.create(case=play.case, proposal=direction.proposal, recitals="Why.")
        another.functions.create(text="Planning")
        ended = {"state": "ended", "ended_on": clock.today(), "ending": "replaced"}
        Direction.objects.filter(state="made").update(**ended)
        Direction.objects.filter(pk=another.pk).update(state="made", starts_on=clock.today(), ends_on=clock.today())
    with CaptureQueriesContext(connection) as many:
        shown(client)
    assert len(many) == len(one)


def test_notices_are_downloaded_with_the_same_filters(client: Client, play: Play) -> None:
    play.noticed()
    head, row = taken(client, play.officer, "/notices/export/")
    assert (
        dict(zip(head, row, strict=True)).items() >= {"authority": play.authority.name, "standing": "in_force"}.items()
    )
    none = taken(client, play.officer, "/notices/export/?standing=ended")
    assert len(none) == 1


# The planner


@pytest.fixture
def _calendar(db: None) -> None:
    load_authorities()


@pytest.mark.parametrize(
    ("act", "on", "number", "last"),
    [
        ("issue_notice", D(2026, 1, 8), 12, D(2027, 1, 8)),
        ("propose", D(2023, 12, 13), 10, D(2023, 12, 30)),
        ("make_directions", D(2024, 2, 22), 24, D(2026, 2, 21)),
        ("inspectors_requirement", D(2025, 6, 2), 0, D(2025, 6, 6)),
        ("exit", D(2024, 6, 9), 12, D(2025, 6, 9)),
        ("watch", D(2024, 2, 29), 0, D(2026, 2, 28)),
        ("section_114", D(2023, 11, 29), 0, D(2023, 12, 19)),
        ("recommendation", D(2024, 1, 31), 0, D(2024, 2, 29)),
        ("appoint_inspector", D(2024, 2, 22), 4, D(2024, 6, 22)),
        ("serve_requirement", D(2023, 11, 3), 28, D(2023, 12, 1)),
    ],
)
@pytest.mark.usefixtures("_calendar")
def test_the_last_date_that_follows(act: str, on: dt.date, number: int, last: dt.date) -> None:
    assert max(each.line.on for each in planned(act, on, number)) == last


@pytest.mark.usefixtures("_calendar")
def test_what_a_date_runs_into_is_told_and_the_date_is_not_moved() -> None:
    lines = planned("propose", D(2024, 4, 12), 10)
    assert any("before the local elections of 2 May 2024" in clash for clash in lines[0].clashes)
    christmas = planned("serve_requirement", D(2025, 11, 27), 28)[0]
    assert (christmas.line.on, christmas.clashes[0]) == (
        D(2025, 12, 25),
        "Not a working day: Christmas Day. The date is shown, and not moved.",
    )


@pytest.mark.usefixtures("_calendar")
@pytest.mark.parametrize("act", sorted(PLANS))
def test_every_plan_is_shown_on_its_page_and_through_the_api(client: Client, play: Play, act: str) -> None:
    client.force_login(play.officer)
    response = client.get(f"/planner/?act={act}&on=2026-03-02")
    assert_valid_html(response)
    assert escape(PLANS[act].label) in response.content.decode()
    told = caller(play.officer).get(f"/api/v1/planner/?act={act}&on=2026-03-02").json()
    assert told["dates"]
    assert Case.objects.get().events.filter(verb__contains="plan").count() == 0


def test_a_wrong_question_is_explained(client: Client, play: Play) -> None:
    client.force_login(play.officer)
    page = client.get("/planner/?act=&on=").content.decode()
    assert "Choose what would be done" in page
    assert caller(play.officer).get("/api/v1/planner/?act=nothing&on=2026-03-02").status_code == 400
    client.force_login(play.press)
    assert client.get("/planner/").status_code == 404
