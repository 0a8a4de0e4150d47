"""Ways through the public register: by authority, by kind and by date; and what search engines are told of it."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from cases.models import Case, Publication, Succession
from cases.published_kinds import published_kinds
from cases.sitemaps import Entries
from tests.api.world import PUBLISHED_ON, a_case, an_authority, published
from tests.factories import TeamFactory, person
from tests.support.html import assert_valid_html

NOW = dt.datetime(2024, 7, 1, 12, tzinfo=dt.UTC)
XML = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
DAY = dt.timedelta(days=1)
STANDINGS: dict[str, dict[str, Any]] = {
    "in_force": {},
    "ended": {"ended_on": NOW.date() - DAY},
    "period_ended": {"in_force_until": NOW.date() - DAY},
    "not_yet": {"in_force_from": NOW.date() + DAY},
    "published": {"in_force_from": None},
    "withdrawn": {"withdrawn_on": PUBLISHED_ON, "withdrawal_reason": "Wrong authority."},
}


@pytest.fixture
def team(db: None) -> Iterator[Team]:
    """A team on a summer's day after everything here was published."""
    with clock.at(NOW):
        yield TeamFactory.create()


@pytest.fixture
def lead(team: Team) -> User:
    return person(Role.TEAM_LEAD, team=team)


@pytest.fixture
def case(team: Team, lead: User) -> Case:
    return a_case(lead, team)


@pytest.fixture
def standing(case: Case, lead: User) -> dict[str, Publication]:
    """One directions entry of each standing, and the first of them a notice."""
    return {
        name: published(case, lead, f"DIR-2024-{number:04d}", kind="direction", title=f"Title {name}", **facts)
        for number, (name, facts) in enumerate(STANDINGS.items(), 1)
    }


