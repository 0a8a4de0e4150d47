"""The pages of officials: what they show, to whom, and that they stay readable however much there is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bestvalue.accounts.models import Team, User
from bestvalue.accounts.services.demonstration import email_of
from bestvalue.records.models import Reading
from cases.models import Authority, Case
from cases.services.opening import engage
from cases.services.reference import load_authorities
from cases.stages import Stage
from tests.support.html import assert_valid_html

from .conftest import AsPerson

ASHMERE = "Ashmere County Council (fictional)"
BRACKWATER = "Brackwater District Council (fictional)"
PAGES = (
    "/",
    "/notices/",
    "/notices/?standing=ended&text=ashmere",
    "/publications/",
    "/cases/",
    "/cases/?stage=intervention&text=carrow",
    "/cases/?sort=-opened&page=1",
    "/authorities/",
    "/authorities/fictional-ashmere-county-council/",
    "/themes/",
    "/themes/governance/",
    "/register/",
    "/register/BVN-2026-0001/",
    "/register/authorities/fictional-ashmere-county-council/",
)


def case_at(name: str) -> Case:
    """The case of a fictional authority."""
    return Case.objects.get(authority__name=name)


def test_every_page_is_valid_html(as_person: AsPerson) -> None:
    client = as_person("officer")
    cases = [f"/cases/{case.ref}/{part}" for case in Case.objects.all() for part in ("", "next/", "timeline/")]
    for path in (*PAGES, *cases):
        response = client.get(path)
        assert response.status_code == 200, path
        assert_valid_html(response)


def test_a_case_says_where_it_stands_what_is_live_and_what_happened(as_person: AsPerson) -> None:
    page = as_person("officer").get(f"/cases/{case_at(ASHMERE).ref}/").content.decode()
    for said in (
        "Best Value Notice",
        "What is live",
        "In force, until",
        "in the public register",
        "Publish an instrument",
    ):
        assert said in page
    timeline = as_person("officer").get(f"/cases/{case_at(ASHMERE).ref}/timeline/").content.decode()
    assert "Decided by Morgan Vale" in timeline


def test_a_case_says_what_may_come_next_and_why_the_rest_may_not(as_person: AsPerson) -> None:
    page = as_person("lead").get(f"/cases/{case_at(ASHMERE).ref}/next/").content.decode()
    assert "Withdraw a notice early" in page
    assert "No inspection has been drafted." in page
    assert "A notice is already in force: revise, reissue, withdraw or end it." in page


def test_a_lapse_with_nothing_decided_is_shown(as_person: AsPerson) -> None:
    case = Case.objects.get(authority__slug="fictional-saint-wendred-under-wychling-and-the-upper-windle-valley")
    page = as_person("officer").get(f"/cases/{case.ref}/").content.decode()
    assert "The directions lapsed and nothing was decided." in page


def test_a_period_that_ended_with_nothing_decided_is_shown(as_person: AsPerson) -> None:
    case = Case.objects.get(authority__slug="fictional-greywater-valley-combined-authority")
    page = as_person("officer").get(f"/cases/{case.ref}/").content.decode()
    assert "decision is awaited" in page


def test_to_another_team_a_case_does_not_exist(as_person: AsPerson) -> None:
    client = as_person("other.officer")
    handle = case_at(BRACKWATER).handle
    for path in ("/", "/cases/", "/cases/?text=brackwater", "/authorities/fictional-brackwater-district-council/"):
        page = client.get(path).content.decode()
        assert handle not in page, path
        assert "<td" not in page or "/cases/" not in path, path
    assert "0 cases" in client.get("/cases/").content.decode()


@pytest.mark.parametrize(
    ("login", "heading", "thing"),
    [
        ("lead", "Needs you today", "Issue what a minister approved: High Skarrow"),
        ("officer", "Dates that come, and dates that have passed", "Greywater Valley"),
    ],
)
def test_home_shows_what_waits_for_a_person_and_leads_to_it(
    as_person: AsPerson, login: str, heading: str, thing: str
) -> None:
    page = as_person(login).get("/").content.decode()
    assert heading in page
    assert thing in page.partition(heading)[2].partition("</ul>")[0]


@pytest.mark.parametrize("login", ["other.officer", "press", "admin", "private.office"])
def test_home_tells_those_off_the_team_nothing(as_person: AsPerson, login: str) -> None:
    page = as_person(login).get("/").content.decode()
    page = page.partition("Published last")[0]  # what the public register shows, press may read
    assert "High Skarrow" not in page
    assert "Greywater" not in page


def test_the_notices_in_force_and_lapsed_are_those_of_the_cases_one_may_know_of(as_person: AsPerson) -> None:
    client = as_person("officer")
    assert "Ashmere" in client.get("/notices/?standing=in_force").content.decode()
    assert "Ashmere" not in client.get("/notices/?standing=period_ended").content.decode()
    assert "Greywater Valley" in client.get("/notices/?standing=period_ended").content.decode()
    assert "Lapsed" not in client.get("/notices/?standing=ended").content.decode(), "it may have been withdrawn"
    assert "No notice matches." in client.get("/notices/?text=nothing-like-it").content.decode()
    assert "0 notices" in as_person("other.officer").get("/notices/").content.decode()


def test_a_stranger_gets_for_a_private_case_what_they_get_for_none(as_person: AsPerson) -> None:
    client = as_person("other.officer")
    private, none = client.get(f"/cases/{case_at(BRACKWATER).ref}/"), client.get("/cases/zzzzzzzzzz/")
    assert private.status_code == none.status_code == 404


def test_a_case_never_names_an_earlier_one_that_the_reader_may_not_know_of(as_person: AsPerson) -> None:
    earlier = Case.objects.filter(stage=Stage.CLOSED, authority__ends_on=None).first()
    assert earlier is not None  # the demonstration has one
    lead = User.objects.get(email=email_of("lead"))
    case = engage(by=lead, authority=earlier.authority, team=earlier.team, reason="New concerns.")
    link = f'href="/cases/{earlier.ref}/"'
    assert link in as_person("officer").get(f"/cases/{case.ref}/").content.decode()
    Case.objects.filter(pk=earlier.pk).update(team=Team.objects.exclude(pk=case.team_id).first())
    assert link not in as_person("officer").get(f"/cases/{case.ref}/").content.decode()


def test_reading_a_case_is_recorded_and_a_refused_reading_is_not(as_person: AsPerson) -> None:
    case = case_at(BRACKWATER)
    as_person("other.officer").get(f"/cases/{case.ref}/")
    assert not Reading.objects.exists()
    as_person("officer").get(f"/cases/{case.ref}/")
    assert Reading.objects.get().reader.email == "officer@demo.example"


def test_a_handle_leads_to_the_reference_once_there_is_one(as_person: AsPerson) -> None:
    case = case_at(ASHMERE)
    response = as_person("officer").get(f"/cases/{case.handle}/")
    assert response["Location"] == f"/cases/{case.reference}/"


def test_the_list_is_narrowed_by_its_address(as_person: AsPerson) -> None:
    client = as_person("officer")
    for query, count in (
        ("stage=early_engagement", 4),
        ("stage=early_engagement&stage=closed", 5),
        ("region=North+East", 2),
        ("kind=ca&kind=cca", 2),
        ("text=ashmere", 1),
        ("text=no+such+council", 0),
    ):
        response = client.get(f"/cases/?{query}")
        assert response.context["page"].paginator.count == count, query
        assert f"{count} case{'' if count == 1 else 's'}" in response.content.decode()


def test_a_filter_that_is_on_can_be_removed(as_person: AsPerson) -> None:
    page = as_person("officer").get("/cases/?stage=exit&region=London").content.decode()
    assert 'href="?stage=exit"' in page
    assert 'href="?region=London"' in page


def test_a_filter_that_makes_no_sense_is_explained(as_person: AsPerson) -> None:
    page = as_person("officer").get("/cases/?stage=limbo").content.decode()
    assert "There is a problem" in page
    assert "Select one of the choices that are listed" in page


def test_a_page_that_is_not_there_is_not_found(as_person: AsPerson) -> None:
    client = as_person("officer")
    for number in ("0", "99", "-1", "x", "1e9"):
        assert client.get(f"/cases/?page={number}").status_code == 404, number


def test_the_list_takes_as_many_queries_for_many_cases_as_for_one(as_person: AsPerson) -> None:
    client = as_person("officer")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/cases/?text=ashmere")
    with CaptureQueriesContext(connection) as many:
        client.get("/cases/")
    assert len(many) <= len(one)


def test_a_case_takes_as_many_queries_at_every_stage(as_person: AsPerson) -> None:
    client = as_person("officer")
    counts = set()
    for case in Case.objects.filter(previous=None):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/cases/{case.ref}/timeline/")
        counts.add(len(queries))
    assert max(counts) - min(counts) <= 1


def test_an_authority_shows_a_post_that_nobody_holds(as_person: AsPerson) -> None:
    load_authorities()
    assert Team.objects.exists()
    page = as_person("officer").get("/authorities/woking-borough-council/").content.decode()
    assert "Nobody is recorded in this post" in page
    assert Authority.objects.get(slug="woking-borough-council").name in page
