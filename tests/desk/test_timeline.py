"""The timeline of a case: its filters are its address, its events have lasting addresses, and paper holds all of it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.records.models import Event
from bestvalue.ui.listing import PER_PAGE
from cases.models import Case
from cases.moves import MOVES
from cases.selectors.timeline import KINDS
from cases.services.opening import engage, log_contact
from cases.services.submissions.deciding import decide
from notices.models import Notice
from notices.services import issue_notice
from tests.api.world import an_authority
from tests.factories import person
from tests.lifecycle.build import START, Play
from tests.support.html import assert_valid_html


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement."""
    with ExitStack() as days:
        yield Play.begin(days)


@pytest.fixture
def noticed(play: Play, client: Client) -> Play:
    """A case on which a contact was logged, and a month later a notice went out; the officer looks at it."""
    contacts(play, 1)
    play.wait(30)
    play.noticed()
    client.force_login(play.officer)
    return play


def contacts(play: Play, count: int) -> None:
    """So many contacts with the authority, logged today."""
    for _ in range(count):
        log_contact(by=play.officer, case=play.case, held_on=clock.today(), channel="call", people="A", summary="Talk.")


def page(client: Client, play: Play, query: str = "") -> BeautifulSoup:
    """The timeline, narrowed by a query."""
    response = client.get(f"/cases/{Case.objects.get(pk=play.case.pk).ref}/timeline/{query}")
    assert response.status_code == 200
    assert_valid_html(response)
    return BeautifulSoup(response.content, "html.parser")


def titles(shown: BeautifulSoup) -> list[str]:
    """What the events on a page are called, as they stand."""
    return [each.text for each in shown.select(".app-timeline__title")]


NOTICED = START + dt.timedelta(days=30)
NARROWED = [
    ("", 8, "All events, the latest first."),
    ("?kind=engagement", 1, "Engagement, the latest first."),
    ("?kind=submission&kind=engagement", 5, "Submissions, engagement, the latest first."),
    ("?kind=stage", 2, "Changes of stage, the latest first."),
    ("?kind=exit", 0, "Exit and oversight, the latest first."),
    (f"?until={START}", 2, f"All events, to {START:%-d %B %Y}, the latest first."),
    ("?since-day=1&since-month=February&since-year=2025", 6, "All events, from 1 February 2025, the latest first."),
    (
        f"?since={NOTICED}&until={NOTICED}&kind=notice",
        2,
        "Notices and letters, from 5 February 2025, to 5 February 2025",
    ),
    ("?order=oldest", 8, "All events, the oldest first."),
]


@pytest.mark.parametrize(("query", "count", "words"), NARROWED)
def test_a_timeline_is_narrowed_by_its_address_and_says_to_what(
    noticed: Play, client: Client, query: str, count: int, words: str
) -> None:
    shown = page(client, noticed, query)
    assert len(titles(shown)) == count, titles(shown)
    assert words in " ".join(shown.text.split())


def test_it_is_narrowed_by_who_recorded_or_decided(noticed: Play, client: Client) -> None:
    officers = titles(page(client, noticed, f"?person={noticed.officer.pk}"))
    assert MOVES["log_contact"].label in officers
    assert MOVES["issue_notice"].label not in officers
    decided = titles(page(client, noticed, f"?person={noticed.minister.pk}"))
    assert decided == [MOVES["issue_notice"].label, MOVES["decide"].label]


def test_the_latest_event_comes_first_and_asked_for_the_oldest_on_every_page(noticed: Play, client: Client) -> None:
    contacts(noticed, PER_PAGE)
    last = Event.objects.filter(case=noticed.case).count()
    for query, versions in (
        ("", range(last, last - PER_PAGE, -1)),
        ("?page=2", range(last - PER_PAGE, 0, -1)),
        ("?order=oldest", range(1, PER_PAGE + 1)),
        ("?order=oldest&page=2", range(PER_PAGE + 1, last + 1)),
    ):
        shown = [each["id"] for each in page(client, noticed, query).select("[id^=event-]")]
        assert shown == [f"event-{version}" for version in versions], query


