"""Lists across cases: of what hangs off the cases that a person may know of, by name or date, each case noted."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Team, User
from bestvalue.records.models import Reading
from cases.models import Case, Instrument
from cases.services.letters import draft_letter
from interventions import models
from notices.models import Notice
from notices.services import draft_notice, draft_requirement
from tests.access.interventions import LISTS, PARTS, one
from tests.access.made import submission_on

from .test_engagement import caller
from .test_problems import problem
from .world import a_case, an_authority

Maker = Callable[[Case, User], Any]


def a_representation(case: Case, by: User) -> Any:
    return one(models.Proposal, case).representations.create(received_on=clock.today(), **PARTS["representations"])


def of_kind(model: type[Instrument]) -> Maker:
    """Makes one of a kind."""
    return lambda case, by: one(model, case)


MAKERS: dict[str, Maker] = {
    "notices": lambda case, by: draft_notice(by=by, case=case),
    "information-requirements": lambda case, by: draft_requirement(by=by, case=case, purpose="To see."),
    "letters": lambda case, by: draft_letter(by=by, case=case, kind="leader", to_name="A", subject_line="B"),
    "submissions": submission_on,
    "representations": a_representation,
    **{name.replace("_", "-"): of_kind(model) for model, name in LISTS.items() if name != "directions"},
}


@pytest.fixture
def cases(lead: User, team: Team) -> list[Case]:
    """Three cases of the officer's team."""
    return [a_case(lead, team, an_authority(slug, slug.title())) for slug in ("bexford", "axford", "cexford")]


@pytest.mark.parametrize("folder", MAKERS)
def test_each_list_is_of_the_callers_cases_by_authority_and_leads_to_the_whole(
    folder: str, cases: list[Case], officer: User, stranger: User, deputy_director: User
) -> None:
    made = [MAKERS[folder](case, officer) for case in cases]
    theirs = stranger.role_holdings.get().team
    assert theirs
    MAKERS[folder](a_case(deputy_director, theirs, an_authority("dexford", "Dexford")), stranger)

    listed = caller(officer).get(f"/api/v1/{folder}/").json()
    assert [each["authority"] for each in listed["results"]] == ["axford", "bexford", "cexford"]
    assert {each["id"] for each in listed["results"]} == {str(each.pk) for each in made}
    assert listed["count"] == 3
    assert set(Reading.objects.values_list("reader", "case")) == {(officer.pk, case.pk) for case in cases}
    whole = caller(officer).get(listed["results"][0]["url"]).json()
    assert listed["results"][0]["id"] in str(whole)


@pytest.mark.parametrize("folder", MAKERS)
def test_each_list_takes_as_many_queries_however_long_it_is(folder: str, cases: list[Case], officer: User) -> None:
    program, counts = caller(officer), []
    program.get(f"/api/v1/{folder}/")  # the first use of a token is noted
    for case in cases[1:]:
        MAKERS[folder](case, officer)
        with CaptureQueriesContext(connection) as captured:
            program.get(f"/api/v1/{folder}/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["axford", "bexford"]),
        ("authority=bexford", ["bexford"]),
        ("state=draft", ["axford"]),
        ("issued_from=2025-01-01", ["bexford"]),
        ("issued_to=2024-12-31", []),
        ("ends_from=2025-06-01&ends_to=2025-12-31", ["bexford"]),
        ("sort=-authority", ["bexford", "axford"]),
        ("sort=issued_on", ["bexford", "axford"]),
    ],
)
def test_a_list_is_narrowed_and_put_in_order_of_name_or_date(
    cases: list[Case], officer: User, lead: User, query: str, found: list[str]
) -> None:
    first, second, _ = cases
    draft_notice(by=officer, case=second)
    notice = draft_notice(by=officer, case=first, what_prompted="It fell.")
    notice.issue()
    notice.issued_on, notice.ends_on, notice.issued_by = dt.date(2025, 1, 6), dt.date(2025, 9, 1), lead
    notice.save()
    assert [each["authority"] for each in caller(officer).get(f"/api/v1/notices/?{query}").json()["results"]] == found


def test_a_list_is_narrowed_to_one_case_by_its_handle(cases: list[Case], officer: User) -> None:
    for case in cases:
        draft_notice(by=officer, case=case)
    listed = caller(officer).get(f"/api/v1/notices/?case={cases[2].handle}").json()["results"]
    assert [each["case"] for each in listed] == [cases[2].handle]


def test_naming_the_case_of_another_team_finds_nothing(cases: list[Case], stranger: User, officer: User) -> None:
    draft_notice(by=officer, case=cases[0])
    assert caller(stranger).get(f"/api/v1/notices/?case={cases[0].handle}").json()["count"] == 0
    assert not Reading.objects.filter(reader=stranger).exists()


@pytest.mark.parametrize("query", ["state=x", "sort=finding", "sort=state", "issued_from=x", "missing=1"])
def test_what_a_list_cannot_be_narrowed_or_ordered_by_is_refused(api: Client, query: str) -> None:
    problem(api.get(f"/api/v1/notices/?{query}"), 400, "invalid")


def test_a_list_gives_no_words_of_what_it_lists(cases: list[Case], officer: User) -> None:
    draft_notice(by=officer, case=cases[0], what_prompted="A secret word.")
    assert Notice.objects.get().what_prompted
    assert b"secret" not in caller(officer).get("/api/v1/notices/").content
