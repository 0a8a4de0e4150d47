"""Quarterly statistics: from the published record alone, frozen, reproducible, and never overwritten (N7, R42, R46)."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.services.step_up import mint_step_up
from bestvalue.desk.models import StatisticsRelease
from bestvalue.desk.statistics.figures import MEASURES, first_definition
from bestvalue.desk.statistics.quarters import Quarter, over_by, quarter_named, quarter_of
from bestvalue.desk.statistics.record import Published, known_now, published_record
from bestvalue.desk.statistics.releasing import freeze_statistics, reproduce
from bestvalue.errors import Forbidden
from bestvalue.records.models import Event
from cases.models import Publication
from cases.services.correcting import ask_correction, correct_record
from cases.services.publication import publish, withdraw_publication
from notices.models import Notice
from notices.services import serve_notice
from tests.api.test_engagement import caller, send
from tests.factories import person
from tests.lifecycle.build import Play, refusals
from tests.support.html import assert_valid_html
from tests.support.pages import PASSWORD

FIRST = Quarter(2025, 1)
D = dt.date


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    with ExitStack() as days:
        yield Play.begin(days)


@pytest.fixture
def analyst(db: None) -> User:
    return person(Role.ANALYST, since=D(2020, 1, 1))


def published(play: Play, notice: Notice, **facts: Any) -> Publication:
    """A notice on the public register, or a further statement about it."""
    for recipient in notice.recipients.filter(served_on=None):
        serve_notice(by=play.officer, recipient=recipient, served_on=clock.today(), how="Email")
    dates = {"in_force_from": notice.issued_on, "in_force_until": notice.ends_on, **facts}
    told = {"title": "Best Value Notice: Exford", "statement": "What happened.", **dates}
    return publish(by=play.press, approved_by=play.deputy_director, instrument=notice, **told)


def number(release: StatisticsRelease, measure: str, kind: str = "notice") -> int:
    """One figure of a release."""
    return next(int(each["number"]) for each in release.figures if (each["kind"], each["measure"]) == (kind, measure))


def test_what_was_not_published_is_in_no_figure(play: Play, analyst: User) -> None:
    play.noticed()
    play.on(D(2025, 4, 2))
    release = freeze_statistics(by=analyst, quarter=FIRST)
    assert {each["number"] for each in release.figures} == {0}


def test_a_quarter_is_counted_as_at_its_last_day(play: Play, analyst: User) -> None:
    published(play, play.noticed())
    play.on(D(2025, 4, 2))
    release = freeze_statistics(by=analyst, quarter=FIRST)
    found = {measure: number(release, measure) for measure in MEASURES}
    assert found == {"in_force": 1, "authorities": 1, "begun": 1, "ended": 0, "published": 1, "no_day": 0}
    assert (release.as_at, release.number, release.definition) == (D(2025, 3, 31), 1, 1)
    event = Event.objects.get(verb="freeze_statistics")
    assert (event.subject, event.after["sha256"]) == ("statistics:2025-Q1:1", release.sha256)


DAY, UNTIL = D(2025, 3, 31), D(2026, 1, 6)


@pytest.mark.parametrize(
    ("begun", "until", "ended", "counts"),
    [
        (D(2025, 1, 1), UNTIL, None, {"in_force", "begun"}),
        (D(2024, 12, 31), UNTIL, None, {"in_force"}),
        (D(2025, 4, 1), UNTIL, None, set()),
        (D(2024, 1, 1), D(2025, 3, 30), None, set()),
        (D(2024, 1, 1), DAY, None, {"in_force"}),
        (D(2024, 1, 1), UNTIL, DAY, {"ended"}),
        (D(2024, 1, 1), UNTIL, D(2025, 4, 1), {"in_force"}),
        (D(2024, 1, 1), None, None, {"in_force"}),
        (None, None, None, {"no_day"}),
        (None, None, D(2025, 2, 1), {"ended", "no_day"}),
    ],
)
def test_the_definition_counts_day_by_day(begun: D | None, until: D | None, ended: D | None, counts: set[str]) -> None:
    one = Published("BVN-1", "notice", 1, D(2024, 6, 1), begun, until, ended)
    figures = first_definition([one, one], FIRST)
    told = {each["measure"]: each["number"] for each in figures if each["kind"] == "notice"}
    assert {measure for measure, count in told.items() if count == 2} == counts
    assert told["authorities"] == ("in_force" in counts), "each authority once"
    assert not any(each["number"] for each in figures if each["kind"] != "notice")


def test_later_acts_change_no_release_and_a_correction_supersedes_it(play: Play, analyst: User) -> None:
    notice = play.noticed()
    publication = published(play, notice)
    play.on(D(2025, 4, 2))
    first = freeze_statistics(by=analyst, quarter=FIRST)
    assert reproduce(first).is_equal
    assert reproduce(first).by_what_is_known_now == ()
    published(play, notice, ended_on=D(2025, 3, 20), ending="Withdrawn early")  # recorded late
    again = reproduce(first)
    assert again.is_equal
    assert {(each.measure, each.frozen, each.now) for each in again.by_what_is_known_now} == {
        ("in_force", 1, 0),
        ("authorities", 1, 0),
        ("ended", 0, 1),
    }
    assert refusals(lambda: freeze_statistics(by=analyst, quarter=FIRST)) == {"no_reason"}
    second = freeze_statistics(by=analyst, quarter=FIRST, reason="A notice had ended before the last day.")
    assert (second.number, second.supersedes, number(second, "in_force")) == (2, first, 0)
    assert refusals(lambda: freeze_statistics(by=analyst, quarter=FIRST, reason="Again.")) == {"nothing_changed"}
    withdraw_publication(by=play.press, publication=publication, reason="Published by mistake.")
    assert (reproduce(first).is_equal, reproduce(second).is_equal) == (True, True)
    assert list(published_record(known_now())) == []
    assert len(list(published_record(second.known_to))) == 1


def test_what_was_voided_as_a_mistake_says_nothing_from_then_on_and_changes_no_release(
    play: Play, analyst: User
) -> None:
    notice = play.noticed()
    publication = published(play, notice)
    play.on(D(2025, 4, 2))
    published(play, notice, ended_on=D(2025, 3, 20), ending="Withdrawn early")
    release = freeze_statistics(by=analyst, quarter=FIRST)
    assert number(release, "ended") == 1
    void(play, "publish")
    assert [each.ended_on for each in published_record(known_now())] == [None], "the first statement says it again"
    withdraw_publication(by=play.press, publication=publication, reason="Published by mistake.")
    assert list(published_record(known_now())) == []
    void(play, "withdraw_publication")
    assert len(list(published_record(known_now()))) == 1
    void(play, "publish", place=0)
    assert list(published_record(known_now())) == []
    assert reproduce(release).is_equal


def void(play: Play, verb: str, place: int = -1) -> None:
    """Void one of such acts as a mistake, the last if no other place is given."""
    event = list(Event.objects.filter(case=play.case, verb=verb).order_by("case_version"))[place]
    correction = ask_correction(by=play.lead, case=play.case, event=event, mistake="It was not so.")
    correct_record(by=play.records_manager, correction=correction)


def test_a_release_is_neither_changed_nor_deleted(play: Play, analyst: User) -> None:
    play.on(D(2025, 4, 2))
    release = freeze_statistics(by=analyst, quarter=FIRST)
    for act in (lambda: StatisticsRelease.objects.update(csv="x"), StatisticsRelease.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    copy = {"quarter": "2025-Q1", "number": 2, "as_at": release.as_at, "figures": [], "csv": "", "sha256": ""}
    rest = {"known_to": 0, "definition": 1, "frozen_by": analyst, "frozen_at": clock.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        StatisticsRelease.objects.create(**copy, **rest)  # it supersedes nothing and says no reason


def test_a_release_that_was_tampered_with_is_not_reproduced(play: Play, analyst: User) -> None:
    play.on(D(2025, 4, 2))
    release = freeze_statistics(by=analyst, quarter=FIRST)
    call_command("reproduce_statistics", "2025-Q1", stdout=(told := StringIO()))
    assert "2025-Q1, release 1: equal" in told.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE desk_statisticsrelease SET figures = jsonb_set(figures, '{0,number}', '7')")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    release.refresh_from_db()
    found = reproduce(release)
    assert (found.is_equal, found.is_intact) == (False, False)
    assert [(each.measure, each.frozen, each.now) for each in found.as_it_stood] == [("in_force", 7, 0)]
    with pytest.raises(CommandError, match="Not every release"):
        call_command("reproduce_statistics", "2025-Q1", stdout=told)
    assert "as it stood: notice, in_force: frozen 7, now 0" in told.getvalue()


def test_a_release_whose_hash_is_another_is_not_intact_though_its_figures_are(play: Play, analyst: User) -> None:
    play.on(D(2025, 4, 2))
    release = freeze_statistics(by=analyst, quarter=FIRST)
    release.sha256 = "0" * 64
    found = reproduce(release)
    assert (found.is_equal, found.is_intact, found.as_it_stood) == (False, False, ())


@pytest.mark.parametrize(("name", "why"), [("2025-Q5", "Write a quarter"), ("2024-Q1", "was not frozen")])
def test_the_command_says_what_is_wrong(db: None, name: str, why: str) -> None:
    with pytest.raises(CommandError, match=why):
        call_command("reproduce_statistics", name)


def test_only_a_quarter_that_is_over_is_frozen_and_only_by_those_who_may(play: Play, analyst: User) -> None:
    play.on(FIRST.last)
    assert refusals(lambda: freeze_statistics(by=analyst, quarter=FIRST)) == {"not_over"}
    play.wait(1)
    for other in (play.lead, play.minister, play.press):
        with pytest.raises(Forbidden):
            freeze_statistics(by=other, quarter=FIRST)
    assert freeze_statistics(by=play.deputy_director, quarter=FIRST)


def test_a_quarter_is_frozen_and_computed_again_on_pages(client: Client, play: Play, analyst: User) -> None:
    notice = play.noticed()
    published(play, notice)
    play.on(D(2025, 4, 2))
    analyst.set_password(PASSWORD)
    analyst.save(update_fields=["password"])
    client.force_login(analyst)
    assert "No quarter has been frozen yet" in client.get("/portfolio/statistics/").content.decode()
    address = "/portfolio/statistics/new/"
    wrong = client.post(address, {"quarter": "2025-Q1", "password": "wrong"})
    assert "error" in wrong.content.decode()
    assert client.post(address, {"quarter": "2025-Q2", "password": PASSWORD}).status_code == 200, "it is not over"
    made = client.post(address, {"quarter": "2025-Q1", "password": PASSWORD})
    assert made.headers["Location"] == "/portfolio/statistics/2025-Q1/1/"
    assert client.post(address, {"quarter": "2025-Q1", "password": PASSWORD}).status_code == 409
    for page, said in (
        ("/portfolio/statistics/", "January to March 2025"),
        ("/portfolio/statistics/2025-Q1/1/", "In force on the last day"),
        ("/portfolio/statistics/2025-Q1/1/?again=1", "every figure is the same"),
        ("/portfolio/statistics/2025-Q1/1/counted/notice/in_force/", "Exford Borough Council"),
        ("/portfolio/statistics/2025-Q1/1/counted/notice/ended/", "There is nothing here now"),
    ):
        answer = client.get(page)
        assert_valid_html(answer)
        assert said in answer.content.decode(), page
    release = StatisticsRelease.objects.get()
    file = client.get("/portfolio/statistics/2025-Q1/1/figures.csv")
    assert (file.content.decode(), file.headers["Content-SHA256"]) == (release.csv, release.sha256)
    assert client.get("/portfolio/statistics/2025-Q1/1/counted/notice/x/").status_code == 404


def test_each_figure_leads_to_what_it_counts_whatever_became_of_it(client: Client, play: Play, analyst: User) -> None:
    publication = published(play, play.noticed())
    play.on(D(2025, 4, 2))
    freeze_statistics(by=analyst, quarter=FIRST)
    withdraw_publication(by=play.press, publication=publication, reason="Published by mistake.")
    client.force_login(play.officer)
    for kind, measure, count in (("notice", "in_force", 1), ("notice", "authorities", 1), ("direction", "begun", 0)):
        page = client.get(f"/portfolio/statistics/2025-Q1/1/counted/{kind}/{measure}/").content.decode()
        assert f"{count} row" in page


def test_a_program_freezes_a_quarter_with_a_fresh_proof(play: Play, analyst: User) -> None:
    play.on(D(2025, 4, 2))
    program = caller(analyst)
    body = {"quarter": "2025-Q1"}
    assert send(program, "/api/v1/statistics/", body).status_code == 403
    assert send(program, "/api/v1/statistics/", {"quarter": "first"}).status_code == 400
    code = mint_step_up(user=analyst, act="freeze_statistics", document="statistics:2025-Q1")
    made = send(program, "/api/v1/statistics/", body, code=code)
    assert made.status_code == 201
    assert made.json()["figures"][0] == {"kind": "notice", "measure": "in_force", "number": 0}
    found = program.get("/api/v1/statistics/2025-Q1/1/reproduction/").json()
    assert found == {"is_equal": True, "is_intact": True, "as_it_stood": [], "by_what_is_known_now": []}
    assert program.get("/api/v1/statistics/2025-Q1/2/").status_code == 404
    assert caller(play.press).get("/api/v1/statistics/").status_code == 404


def test_as_many_queries_for_more_that_is_published(client: Client, play: Play, analyst: User) -> None:
    def sent() -> int:
        known_now()
        with CaptureQueriesContext(connection) as queries:
            list(published_record(known_now()))
        return len(queries)

    before = sent()
    published(play, play.noticed())
    assert sent() == before


def test_quarters_are_named_and_end_where_the_calendar_says() -> None:
    assert [str(each) for each in over_by(D(2025, 4, 1))[:2]] == ["2025-Q1", "2024-Q4"]
    assert str(over_by(D(2025, 3, 31))[0]) == "2024-Q4"
    assert (quarter_of(D(2026, 12, 31)), quarter_named("2026-Q3").last) == (Quarter(2026, 4), D(2026, 9, 30))
    assert quarter_named("2026-Q3").words == "July to September 2026"
