import csv
import datetime as dt
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bestvalue import clock
from bestvalue.accounts.models import Team, User
from bestvalue.records.models import Reading
from cases.models import Case, Publication
from cases.services.opening import log_contact

from .test_problems import problem
from .world import PUBLISHED_ON, a_case, an_authority, published

REGISTER = "/api/v1/register/"
ADDRESSES = [
    f"{REGISTER}authorities/",
    f"{REGISTER}authorities/exford/",
    f"{REGISTER}instruments/",
    f"{REGISTER}instruments/BVN-2024-0001/",
    f"{REGISTER}instruments.csv",
    f"{REGISTER}feed.atom",
]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    return a_case(lead, team)


@pytest.fixture
def notice(case: Case, lead: User) -> Publication:
    return published(case, lead)


def body(response: Any) -> bytes:
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    return content


def test_an_instrument_is_shown_with_its_dated_statements(client: Client, notice: Publication) -> None:
    shown = client.get(f"{REGISTER}instruments/{notice.register_id}/").json()
    assert shown == {
        "url": f"http://testserver{REGISTER}instruments/BVN-2024-0001/",
        "register_id": "BVN-2024-0001",
        "kind": "notice",
        "title": "Best Value Notice: Exford",
        "authority": {
            "slug": "exford",
            "name": "Exford Borough Council",
            "ons_code": "X00000001",
            "is_fictional": True,
        },
        "standing": "in_force",
        "legal_basis": "",
        "in_force_from": "2024-06-03",
        "in_force_until": None,
        "ended_on": None,
        "ending": "",
        "published_on": "2024-06-03",
        "precision": "day",
        "changed_at": notice.changed_at.isoformat().replace("+00:00", "Z"),
        "withdrawn": None,
        "steps": [
            {
                "on": "2024-06-03",
                "precision": "day",
                "text": "A notice was issued.",
                "document": "",
                "source": "https://a.example/",
            }
        ],
    }


def test_an_authority_is_shown_with_what_was_published_about_it(client: Client, notice: Publication) -> None:
    shown = client.get(f"{REGISTER}authorities/exford/").json()
    assert shown["instrument_count"] == 1
    assert [each["register_id"] for each in shown["instruments"]] == ["BVN-2024-0001"]


def test_an_authority_about_which_nothing_was_published_is_not_in_the_register(client: Client, case: Case) -> None:
    assert client.get(f"{REGISTER}authorities/").json()["results"] == []
    problem(client.get(f"{REGISTER}authorities/exford/"), 404, "not_found")


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ({}, "in_force"),
        ({"in_force_until": PUBLISHED_ON + dt.timedelta(days=9)}, "in_force"),
        ({"in_force_until": PUBLISHED_ON + dt.timedelta(days=8)}, "period_ended"),
        ({"in_force_from": PUBLISHED_ON + dt.timedelta(days=10)}, "not_yet"),
        ({"in_force_from": None}, "published"),
        ({"ended_on": PUBLISHED_ON + dt.timedelta(days=9)}, "ended"),
        ({"withdrawn_on": PUBLISHED_ON, "withdrawal_reason": "Wrong authority."}, "withdrawn"),
    ],
)
def test_the_standing_is_what_the_dates_say_today(
    client: Client, case: Case, lead: User, facts: dict[str, Any], standing: str
) -> None:
    published(case, lead, **facts)
    with clock.at(PUBLISHED_ON + dt.timedelta(days=9)):
        (found,) = client.get(f"{REGISTER}instruments/?standing={standing}").json()["results"]
    assert found["standing"] == standing


def test_the_feed_is_xml_whatever_was_pasted_into_a_title(client: Client, case: Case, lead: User) -> None:
    published(case, lead, title="Pasted\x0bfrom Word\x1b")
    feed = ElementTree.fromstring(client.get(f"{REGISTER}feed.atom").content)  # noqa: S314 - our own
    assert "Pasted from Word " in [each.text for each in feed.iter()]