def test_only_those_who_acted_on_the_case_are_named_as_people_to_choose(noticed: Play, client: Client) -> None:
    named = [each.text for each in page(client, noticed).select("select[name=person] option")]
    assert str(noticed.minister) in named
    assert str(noticed.press) not in named
    shown = page(client, noticed, f"?person={noticed.press.pk}")
    assert "Select one of the choices that are listed" in shown.text


def test_a_minister_whose_decision_private_office_recorded_can_be_chosen(play: Play, client: Client) -> None:
    asked = play.asked("issue_notice", play.a_notice())
    by, minister = play.private_office, play.minister
    decide(by=by, minister=minister, proof="The box note.", asked=asked, decision="decline", reasons="Not yet.")
    client.force_login(play.officer)
    chosen = page(client, play).find("option", string=str(play.minister))
    assert chosen
    assert titles(page(client, play, f"?{urlencode({'person': chosen['value']})}")) == [MOVES["decide"].label]


def test_a_namesakes_decisions_are_never_told_as_a_persons_own(play: Play, client: Client) -> None:
    namesake = person(Role.MINISTER)
    User.objects.filter(pk=namesake.pk).update(name=play.minister.name)
    by, asked = play.private_office, play.asked("issue_notice", play.a_notice())
    decide(by=by, minister=namesake, proof="The box note.", asked=asked, decision="approve", reasons="Yes.")
    issue_notice(by=play.lead, notice=Notice.objects.get())
    other = play.asked("appoint_inspector", play.an_inspection())
    decide(by=play.minister, asked=other, decision="decline", reasons="Not yet.")
    client.force_login(play.officer)
    theirs = [MOVES["issue_notice"].label, MOVES["decide"].label]
    assert titles(page(client, play, f"?person={namesake.pk}")) == theirs
    assert titles(page(client, play, f"?person={play.minister.pk}")) == [MOVES["decide"].label]
    offered = [each["value"] for each in page(client, play).select("select[name=person] option")]
    assert play.minister.name not in offered


def test_what_is_only_a_name_is_kept_apart_and_says_so(play: Play, client: Client) -> None:
    reason, name = "A report.", str(play.lead)
    play.case = engage(
        by=play.officer,
        authority=an_authority("whyford", "Whyford Council"),
        team=play.team,
        reason=reason,
        agreed_by=play.lead,
    )
    facts: Any = {"channel": "call", "people": "A", "summary": "Talk."}
    log_contact(by=play.lead, case=play.case, held_on=clock.today(), **facts)
    client.force_login(play.officer)
    options = [(each["value"], each.text) for each in page(client, play).select("select[name=person] option")]
    assert (str(play.lead.pk), name) in options
    assert (name, f"{name}, as named in the record") in options
    assert titles(page(client, play, f"?person={play.lead.pk}")) == [MOVES["log_contact"].label]
    shown = page(client, play, f"?{urlencode({'person': name})}")
    assert titles(shown) == [MOVES["engage"].label]
    assert f"by {name}, as named in the record" in " ".join(shown.text.split())

    namesake = person(Role.MINISTER)
    User.objects.filter(pk=namesake.pk).update(name=name)
    namesake.refresh_from_db()
    by, asked = play.private_office, play.asked("appoint_inspector", play.an_inspection())
    decide(by=by, minister=namesake, proof="The box note.", asked=asked, decision="decline", reasons="Not yet.")
    assert titles(page(client, play, f"?{urlencode({'person': name})}")) == [MOVES["engage"].label]


