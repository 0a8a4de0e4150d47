"""The lists inside: one machinery of filters, sorts and cards, and nothing that their reader may not know of."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.http import QueryDict
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.desk.forms import CaseFilterForm
from cases.conditions import instrument_models
from cases.models import Case
from cases.selectors.cases import LIVE, case_list
from cases.services.engaging import agree_next_step
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html

from .conftest import AsPerson

LISTS = {
    "/cases/": "officer",
    "/notices/": "officer",
    "/directions/": "officer",
    "/forecast/dates/?within=24": "officer",
    "/service-failures/": "officer",
    "/authorities/": "officer",
    "/readings/": "lead",
    "/register/": "officer",
    "/metrics/": "officer",
}


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A private case, and days that pass."""
    with ExitStack() as days:
        yield Play.begin(days)


def reader(as_person: AsPerson, address: str) -> Client:
    """Somebody who may read this list, and has read a case, so that there is a reading."""
    client = as_person({each.partition("?")[0]: login for each, login in LISTS.items()}[address.partition("?")[0]])
    client.get(f"/cases/{Case.objects.all()[0].ref}/")
    return client


def soup(client: Client, address: str) -> BeautifulSoup:
    """A list as a browser reads it."""
    page = client.get(address)
    assert_valid_html(page)
    return BeautifulSoup(page.content, "html5lib")


def rows_of(page: BeautifulSoup) -> list[list[str]]:
    """The words of each cell of each row."""
    cells = [row.find_all(["th", "td"]) for row in page.select("table.app-cards > tbody > tr")]
    return [[" ".join(each.get_text(" ").split()) for each in row] for row in cells]


def named(page: BeautifulSoup) -> list[Tag]:
    """The heads of the table's columns."""
    return page.select("table.app-cards > thead th")


@pytest.mark.parametrize("address", LISTS)
def test_each_cell_bears_the_name_of_its_column_where_rows_are_cards(as_person: AsPerson, address: str) -> None:
    page = soup(reader(as_person, address), address)
    texts = ["".join(each.find_all(string=True, recursive=False)) or each.a.find(string=True) for each in named(page)]  # type: ignore[union-attr]
    rows = page.select("table.app-cards > tbody > tr")
    assert rows
    for row in rows:
        labels = [each.get("data-label") for each in row.find_all(["th", "td"])]
        assert labels[1:] == [str(each).strip() for each in texts[1:]]


@pytest.mark.parametrize("address", LISTS)
def test_each_way_of_sorting_is_a_link_that_says_how_the_list_is_sorted(as_person: AsPerson, address: str) -> None:
    client, path = reader(as_person, address), address.partition("?")[0]
    links = [each.a["href"] for each in named(soup(client, address)) if each.a]
    assert len(links) >= 2
    for link in links:
        page = soup(client, f"{path}{link}")
        (sorted_by,) = [each for each in named(page) if each.get("aria-sort") in ("ascending", "descending")]
        assert sorted_by.a is not None
        turned = soup(client, f"{path}{sorted_by.a['href']}")
        ways = {each.get("aria-sort") for each in named(turned)} | {sorted_by["aria-sort"]}
        assert {"ascending", "descending"} <= ways
        one, other = rows_of(page), rows_of(turned)
        assert len(one) == len(other)


SORTED: dict[str, dict[str, Callable[[Any], Any]]] = {
    "/cases/": {
        "authority": lambda each: each.authority.name,
        "officer": lambda each: each.officer.name if each.officer else None,
        "next": lambda each: each.next_on,
        "opened": lambda each: each.opened_on,
    },
    "/notices/": {
        "authority": lambda each: each.case.authority.name,
        "issued": lambda each: each.issued_on,
        "until": lambda each: each.ends_on,
    },
    "/directions/": {
        "authority": lambda each: each.case.authority.name,
        "since": lambda each: each.starts_on,
        "ends": lambda each: each.ends_on,
    },
    "/forecast/dates/?within=24": {"day": lambda each: each.due_on, "authority": lambda each: each.authority.name},
    "/service-failures/": {
        "next": lambda each: each.next_at,
        "since": lambda each: each.starts_on,
        "authority": lambda each: each.authority.name,
    },
    "/authorities/?text=fictional": {
        "name": lambda each: each.name,
        "kind": lambda each: each.kind.label,
        "region": lambda each: each.region,
        "code": lambda each: each.ons_code,
    },
    "/readings/": {"when": lambda each: each.read_at, "who": lambda each: each.reader.name},
    "/register/": {"authority": lambda each: each.authority.name, "published": lambda each: each.published_on},
    "/metrics/": {"title": lambda each: each.title, "publisher": lambda each: each.publisher},
}


@pytest.mark.parametrize("address", SORTED)
def test_a_list_stands_in_the_order_of_its_column_either_way_and_ties_are_told_apart(
    as_person: AsPerson, address: str
) -> None:
    path, _, query = address.partition("?")
    client = reader(as_person, path)
    offered = {
        str(link["href"]).partition("sort=")[2].strip("-") for link in soup(client, address).select("thead th a")
    }
    assert offered == set(SORTED[address])
    for name, key in SORTED[address].items():
        for sort, turn in ((name, False), (f"-{name}", True)):
            page = client.get(f"{path}?{query}&sort={sort}").context["page"]
            keys = [each for each in map(key, page.object_list) if each not in (None, "")]
            assert keys == sorted(keys, key=as_sorted(keys), reverse=turn), sort
            assert page.paginator.object_list.query.order_by[-1].strip("-") in ("pk", "id", "register_id"), sort


