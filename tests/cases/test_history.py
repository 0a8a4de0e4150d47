"""The published history: from the register's rows alone, with days as well as they are known (R46, N7)."""

import csv
import datetime as dt
import re
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.ui.spans import Bar, SpanLine, Spans
from cases.models import Case, Publication, PublicationKind, PublishedStep
from cases.selectors.history import span_of
from cases.services.publication import publish
from notices.services import serve_notice
from tests.api.world import an_authority
from tests.factories import person
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html

D = dt.date
TODAY = D(2025, 6, 1)
ADDRESSES = ("/register/history/", "/register/history/chart.svg", "/register/history/history.csv")


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    with ExitStack() as days:
        yield Play.begin(days)


def published(play: Play, **facts: Any) -> Publication:
    """A row of the register, as if it had been published."""
    number = Publication.objects.count() + 1
    row = {
        "register_id": f"BVN-2024-{number:04d}",
        "kind": PublicationKind.NOTICE,
        "subject": f"notice:{number}",
        "case": play.case,
        "authority": play.authority,
        "title": "A notice",
        "published_on": D(2024, 3, 1),
        "approved_by": play.deputy_director,
        "published_by": play.press,
        **facts,
    }
    return Publication.objects.create(**row)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"in_force_from": D(2024, 2, 1), "in_force_until": D(2026, 2, 1)},
            "1 February 2024; still running, until 1 February 2026",
        ),
        ({"in_force_from": D(2024, 2, 1)}, "1 February 2024; still running, no end published"),
        (
            {"in_force_from": D(2024, 2, 1), "ended_on": D(2025, 1, 9), "ending": "Withdrawn early"},
            "1 February 2024 to 9 January 2025 (withdrawn early)",
        ),
        (
            {"in_force_from": D(2024, 2, 1), "in_force_until": D(2025, 2, 1)},
            "1 February 2024 to 1 February 2025 (period ended, no decision published)",
        ),
        ({"in_force_from": D(2024, 2, 1), "month_only": True}, "February 2024; still running, no end published"),
        ({}, "on or before 1 March 2024; still running, no end published"),
        ({"month_only": True}, "on or before March 2024; still running, no end published"),
        (
            {"in_force_from": D(2024, 2, 1), "ended_on": D(2025, 7, 1), "ending": "Withdrawn"},
            "1 February 2024; still running, no end published",
        ),
    ],
)
def test_days_are_told_as_well_as_they_are_known(play: Play, facts: dict[str, Any], words: str) -> None:
    assert span_of(published(play, **facts), TODAY).words == f"Best Value Notice: {words}"


def test_an_end_of_which_the_month_is_known_is_told_by_its_month(play: Play) -> None:
    row = published(play, in_force_from=D(2024, 2, 1), ended_on=D(2025, 1, 1), ending="Replaced")
    PublishedStep.objects.create(publication=row, on=D(2025, 1, 1), month_only=True, text="It was replaced.")
    assert span_of(row, TODAY).until == "January 2025 (replaced)"


def test_nothing_private_is_in_it(client: Client, play: Play) -> None:
    before = [client.get(each).getvalue() for each in ADDRESSES]
    play.noticed()
    assert [client.get(each).getvalue() for each in ADDRESSES] == before
    assert b"Exford" not in before[0]


def test_what_is_published_is_there_for_anyone_and_inside(client: Client, play: Play) -> None:
    notice = play.noticed()
    for recipient in notice.recipients.all():
        serve_notice(by=play.officer, recipient=recipient, served_on=clock.today(), how="Email")
    publish(
        by=play.press,
        approved_by=play.deputy_director,
        instrument=notice,
        title="Best Value Notice",
        statement="It was issued.",
        in_force_from=notice.issued_on,
        in_force_until=notice.ends_on,
    )
    said = "Best Value Notice: 6 January 2025; still running, until 6 January 2026"
    answer = client.get("/register/history/?order=date")
    assert_valid_html(answer)
    assert said in answer.content.decode()
    assert answer.headers["Cache-Control"] == "public, no-cache"
    rows = list(csv.reader(client.get(ADDRESSES[2]).getvalue().decode().splitlines()))
    assert rows[1][2:8] == ["notice", "BVN-2025-0001", "2025-01-06", "day", "", ""]
    drawing = client.get(ADDRESSES[1])
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert "Exford Borough Council" in drawing.content.decode()
    client.force_login(play.officer)
    assert said in client.get("/portfolio/history/").content.decode()
    client.force_login(person(Role.PRESS))
    assert client.get("/portfolio/history/").status_code == 404, "they have the register"


def test_what_was_withdrawn_from_the_register_is_not_shown(client: Client, play: Play) -> None:
    published(play, withdrawn_on=D(2024, 5, 1), withdrawal_reason="A mistake.")
    published(play, kind=PublicationKind.PROGRESS_REPORT)
    assert "Nothing has been published yet." in client.get("/register/history/").content.decode()


def test_authorities_stand_by_name_or_by_their_first_step(client: Client, play: Play) -> None:
    early = an_authority("weirford", "Weirford District Council")
    published(play, in_force_from=D(2020, 1, 1))
    case = Case.objects.create(authority=early, team=play.team, opened_on=D(2012, 1, 1))
    published(play, authority=early, case=case, in_force_from=D(2012, 1, 1))

    def order(query: str) -> list[str]:
        return re.findall(
            r'href="/register/authorities/([\w-]+)/"', client.get(f"/register/history/{query}").content.decode()
        )

    assert order("") == order("?order=name") == [play.authority.slug, "weirford"]
    assert order("?order=date") == ["weirford", play.authority.slug]
    assert order("?order=worst") == order("")


def test_as_many_queries_for_one_authority_as_for_more(client: Client, play: Play) -> None:
    def sent() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/register/history/")
        return len(queries)

    published(play)
    before = sent()
    other = an_authority("weirford", "Weirford District Council")
    case = Case.objects.create(authority=other, team=play.team, opened_on=D(2012, 1, 1))
    for each in range(3):
        row = published(play, authority=other, case=case, in_force_from=D(2012 + each, 1, 1))
        PublishedStep.objects.create(publication=row, on=D(2025, 1, 1), text="It was published.")
    assert sent() == before <= 4


def test_bars_that_overlap_stand_below_each_other_and_none_is_red() -> None:
    bars = (Bar(0, D(2020, 1, 1), D(2021, 1, 1)), Bar(1, D(2020, 6, 1), None), Bar(0, D(2021, 2, 1), None, True))
    one = Spans("T", "D", ("A", "B"), (SpanLine("Exford", bars),), D(2010, 1, 1), TODAY)
    apart = Spans("T", "D", ("A", "B"), (SpanLine("Exford", bars[:1]),), D(2010, 1, 1), TODAY)
    assert one.height - apart.height == 18, "two lanes, as the last bar begins after the first has ended"
    drawn = one.as_svg()
    assert drawn == one.draw()
    colours = {each.lower() for each in re.findall(r"#[0-9a-fA-F]{6}", drawn)}
    assert colours <= {"#0b0c0c", "#505a5f", "#ffffff", "#000000"}
