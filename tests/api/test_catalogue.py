"""Authorities and themes: facts that anyone who has signed in may read."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.models import AuthorityAlias, Succession
from themes.services.editions import load_editions

from .test_problems import problem
from .world import an_authority

AUTHORITIES, THEMES = "/api/v1/authorities/", "/api/v1/themes/"


@pytest.fixture
def reorganised(db: None) -> None:
    old = an_authority("exford", "Exford Borough Council", region="North East", ends_on=dt.date(2023, 3, 31))
    new = an_authority("exshire", "Exshire Council", starts_on=dt.date(2023, 4, 1))
    AuthorityAlias.objects.create(authority=old, kind="name", value="Exford Town")
    AuthorityAlias.objects.create(authority=old, kind="ons_code", value="X99999999")
    Succession.objects.create(predecessor=old, successor=new, took_effect_on=dt.date(2023, 4, 1))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["exford", "exshire"]),
        ("q=town", ["exford"]),
        ("ons_code=X99999999", ["exford"]),
        ("ons_code=X00000002", ["exshire"]),
        ("region=north%20east", ["exford"]),
        ("on=2023-03-31", ["exford"]),
        ("on=2023-04-01", ["exshire"]),
        ("kind=district&page_size=1", ["exford"]),
    ],
)
def test_authorities_are_filtered(api: Client, reorganised: None, query: str, found: list[str]) -> None:
    assert [each["slug"] for each in api.get(f"{AUTHORITIES}?{query}").json()["results"]] == found


@pytest.mark.parametrize("query", ["kind=x", "on=x", "page_size=101", "name=x"])
def test_a_filter_that_cannot_be_is_refused(api: Client, reorganised: None, query: str) -> None:
    problem(api.get(f"{AUTHORITIES}?{query}"), 400, "invalid")


def test_an_authority_is_shown_with_its_names_and_what_replaced_it(api: Client, reorganised: None) -> None:
    shown = api.get(f"{AUTHORITIES}exford/").json()
    assert shown["kind"] == {"code": "district", "label": "District council"}
    assert {each["value"] for each in shown["aliases"]} == {"Exford Town", "X99999999"}
    assert shown["successors"] == [{"slug": "exshire", "name": "Exshire Council", "took_effect_on": "2023-04-01"}]
    assert shown["predecessors"] == []
    assert shown["guidance_status"] == "Must have regard to the guidance"


def test_themes_are_read_in_order_with_their_lines(api: Client) -> None:
    load_editions()
    listed = api.get(THEMES).json()
    one = api.get(listed["themes"][0]["url"]).json()
    assert len(listed["themes"]) == 7
    assert one["edition"] == listed["edition"]
    assert one["theme"]["characteristics"][0].keys() == {"slug", "text", "mark", "questions"}
    assert one["theme"]["indicators"]


def test_an_edition_may_be_named(api: Client) -> None:
    load_editions()
    slug = api.get(THEMES).json()["edition"]["slug"]
    assert api.get(f"{THEMES}?edition={slug}").json()["edition"]["slug"] == slug
    assert problem(api.get(f"{THEMES}?edition=none"), 400, "invalid")["errors"][0]["code"] == "unknown_edition"


def test_without_an_edition_in_force_there_are_no_themes(api: Client) -> None:
    problem(api.get(THEMES), 404, "not_found")


@pytest.mark.parametrize("path", [AUTHORITIES, f"{AUTHORITIES}exford/", THEMES])
def test_each_has_an_etag_and_a_few_queries(
    api: Client, reorganised: None, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    load_editions()
    with django_assert_max_num_queries(8):
        etag = api.get(path).headers["ETag"]
    assert api.get(path, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("path", [f"{AUTHORITIES}nothing/", f"{THEMES}nothing/"])
def test_what_is_not_there_is_a_problem(api: Client, path: str) -> None:
    load_editions()
    problem(api.get(path), 404, "not_found")