def as_sorted(keys: list[Any]) -> Callable[[Any], Any]:
    """How the database sorts such values, words by its own alphabet."""
    if not all(isinstance(each, str) for each in keys):
        return lambda each: each
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM unnest(%s) AS word ORDER BY word", [keys])
        return [word for (word,) in cursor.fetchall()].index


def test_a_sort_keeps_the_filters_and_a_filter_keeps_the_sort(as_person: AsPerson) -> None:
    page = soup(as_person("officer"), "/cases/?stage=exit&stage=intervention&sort=-opened")
    links = [str(each.a["href"]) for each in named(page) if each.a]
    assert all("stage=exit&stage=intervention" in each for each in links)
    assert page.select_one("form.app-filter input[name=sort]")["value"] == "-opened"  # type: ignore[index]
    tags = [str(each["href"]) for each in page.select("a.app-filter__tag")]
    assert tags == ["?stage=intervention&sort=-opened", "?stage=exit&sort=-opened"]


def test_a_long_filter_folds_what_has_many_choices_and_opens_what_is_on(as_person: AsPerson) -> None:
    page = soup(as_person("officer"), "/cases/?region=London")
    summaries = page.select("details .govuk-details__summary-text")
    folded = {each.get_text().partition(" (")[0].strip(): each.find_parent("details") for each in summaries}
    assert {"Stage", "What is live", "Kind", "Region"} <= set(folded)
    is_open = {name for name, details in folded.items() if details is not None and details.has_attr("open")}
    assert is_open == {"Region"}
    assert len(page.select("form.app-filter button")) == 2
    assert len(soup(as_person("officer"), "/notices/").select("form.app-filter button")) == 1


def test_councils_come_first_among_the_kinds(as_person: AsPerson) -> None:
    page = soup(as_person("officer"), "/authorities/")
    kinds = [str(each.get_text()).strip() for each in page.select("input[name=kind] + label")]
    councils = kinds.index("County council"), kinds.index("District council")
    assert max(councils) < kinds.index("Combined authority")


def test_no_two_facts_are_one_name_and_every_kind_is_an_instrument() -> None:
    assert {name for name, _ in LIVE} <= {model.KIND for model in instrument_models()}


def found(user: User, query: str) -> list[Case]:
    """The cases that a filter leaves."""
    form = CaseFilterForm(QueryDict(query), user=user)
    filters = form.filters()
    assert not form.errors
    return list(case_list(user, filters))


def test_cases_are_found_by_the_facts_of_their_work(play: Play) -> None:
    due_on = clock.today() + dt.timedelta(days=20)
    agree_next_step(by=play.officer, case=play.case, what="A plan", owner="The chief", due_on=due_on)
    opened = play.case.opened_on
    there = (
        *("officer=me", f"officer={play.officer.pk}", f"team={play.team.slug}", "within=20", "within=25"),
        *(f"opened_from={opened}", f"opened_to={opened}", f"opened_from={opened}&opened_to={opened}"),
    )
    for query in there:
        assert found(play.officer, query) == [play.case], query
    later = opened + dt.timedelta(days=1)
    for query in ("officer=nobody", "within=19", f"opened_from={later}", "with_minister=on", "live=notice"):
        assert found(play.officer, query) == [], query
    assert found(play.lead, "officer=me") == []
    assert found(play.press, "") == []


def test_cases_are_found_by_what_is_live_and_by_what_a_minister_has(play: Play) -> None:
    play.asked("issue_notice", play.a_notice())
    assert found(play.officer, "with_minister=on") == [play.case]
    assert found(play.officer, "live=notice") == []  # a draft is not live
    play.case = Case.objects.get(pk=play.case.pk)
    play.noticed()
    assert found(play.officer, "live=notice&live=inspection") == [play.case]
    assert found(play.officer, "live=inspection") == []


def test_the_options_tell_nothing_of_what_the_reader_may_not_know(play: Play) -> None:
    names = {
        each: [text for _, text in CaseFilterForm({}, user=getattr(play, each)).fields["officer"].choices]  # type: ignore[attr-defined]
        for each in ("officer", "press")
    }
    assert play.officer.name in names["officer"]
    assert names["press"] == ["Anybody", "Me", "Nobody"]
    form = CaseFilterForm({"officer": str(play.officer.pk), "team": play.team.slug}, user=play.press)
    form.filters()
    assert set(form.errors) == {"officer", "team"}, "what is not offered is answered as any wrong value"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("within=0", "must be 1 or more"),
        ("within=soon", "must be a whole number"),
        ("opened_from=2026-02-30", "Opened from must be a real date"),
        ("live=limbo", "Select one of the choices that are listed"),
        ("officer=limbo", "Select one of the choices that are listed"),
    ],
)
def test_a_wrong_filter_is_explained_and_narrows_nothing(as_person: AsPerson, query: str, said: str) -> None:
    client = as_person("officer")
    every = client.get("/cases/").context["page"].paginator.count
    page = client.get(f"/cases/?{query}")
    assert said in page.content.decode()
    assert page.context["page"].paginator.count == every


def test_days_that_are_the_wrong_way_round_are_explained(as_person: AsPerson) -> None:
    page = as_person("officer").get("/cases/?opened_from=2026-03-01&opened_to=2026-02-01").content.decode()
    assert "The last day must not be before the first" in page