def page(client: Client, path: str) -> BeautifulSoup:
    """A public page, once it was found to be valid HTML."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert_valid_html(response)
    return BeautifulSoup(response.content.decode(), "html5lib")


def entries(found: BeautifulSoup) -> list[str]:
    """The identifiers of the entries to which a page leads, in order."""
    links = [
        str(each["href"]) for each in found.select("main a[href^='/register/DIR-'], main a[href^='/register/BVN-']")
    ]
    return [each.split("/")[2] for each in links]


def told(found: BeautifulSoup) -> dict[str, Any]:
    """What a page tells search engines."""
    block = found.select_one("script[type='application/ld+json']")
    assert block is not None
    data: dict[str, Any] = json.loads(block.string or "")
    return data


def addresses(client: Client, path: str) -> list[str]:
    """The addresses in a map of the site."""
    return [str(each.text) for each in ElementTree.fromstring(client.get(path).content).iter(f"{XML}loc")]  # noqa: S314


def test_every_way_in_is_there_when_nothing_was_published_yet(client: Client, db: None) -> None:
    for way in ("", "authorities/", "kinds/", "dates/", "data/", *(f"kinds/{slug}/" for slug in published_kinds())):
        found = page(client, f"/register/{way}")
        assert found.find("link", rel="canonical", href=f"http://localhost:8000/register/{way}")
        assert found.find("meta", attrs={"name": "description"})
        assert found.find("link", rel="alternate", type="application/atom+xml")


def test_authorities_go_from_a_to_z_and_by_letter(client: Client, case: Case, lead: User, team: Team) -> None:
    published(case, lead)
    for number, name in enumerate(("Avonbury", "Zedham", "Amberley"), 2):
        published(a_case(lead, team, an_authority(name.lower(), name)), lead, f"BVN-2024-{number:04d}")
    an_authority("nowhere", "Nowhere Council")
    names = [each.text for each in page(client, "/register/authorities/").select("main .govuk-list a")]
    assert names == ["Amberley", "Avonbury", "Exford Borough Council", "Zedham"]
    under = [each.text for each in page(client, "/register/authorities/?letter=a").select("main .govuk-list a")]
    assert under == ["Amberley", "Avonbury"]
    assert client.get("/register/authorities/?letter=N").status_code == 404


def test_the_page_of_an_authority_puts_first_what_is_in_force(client: Client, standing: dict[str, Publication]) -> None:
    found = page(client, "/register/authorities/exford/")
    assert [each[-1] for each in entries(found)] == ["1", "4", "5", "2", "3", "6"]
    assert [each.text for each in found.select("main h2")] == [
        *("In force, or with no end published", "Reports and other publications without dates"),
        "Ended, lapsed or withdrawn",
    ]


def test_the_page_of_an_authority_leads_to_what_it_replaced_and_what_replaced_it(
    client: Client, case: Case, lead: User
) -> None:
    older, newer = an_authority("older", "Older Council"), an_authority("newer", "Newer Council")
    Succession.objects.create(predecessor=older, successor=case.authority, took_effect_on=dt.date(2020, 4, 1))
    Succession.objects.create(predecessor=case.authority, successor=newer, took_effect_on=dt.date(2028, 4, 1))
    text = page(client, "/register/authorities/exford/").select_one("main")
    assert text is not None
    assert text.find("a", href="/register/authorities/older/")
    assert text.find("a", href="/register/authorities/newer/")
    assert "on 1 April 2028" in text.text


@pytest.mark.parametrize("name", STANDINGS)
@pytest.mark.parametrize("path", ["/register/", "/register/kinds/direction/", "/register/dates/2024/"])
def test_lists_are_narrowed_by_standing(client: Client, standing: dict[str, Publication], path: str, name: str) -> None:
    assert entries(page(client, f"{path}?standing={name}")) == [standing[name].register_id]


def test_a_kind_says_what_it_is_and_lists_its_own_alone(client: Client, case: Case, lead: User) -> None:
    published(case, lead)
    published(case, lead, "DIR-2024-0001", kind="direction")
    found = page(client, "/register/kinds/direction/")
    assert entries(found) == ["DIR-2024-0001"]
    assert found.find("a", href="https://www.legislation.gov.uk/ukpga/1999/27/section/15")
    assert told(found)["@type"] == "GovernmentService"
    assert client.get("/register/kinds/nothing/").status_code == 404


def test_dates_lead_to_years_and_months_in_which_something_was_published(
    client: Client, case: Case, lead: User
) -> None:
    published(case, lead)
    published(case, lead, "BVN-2023-0001", published_on=dt.date(2023, 12, 31))
    links = [str(each["href"]) for each in page(client, "/register/dates/").select("main a")]
    assert links == [f"/register/dates/{each}/" for each in ("2024", "2024/6", "2023", "2023/12")]
    assert entries(page(client, "/register/dates/2023/12/")) == ["BVN-2023-0001"]
    assert entries(page(client, "/register/dates/2024/")) == ["BVN-2024-0001"]


@pytest.mark.parametrize("when", ["2022", "2024/5", "2024/13", "2024/0", "0", "0/1", "99999/1", "9999/12"])
def test_there_is_no_page_for_a_time_in_which_nothing_was_published(
    client: Client, case: Case, lead: User, when: str
) -> None:
    published(case, lead)
    assert client.get(f"/register/dates/{when}/").status_code == 404


def test_an_entry_names_what_came_before_and_after_it(client: Client, case: Case, lead: User) -> None:
    for number in range(1, 10):
        published(case, lead, f"BVN-2024-{number:04d}", published_on=PUBLISHED_ON + (number // 2) * DAY)
    found = entries(page(client, "/register/BVN-2024-0005/"))
    assert found == [f"BVN-2024-000{number}" for number in (6, 7, 8, 4, 3, 2)]


def test_an_entry_tells_search_engines_its_dates_and_nothing_ends_the_block(
    client: Client, case: Case, lead: User
) -> None:
    published(case, lead, title="</script><b>&", in_force_until=dt.date(2025, 6, 2))
    data = told(page(client, "/register/BVN-2024-0001/"))
    assert data["name"] == "</script><b>&"
    assert data["temporalCoverage"] == "2024-06-03/2025-06-02"
    assert data["@id"] == "http://localhost:8000/register/BVN-2024-0001/"
    assert b"</script><b>" not in client.get("/register/BVN-2024-0001/").content


def test_an_entry_of_which_only_the_month_is_known_tells_no_day(client: Client, case: Case, lead: User) -> None:
    published(case, lead, month_only=True)
    found = page(client, "/register/BVN-2024-0001/")
    assert told(found)["datePublished"] == "2024-06"
    assert told(found)["temporalCoverage"] == "2024-06/.."
    assert "published June 2024" in found.text


def test_of_what_was_withdrawn_search_engines_are_told_nothing(
    client: Client, standing: dict[str, Publication]
) -> None:
    found = page(client, f"/register/{standing['withdrawn'].register_id}/")
    assert found.select("script[type='application/ld+json']") == []
    assert found.find("meta", attrs={"name": "robots", "content": "noindex"})
    assert "Title withdrawn" not in str(found)
    listed = addresses(client, "/sitemap-entries.xml")
    assert len(listed) == len(STANDINGS) - 1
    assert not any(standing["withdrawn"].register_id in each for each in listed)


def test_the_map_is_cut_into_parts(client: Client, standing: dict[str, Publication], monkeypatch: Any) -> None:
    monkeypatch.setattr(Entries, "limit", 2)
    assert addresses(client, "/sitemap.xml") == [
        f"http://testserver/sitemap-{each}"
        for each in ("pages.xml", "authorities.xml", "entries.xml", "entries.xml?p=2", "entries.xml?p=3")
    ]
    assert len(addresses(client, "/sitemap-entries.xml?p=3")) == 1
    assert [client.get(f"/sitemap-{each}").status_code for each in ("entries.xml?p=4", "nothing.xml")] == [404, 404]


def test_every_address_of_the_map_is_there(client: Client, standing: dict[str, Publication]) -> None:
    for part in ("pages", "authorities", "entries"):
        for each in addresses(client, f"/sitemap-{part}.xml"):
            assert client.get(each.removeprefix("http://testserver")).status_code == 200, each


def test_search_engines_are_told_where_the_map_is(client: Client, db: None) -> None:
    assert "Sitemap: http://localhost:8000/sitemap.xml" in client.get("/robots.txt").content.decode().splitlines()


def test_an_entry_says_when_it_last_changed_as_clocks_in_london_show_it(client: Client, case: Case, lead: User) -> None:
    published(case, lead)
    Publication.objects.update(changed_at=dt.datetime(2024, 6, 30, 23, 30, tzinfo=dt.UTC))
    assert "last changed on 1 July 2024 at 00:30" in page(client, "/register/BVN-2024-0001/").text