def test_each_filter_can_be_taken_off_by_itself_and_a_page_keeps_them(noticed: Play, client: Client) -> None:
    contacts(noticed, PER_PAGE)
    shown = page(client, noticed, f"?kind=engagement&person={noticed.officer.pk}&since={START}")
    tags = [each["href"] for each in shown.select(".app-filter__tag")]
    assert f"?person={noticed.officer.pk}&since={START}" in tags
    assert f"?kind=engagement&since={START}" in tags
    assert f"?kind=engagement&person={noticed.officer.pk}" in tags
    onward = shown.select_one("a[rel=next]")
    assert onward
    assert onward["href"] == f"?kind=engagement&person={noticed.officer.pk}&since={START}&page=2"
    assert len(titles(page(client, noticed, str(onward["href"])))) == 1


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("?kind=gossip", "Select one of the choices that are listed"),
        ("?since-day=31&since-month=2&since-year=2025", "From must be a real date"),
        ("?since=2025-03-01&until=2025-02-01", "The last day must not be before the first"),
    ],
)
def test_a_filter_that_makes_no_sense_is_explained_and_narrows_nothing(
    noticed: Play, client: Client, query: str, why: str
) -> None:
    shown = page(client, noticed, query)
    assert "There is a problem" in shown.text
    assert why in shown.text


def test_the_time_of_each_event_is_the_events(noticed: Play, client: Client) -> None:
    for event in Event.objects.filter(case=noticed.case):
        shown = page(client, noticed).select_one(f"#event-{event.case_version}")
        assert shown
        effective, recorded = (each["datetime"] for each in shown.select("time"))
        assert effective == str(event.effective_on)
        assert dt.datetime.fromisoformat(str(recorded)) == event.recorded_at.replace(microsecond=0)


def test_the_address_of_an_event_leads_to_it_wherever_it_now_stands(noticed: Play, client: Client) -> None:
    opening = page(client, noticed).select_one("#event-1 a")
    assert opening
    before = client.get(str(opening["href"]))["Location"]
    contacts(noticed, PER_PAGE)
    after = client.get(str(opening["href"]))["Location"]
    assert (before.partition("timeline/")[2], after.partition("timeline/")[2]) == ("#event-1", "?page=2#event-1")
    assert 'id="event-1"' in client.get(after).content.decode()
    ref = Case.objects.get(pk=noticed.case.pk).ref
    for none in ("0", "999", "99999999999999999999"):
        assert client.get(f"/cases/{ref}/events/{none}/").status_code == 404, none
    client.force_login(person(Role.OFFICER))
    assert client.get(f"/cases/{ref}/events/1/").status_code == 404


def test_on_paper_stands_all_that_was_narrowed_to_and_not_one_page_of_it(noticed: Play, client: Client) -> None:
    contacts(noticed, PER_PAGE)
    shown = page(client, noticed, "?kind=engagement")
    whole = next(str(each["href"]) for each in shown.select("a") if "on one page, to print" in each.text)
    assert len(titles(page(client, noticed, whole))) == PER_PAGE + 1


def test_a_timeline_takes_as_many_queries_for_many_events_as_for_few(noticed: Play, client: Client) -> None:
    address = f"/cases/{Case.objects.get(pk=noticed.case.pk).ref}/timeline/?kind=stage&kind=engagement"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    contacts(noticed, 10)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_a_program_narrows_events_as_the_page_does(noticed: Play, client: Client) -> None:
    token = {"authorization": f"Bearer {issue_token(user=noticed.officer, name='events')[1]}"}
    address = f"/api/v1/cases/{Case.objects.get(pk=noticed.case.pk).ref}/events/"

    def verbs(query: str) -> list[str]:
        return [each["verb"] for each in client.get(address + query, headers=token).json()["results"]]

    assert verbs("?kind=engagement") == ["log_contact"]
    assert verbs("?kind=stage") == ["engage", "issue_notice"]
    assert verbs(f"?person={noticed.minister.pk}") == ["decide", "issue_notice"]
    assert verbs(f"?until={START}") == ["engage", "log_contact"]
    assert verbs(f"?since={NOTICED}&kind=notice") == ["draft_notice", "issue_notice"]
    assert client.get(f"{address}?kind=gossip", headers=token).status_code == 400


def test_every_act_on_a_case_has_a_kind_by_which_it_is_found(noticed: Play) -> None:
    for event in Event.objects.filter(case=noticed.case):
        found = [name for name, kind in KINDS.items() if Event.objects.filter(kind.found, pk=event.pk).exists()]
        assert found, event
