"""The change feed through the API: what a person may know of, each event once, nothing of what they may not (N7)."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.accounts.services.people import end_role, grant_role
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.records.models import Event, Reading
from bestvalue.records.services import record
from cases.models import Case
from cases.services.opening import log_contact
from tests.api.world import a_case, an_authority
from tests.factories import TeamFactory, person

FEED = "/api/v1/events/"


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    """A private case with three events."""
    opened = a_case(lead, team)
    contact(lead, opened)
    contact(lead, opened)
    return opened


def contact(by: User, case: Case) -> None:
    log_contact(by=by, case=case, held_on=clock.today(), channel="call", people="Secret", summary="Secret words.")


def api(user: User) -> Client:
    return Client(headers={"Authorization": f"Bearer {issue_token(user=user, name='Feed')[1]}"})


def read(client: Client, **query: Any) -> Any:
    response = client.get(FEED, query)
    assert response.status_code == 200, response.content
    return response.json()


def test_pages_join_without_a_gap_and_the_cursor_waits_for_what_comes(officer: User, case: Case) -> None:
    client = api(officer)
    first = read(client, limit=2)
    rest = client.get(first["next"]).json()
    assert [each["verb"] for each in first["results"] + rest["results"]] == ["engage", "log_contact", "log_contact"]
    assert rest["next"] is None
    assert rest["cursor"] == rest["results"][-1]["id"]
    nothing = read(client, after=rest["cursor"])
    assert nothing == {"cursor": rest["cursor"], "next": None, "results": []}
    contact(officer, case)
    assert [each["case_version"] for each in read(client, after=rest["cursor"])["results"]] == [4]


def test_an_entry_tells_who_did_what_where_and_none_of_the_words(officer: User, lead: User, case: Case) -> None:
    response = api(officer).get(FEED)
    entry = response.json()["results"][1]
    event = case.events.get(case_version=2)
    assert b"Secret" not in response.content
    assert entry == {
        "id": event.hash,
        "verb": "log_contact",
        "label": "Log a contact",
        "subject": event.subject,
        "case": case.ref,
        "case_version": 2,
        "actor": {"id": lead.pk, "name": lead.name},
        "acting_for": "",
        "decided_on": None,
        "effective_on": clock.today().isoformat(),
        "recorded_at": entry["recorded_at"],
        "links": {
            "case": f"http://testserver/api/v1/cases/{case.ref}/",
            "events": f"http://testserver/api/v1/cases/{case.ref}/events/",
        },
    }


def test_to_a_stranger_the_feed_is_as_if_the_case_were_not(stranger: User, case: Case) -> None:
    assert read(api(stranger)) == {"cursor": None, "next": None, "results": []}


def test_a_right_that_is_won_shows_from_the_cursor_on_and_one_that_is_lost_hides_at_once(
    lead: User, administrator: User, team: Team, case: Case
) -> None:
    other = TeamFactory.create()
    outsider = person(Role.TEAM_LEAD, team=other)
    client = api(outsider)
    own = a_case(outsider, other, an_authority("wyford", "Wyford Borough Council"))
    cursor = read(client)["cursor"]
    assert cursor == own.events.get().hash
    contact(lead, case)
    holding = grant_role(actor=administrator, user=outsider, role=Role.OFFICER, team=team)
    assert [each["case_version"] for each in read(client, after=cursor)["results"]] == [4]
    end_role(actor=administrator, holding=holding, reason="Left.")
    assert read(client, after=cursor)["results"] == []
    assert read(client, after=case.events.latest("case_version").hash)["results"] == []


def test_events_outside_cases_are_for_administrators_and_the_rest_for_nobody(
    officer: User, deputy_director: User, administrator: User, case: Case
) -> None:
    for stream in ("people", "openings", "authority:exford"):
        record(stream=stream, actor=officer, verb=f"in {stream}", subject="thing:1")
    verbs = {each["verb"] for each in read(api(administrator), limit=100)["results"]}
    assert "in people" in verbs
    assert verbs.isdisjoint({"in openings", "in authority:exford", "engage"})
    for user in (officer, deputy_director):
        assert {each["case"] for each in read(api(user))["results"]} == {case.ref}


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"after": "0" * 64}, 410, "cursor_unknown"),
        ({"after": "17"}, 400, "invalid"),
        ({"limit": "0"}, 400, "invalid"),
        ({"limit": "101"}, 400, "invalid"),
        ({"page_size": "5"}, 400, "invalid"),
    ],
)
def test_a_cursor_that_is_lost_or_wrong_is_told_apart(
    officer: User, query: dict[str, str], status: int, code: str
) -> None:
    response = api(officer).get(FEED, query)
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_each_case_on_a_page_counts_as_read_in_as_many_queries_however_long(
    officer: User, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = api(officer)
    read(client)
    assert Reading.objects.filter(reader=officer, case=case, subject="api: change feed").count() == 1
    for _ in range(10):
        contact(officer, case)
    read(client)
    with django_assert_max_num_queries(9):
        assert len(read(client)["results"]) == Event.objects.filter(case=case).count()
