"""The portfolio: figures over what a person may know of, each leading to exactly what it counts (R4, N2, N4, N7)."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.desk.portfolio import ends, stages, waiting
from bestvalue.desk.portfolio import workload as loads
from bestvalue.desk.portfolio.in_force import IN_FORCE, in_force_now
from bestvalue.desk.portfolio.times import LONG, MEASURES, in_range, spread_of
from cases.models import Case
from cases.services.engaging import agree_next_step
from cases.stages import Stage
from interventions.models import Inspection
from notices.models import Notice
from notices.services import withdraw_notice
from tests.desk.conftest import AsPerson
from tests.factories import TeamFactory, person
from tests.lifecycle.build import Play
from tests.support.exports import taken
from tests.support.html import assert_valid_html
from tests.support.pages import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    with ExitStack() as days:
        yield Play.begin(days)


def numbers(html: str) -> list[tuple[str, int]]:
    """The address and the number of every cell that counts."""
    cells = re.findall(r'<td class="govuk-table__cell"[^>]*><a class="govuk-link" href="([^"]+)">(\d+)<', html)
    return [(unescape(href), int(number)) for href, number in cells]


def listed(client: Client, address: str) -> int:
    """How many rows the page of an address says that it lists."""
    response = client.get(address)
    assert response.status_code == 200, address
    found = re.search(r'role="status">\s*(\d+) ', response.content.decode())
    assert found, address
    return int(found[1])


@pytest.mark.parametrize("login", ["deputy.director", "lead", "officer", "minister"])
def test_each_number_leads_to_exactly_what_it_counts(as_person: AsPerson, login: str) -> None:
    client = as_person(login)
    pages = ["/portfolio/", *(f"/portfolio/times/{key}/" for key in MEASURES)]
    if login in ("deputy.director", "lead"):
        pages.append("/portfolio/workload/")
    followed = 0
    for address in pages:
        response = client.get(address)
        assert_valid_html(response)
        for href, number in numbers(response.content.decode()):
            assert listed(client, href) == number, href
            followed += number
    assert followed > (0 if login == "officer" else 10)


def test_a_stranger_finds_no_trace_of_a_private_case(client: Client, play: Play) -> None:
    stranger = person(Role.OFFICER)
    addresses = ("/portfolio/", "/portfolio/times/", "/portfolio/waiting/", "/portfolio/in-force/proposal/")
    before = [page_of(client, stranger, each) for each in addresses]
    agree_next_step(by=play.officer, case=play.case, what="A plan", owner="B", due_on=clock.today())
    withdraw_notice_of(play)
    play.proposed()
    assert [page_of(client, stranger, each) for each in addresses] == before
    assert "You may know of no case now" in before[0]


@pytest.mark.parametrize("role", [Role.PRIVATE_OFFICE, Role.PRESS, Role.ADMINISTRATOR, Role.LIAISON])
def test_it_is_not_there_for_who_may_know_of_no_case(client: Client, play: Play, role: Role) -> None:
    client.force_login(person(role))
    for address in ("/portfolio/", "/portfolio/times/", "/portfolio/times/notice/export/", "/portfolio/workload/"):
        assert client.get(address).status_code == 404
    assert 'href="/portfolio/"' not in client.get("/").content.decode()
    client.force_login(play.officer)
    assert 'href="/portfolio/"' in client.get("/").content.decode()


def test_the_page_says_over_which_cases_it_counts(client: Client, play: Play) -> None:
    assert f"no other: those of {play.team.name}" in page_of(client, play.officer, "/portfolio/")
    assert "over every case, those in private early engagement among them" in page_of(
        client, play.minister, "/portfolio/"
    )


def test_only_who_may_know_of_watches_is_led_to_them(client: Client, play: Play) -> None:
    led = 'href="/service-failures/"'
    assert led in page_of(client, play.officer, "/portfolio/")
    assert led not in page_of(client, person(Role.RECORDS_MANAGER), "/portfolio/")


def withdraw_notice_of(play: Play, after: int = 0) -> Notice:
    """A notice that was withdrawn so many days after it was issued."""
    notice = play.noticed()
    play.wait(after)
    play.assessed(notice)
    ended: Notice = play.act(withdraw_notice, "notice", notice, reason="Progress.", to=Stage.EARLY_ENGAGEMENT)
    return ended


def test_what_is_over_is_not_in_force(play: Play) -> None:
    def in_force() -> dict[str, int]:
        return {each.model.KIND: number for each, number in in_force_now(play.officer, clock.today()) if number}

    assert in_force() == {}
    notice = play.noticed()
    assert in_force() == {"notice": 1}
    assert notice.ends_on
    play.on(notice.ends_on)
    assert in_force() == {"notice": 1}, "on the last day of its period it is in force"
    play.wait(1)
    assert in_force() == {}
    waits = {each.key: each for each in waiting.waiting_now(play.officer, clock.today())}
    assert (waits["period_ended"].number, waits["period_ended"].since) == (1, notice.ends_on)
    proposal = play.proposed()
    assert in_force() == {"proposal": 1}
    assert proposal.closes_on
    play.on(proposal.closes_on + dt.timedelta(days=1))
    assert in_force() == {}, "its window is over"


def test_of_a_first_day_known_to_its_month_no_day_is_told(client: Client, play: Play) -> None:
    inspection = play.inspected()
    Inspection.objects.filter(pk=inspection.pk).update(month_only=True)
    client.force_login(play.deputy_director)
    listed = client.get(reverse("desk:in_force", args=["inspection"])).content.decode()
    assert "January 2025" in listed
    assert "6 Jan 2025" not in listed


def test_a_stage_is_as_old_as_the_act_that_led_there(play: Play) -> None:
    def told(stage: Stage) -> stages.StageNow:
        return next(each for each in stages.stages_now(play.officer, clock.today()) if each.stage == stage)

    play.wait(61)
    assert (told(Stage.EARLY_ENGAGEMENT).cases, told(Stage.EARLY_ENGAGEMENT).longest) == (1, 2.0)
    withdraw_notice_of(play)
    play.wait(91)
    again = told(Stage.EARLY_ENGAGEMENT)
    assert (again.lower_quartile, again.median, again.upper_quartile, again.longest) == (3.0, 3.0, 3.0, 3.0)
    assert told(Stage.BEST_VALUE_NOTICE).median is None
    play.noticed()
    play.wait(10)
    agree_next_step(by=play.officer, case=play.case, what="A plan", owner="B", due_on=clock.today())
    assert told(Stage.BEST_VALUE_NOTICE).longest == 0.3, "an act that moves nothing begins no stage"


def test_a_case_opened_on_or_before_a_day_is_counted_and_has_no_age(client: Client, play: Play) -> None:
    assert "no day is known" not in page_of(client, play.officer, "/portfolio/")
    Case.objects.filter(pk=play.case.pk).update(opened_on_or_before=True)
    found = stages.stages_now(play.officer, clock.today())[0]
    assert (found.cases, found.not_known, found.median) == (1, 1, None)
    assert "1: no day is known" in page_of(client, play.officer, "/portfolio/")


def test_what_waits_says_with_whom_and_since_when(client: Client, play: Play) -> None:
    notice = play.a_notice()
    play.offered("issue_notice", notice)
    shown = page_of(client, play.officer, "/portfolio/waiting/?with=for_clearance")
    assert "A deputy director, to be cleared" in shown
    assert listed(client, "/portfolio/waiting/?with=with_minister") == 0
    assert client.get("/portfolio/waiting/?with=nobody").status_code == 404
    waits = {each.key: each for each in waiting.waiting_now(play.officer, clock.today())}
    assert waits["for_clearance"].number == 1
    assert waits["for_clearance"].since


def test_workload_is_for_who_leads_and_by_name(client: Client, play: Play) -> None:
    other = TeamFactory.create(name="A team elsewhere")
    mine = loads.workload(play.lead, clock.today())
    assert [(each.team, each.person, each.cases) for each in mine] == [(play.team, play.officer, 1)]
    for reader in (play.officer, play.minister):
        client.force_login(reader)
        assert client.get("/portfolio/workload/").status_code == 404
    client.force_login(play.lead)
    assert client.get(f"/portfolio/workload/{other.slug}/nobody/tasks/").status_code == 404
    assert client.get(f"/portfolio/workload/{play.team.slug}/x/tasks/").status_code == 404
    assert loads.workload(person(Role.TEAM_LEAD, team=other), clock.today()) == []


def test_ends_are_those_of_the_forecast(play: Play) -> None:
    play.noticed(period_months=6, period_reason="A second notice.")
    found = {each.kind: each.numbers for each in ends.upcoming_ends(play.officer, clock.today())}
    assert found["notice_period"] == (0, 1, 1)


def test_lengths_are_placed_by_calendar_months_and_listed(client: Client, play: Play) -> None:
    ended = withdraw_notice_of(play, after=181)  # from 6 January to 6 July: six months to the day
    assert ended.issued_on == dt.date(2025, 1, 6)
    assert ended.ended_on == dt.date(2025, 7, 6)
    spread = spread_of(play.officer, MEASURES["notice"])
    assert spread.numbers == (0, 1, *(0 for _ in LONG[2:]))
    assert spread.quartiles == (181, 181, 181)
    assert in_range(play.officer, MEASURES["notice"], 1).get().days == 181
    shown = page_of(client, play.officer, "/portfolio/times/notice/rows/?range=1")
    assert "6 months to under 1 year" in shown
    rows = taken(client, play.officer, "/portfolio/times/notice/export/?range=1")
    assert rows[1][5:9] == ["2025-01-06", "2025-07-06", "181", "6 months to under 1 year"]
    assert taken(client, play.officer, "/portfolio/times/notice/export/?range=0")[1:] == []
    drawing = client.get("/portfolio/times/notice/chart.svg")
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert "6 months to under 1 year: 1" in drawing.content.decode()
    for bad in ("/portfolio/times/none/", "/portfolio/times/notice/rows/?range=9", "/portfolio/in-force/notice/"):
        assert client.get(bad).status_code == 404


def test_a_length_without_a_published_day_is_left_out_and_said(client: Client, play: Play) -> None:
    ended = withdraw_notice_of(play, after=30)
    Notice.objects.filter(pk=ended.pk).update(retrospective=True, not_published=["issued_on"], issued_on=None)
    spread = spread_of(play.officer, MEASURES["notice"])
    assert (spread.placed, spread.not_published, spread.quartiles) == (0, 1, ())
    page_of(client, play.officer, "/portfolio/times/notice/")
    assert listed(client, "/portfolio/times/notice/rows/?range=none") == 1


def test_directions_follow_their_proposal(play: Play) -> None:
    direction = play.intervened()
    assert direction.proposal
    spread = spread_of(play.officer, MEASURES["minded_to"])
    assert spread.numbers == (0, 1, 0, 0, 0, 0)  # fifteen days: two to under four weeks
    assert spread_of(play.officer, MEASURES["window"]).placed == 1
    assert spread_of(play.officer, MEASURES["direction"]).placed == 0


@pytest.mark.parametrize("address", ["/portfolio/", "/portfolio/times/", "/portfolio/workload/", "/portfolio/waiting/"])
def test_as_many_queries_for_one_case_as_for_more(client: Client, play: Play, address: str) -> None:
    def sent() -> int:
        client.force_login(play.deputy_director)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    before = sent()
    withdraw_notice_of(play)
    play.offered("issue_notice", play.a_notice())
    play.inspected()
    assert sent() == before


def test_every_kind_in_force_says_what_it_counts() -> None:
    assert all(each.means.endswith(".") for each in IN_FORCE.values())
    assert {*stages.MEANS.split(), *ends.MEANS.split()}.isdisjoint({"worst", "best", "rank", "score"})