def test_a_withdrawn_instrument_leaves_a_tombstone_everywhere(client: Client, case: Case, lead: User) -> None:
    published(case, lead, withdrawn_on=PUBLISHED_ON, withdrawal_reason="Wrong authority.")
    shown = client.get(f"{REGISTER}instruments/BVN-2024-0001/").json()
    (row,) = csv.DictReader(body(client.get(f"{REGISTER}instruments.csv")).decode().splitlines())
    feed = client.get(f"{REGISTER}feed.atom").content.decode()

    assert shown["withdrawn"] == {"on": "2024-06-03", "reason": "Wrong authority."}
    assert (shown["title"], shown["steps"], row["title"]) == (None, None, "")
    assert row["withdrawal_reason"] == "Wrong authority."
    assert "Withdrawn from the register: BVN-2024-0001" in feed
    assert "A notice was issued." not in feed


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=notice", 2),
        ("kind=direction", 0),
        ("authority=exford", 1),
        ("published_from=2024-06-04", 1),
        ("published_to=2024-06-03", 1),
        ("page_size=1", 2),
    ],
)
def test_instruments_are_filtered(
    client: Client, notice: Publication, lead: User, team: Team, query: str, count: int
) -> None:
    other = a_case(lead, team, an_authority("wyeford", "Wyeford Council"))
    published(other, lead, "BVN-2024-0002", published_on=dt.date(2024, 7, 1))
    assert client.get(f"{REGISTER}instruments/?{query}").json()["count"] == count


@pytest.mark.parametrize("query", ["stage=x", "kind=x", "standing=x", "published_from=x", "page_size=101"])
def test_a_filter_that_cannot_be_is_refused(client: Client, notice: Publication, query: str) -> None:
    problem(client.get(f"{REGISTER}instruments/?{query}"), 400, "invalid")


@pytest.mark.parametrize("address", ADDRESSES)
def test_private_facts_leave_no_trace(
    client: Client, notice: Publication, lead: User, officer: User, team: Team, address: str
) -> None:
    before = body(client.get(address))
    hidden = a_case(lead, team, an_authority("hidden", "Hidden Council"))
    for case in (hidden, notice.case):
        log_contact(
            by=officer, case=case, held_on=clock.today(), channel="call", people="Secret caller", summary="Secret word"
        )
    assert body(client.get(address)) == before
    assert b"ecret" not in before
    assert b"Hidden" not in before


@pytest.mark.parametrize("address", ADDRESSES)
def test_everyone_gets_the_same_and_may_keep_it(
    client: Client, notice: Publication, stranger: User, address: str
) -> None:
    public = client.get(address, headers={"Authorization": "Bearer bv_wrong"})
    client.force_login(stranger)
    assert body(client.get(address)) == body(public)
    assert public.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in public.headers["Vary"]
    assert not Reading.objects.exists()


@pytest.mark.parametrize("address", [each for each in ADDRESSES if not each.endswith(".csv")])
def test_what_has_not_changed_is_not_sent_again(client: Client, notice: Publication, lead: User, address: str) -> None:
    etag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_an_empty_feed_does_not_change_by_itself(client: Client, db: None) -> None:
    assert client.get(f"{REGISTER}feed.atom").content == client.get(f"{REGISTER}feed.atom").content


def test_the_feed_tells_each_statement_with_a_lasting_identity(client: Client, notice: Publication) -> None:
    response = client.get(f"{REGISTER}feed.atom", headers={"Accept": "application/atom+xml"})
    (entry,) = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314 (our own)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert entry.findtext(f"{ATOM}updated") == "2024-06-03T00:00:00+00:00"
    assert entry.findtext(f"{ATOM}id", "").startswith(f"http://testserver{REGISTER}instruments/BVN-2024-0001/#step-")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_can_run_as_a_formula(client: Client, case: Case, lead: User, start: str) -> None:
    published(case, lead, title=f"{start}HYPERLINK(1)")
    response = client.get(f"{REGISTER}instruments.csv?kind=notice")
    (row,) = csv.DictReader(body(response).decode().splitlines(keepends=True))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert row["title"] == f"'{start}HYPERLINK(1)"
    assert row["ons_code"] == "X00000001"


@pytest.mark.parametrize(
    "address", [f"{REGISTER}authorities/", f"{REGISTER}instruments/", f"{REGISTER}authorities/exford/"]
)
def test_the_number_of_queries_does_not_grow(
    client: Client,
    notice: Publication,
    lead: User,
    team: Team,
    address: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(2, 12):
        authority = an_authority(f"a-{number}", f"Authority {number}")
        published(a_case(lead, team, authority), lead, f"BVN-2024-{number:04d}")
        published(notice.case, lead, f"DIR-2024-{number:04d}")
    with django_assert_max_num_queries(3):
        client.get(address)


def test_a_month_that_is_known_without_its_day_says_so_in_every_answer(client: Client, case: Case, lead: User) -> None:
    published(case, lead, month_only=True)
    (listed,) = client.get(f"{REGISTER}instruments/").json()["results"]
    (row,) = csv.DictReader(body(client.get(f"{REGISTER}instruments.csv")).decode().splitlines())
    assert (listed["precision"], row["precision"]) == ("month", "month")
    assert client.get(listed["url"]).json()["precision"] == "month"
