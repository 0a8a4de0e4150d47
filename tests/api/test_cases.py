import datetime as dt
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bestvalue import clock
from bestvalue.accounts.models import ApiToken, RoleHolding, Team, User
from bestvalue.accounts.services.tokens import issue_token, revoke_token
from bestvalue.records.models import Event, Reading
from cases.models import Case
from cases.moves import MOVES, TABLE
from cases.services.opening import agree_support, close_without_action, log_contact
from tests.factories import TeamFactory

from .test_problems import problem
from .world import a_case, an_authority, heard, published

CASES = "/api/v1/cases/"


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    return a_case(lead, team)


def calling(user: User) -> Client:
    return Client(headers={"Authorization": f"Bearer {issue_token(user=user, name='Test')[1]}"})


def contacts(case: Case, by: User, number: int) -> None:
    for _ in range(number):
        log_contact(by=by, case=case, held_on=clock.today(), channel="call", people="A. Person", summary="A word.")


def test_a_case_is_shown_in_full(api: Client, case: Case, lead: User) -> None:
    shown = api.get(f"{CASES}{case.handle}/").json()
    address = f"http://testserver{CASES}{case.handle}/"
    assert shown.pop("authority")["slug"] == "exford"
    assert shown == {
        "url": address,
        "ref": case.handle,
        "reference": None,
        "stage": "early_engagement",
        "stage_label": "Early engagement",
        "team": "north",
        "officer": {"id": lead.pk, "name": lead.name},
        "opened_on": case.opened_on.isoformat(),
        "closed_on": None,
        "version": 1,
        "opened_on_or_before": False,
        "outcome": "",
        "retrospective": False,
        "live_instruments": [],
        "links": {
            "authority": "http://testserver/api/v1/authorities/exford/",
            "events": f"{address}events/",
            "moves": f"{address}moves/",
            "previous": None,
            "next": None,
        },
    }


def test_what_is_live_on_a_case_is_told(api: Client, case: Case, deputy_director: User) -> None:
    review_on = clock.today() + dt.timedelta(days=90)
    support = agree_support(
        by=deputy_director, case=case, what="Peer challenge", provider="A body", owner="Chief", review_on=review_on
    )
    published(case, deputy_director, subject=support.key)
    (live,) = api.get(f"{CASES}{case.handle}/").json()["live_instruments"]
    assert live.keys() == {"kind", "id", "register_id", "state", "standing", "from", "until"}
    assert (live["kind"], live["id"], live["state"]) == ("support", str(support.pk), "agreed")
    assert live["register_id"] == "BVN-2024-0001"


def test_a_reopened_case_is_linked_with_the_one_before(
    api: Client, case: Case, lead: User, deputy_director: User, team: Team
) -> None:
    close_without_action(by=deputy_director, case=heard(case), outcome="Nothing more to do.")
    again = a_case(lead, team, case.authority)
    later, earlier = (api.get(f"{CASES}{each.handle}/").json() for each in (again, case))
    assert later["links"]["previous"] == earlier["url"]
    assert earlier["links"]["next"] == later["url"]


def test_a_link_does_not_lead_to_a_case_of_another_team(
    api: Client, case: Case, stranger: User, deputy_director: User, lead: User
) -> None:
    close_without_action(by=deputy_director, case=heard(case), outcome="Nothing more to do.")
    other = TeamFactory.create()
    a_case(deputy_director, other, case.authority)
    assert api.get(f"{CASES}{case.handle}/").json()["links"]["next"] is None


@pytest.mark.parametrize("below", ["", "events/", "moves/"])
def test_for_a_stranger_a_case_does_not_exist(case: Case, stranger: User, below: str) -> None:
    caller = calling(stranger)
    nothing = problem(caller.get(f"{CASES}bcdfghjkmn/{below}"), 404, "not_found")
    hidden = problem(caller.get(f"{CASES}{case.handle}/{below}"), 404, "not_found")

    assert hidden.pop("request_id") != nothing.pop("request_id")
    assert hidden.pop("instance") == nothing.pop("instance").replace("bcdfghjkmn", case.handle)
    assert hidden == nothing
    assert caller.get(CASES).json()["count"] == 0
    assert not Reading.objects.exists()


@pytest.mark.parametrize("below", ["", "events/", "moves/"])
def test_a_reading_is_noted(api: Client, case: Case, officer: User, below: str) -> None:
    api.get(f"{CASES}{case.handle}/{below}")
    reading = Reading.objects.get()
    assert (reading.reader, reading.case) == (officer, case)
    assert reading.subject == f"api: {below.strip('/') or 'case'}"


def test_a_removed_role_bites_at_once(api: Client, case: Case, officer: User) -> None:
    address = f"{CASES}{case.handle}/"
    assert api.get(address).status_code == 200
    RoleHolding.objects.filter(user=officer).update(ends_on=clock.today() - dt.timedelta(days=1))
    problem(api.get(address), 404, "not_found")


def test_a_token_is_useless_once_revoked_or_expired(api: Client, case: Case, officer: User) -> None:
    with clock.at(clock.now() + dt.timedelta(days=91)):
        problem(api.get(f"{CASES}{case.handle}/"), 401, "authentication_failed")
    revoke_token(actor=officer, token=ApiToken.objects.get())
    problem(api.get(f"{CASES}{case.handle}/"), 401, "authentication_failed")


@pytest.mark.parametrize("path", [CASES, f"{CASES}x/", f"{CASES}x/events/", f"{CASES}x/moves/"])
def test_without_a_token_the_door_is_shut_before_anything_is_looked_at(db: None, path: str) -> None:
    problem(Client().get(f"{path}?nonsense=1"), 401, "not_authenticated")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("stage=early_engagement", 1),
        ("open=true", 1),
        ("open=false", 1),
        ("authority=exford", 1),
        ("kind=district", 2),
        ("region=North%20East", 1),
        ("team=north", 2),
        ("team=south", 0),
        ("due_within=30", 0),
        ("live=notice", 0),
        ("with_minister=false", 2),
        ("with_minister=true", 0),
        ("officer=0", 0),
        ("opened_from=2020-01-01&opened_to=2020-12-31", 0),
    ],
)
def test_cases_are_filtered(
    api: Client, case: Case, lead: User, deputy_director: User, team: Team, query: str, count: int
) -> None:
    closed = a_case(lead, team, an_authority("wyeford", "Wyeford Council", region="North East"))
    close_without_action(by=deputy_director, case=heard(closed), outcome="Nothing more to do.")
    assert api.get(f"{CASES}?{query}").json()["count"] == count


@pytest.mark.parametrize(
    "query",
    [
        "stage=x",
        "open=maybe",
        "kind=x",
        "opened_from=x",
        "page_size=0",
        "live=limbo",
        "due_within=-1",
        "with_minister=x",
        "colour=red",
        "authority=%00",
    ],
)
def test_a_filter_that_cannot_be_is_refused(api: Client, case: Case, query: str) -> None:
    problem(api.get(f"{CASES}?{query}"), 400, "invalid")


def test_events_come_in_order_and_chained(api: Client, case: Case, lead: User) -> None:
    contacts(case, lead, 2)
    first = api.get(f"{CASES}{case.handle}/events/?page_size=2").json()
    second = api.get(first["next"]).json()
    events = first["results"] + second["results"]

    assert [each["case_version"] for each in events] == [1, 2, 3]
    assert [each["previous_hash"] for each in events[1:]] == [each["hash"] for each in events[:-1]]
    assert (events[0]["verb"], events[0]["label"]) == ("engage", "Open a case")
    assert events[0]["recorded_at"].endswith("Z")
    assert second["next"] is None


def test_a_cursor_tells_nothing_of_other_cases(api: Client, case: Case, lead: User, team: Team) -> None:
    contacts(case, lead, 2)
    feed = f"{CASES}{case.handle}/events/?page_size=1"
    before = api.get(feed).json()["next"]
    contacts(a_case(lead, team, an_authority("wyeford", "Wyeford Council")), lead, 1)
    assert api.get(feed).json()["next"] == before


def test_every_numbered_move_is_told_with_what_it_waits_for(api: Client, case: Case) -> None:
    shown = api.get(f"{CASES}{case.handle}/moves/").json()
    by_name: dict[str, Any] = {each["name"]: each for each in shown["moves"]}

    assert by_name.keys() == {move.name for move in TABLE if move.number}
    issue = by_name["issue_notice"]
    assert (issue["number"], issue["legal_basis"]) == ("T12", MOVES["issue_notice"].basis)
    assert issue["decider"] == ["minister", "secretary_of_state"]
    assert issue["needs_submission"] is True
    assert (issue["open"], issue["may_make"]) == (False, False)
    assert "no_draft_notice" in {each["code"] for each in issue["unmet_conditions"]}
    assert by_name["log_contact"]["open"] is by_name["log_contact"]["may_make"] is True


def test_only_a_closed_case_may_be_reopened(api: Client, case: Case, deputy_director: User) -> None:
    def is_open() -> dict[str, bool]:
        return {each["name"]: each["open"] for each in api.get(f"{CASES}{case.handle}/moves/").json()["moves"]}

    heard(case)
    before = is_open()
    close_without_action(by=deputy_director, case=case, outcome="Nothing more to do.")
    after = is_open()
    assert [before[name] for name in ("engage", "reopen", "close_without_action")] == [False, False, True]
    assert [after[name] for name in ("engage", "reopen", "close_without_action")] == [False, True, False]


def test_reading_moves_writes_no_event(api: Client, case: Case) -> None:
    api.get(f"{CASES}{case.handle}/moves/")
    assert Event.objects.filter(case=case).count() == 1


@pytest.mark.parametrize("below", ["", "events/", "moves/"])
def test_a_case_has_an_etag_until_it_changes(api: Client, case: Case, lead: User, below: str) -> None:
    address = f"{CASES}{case.handle}/{below}"
    etag = api.get(address).headers["ETag"]
    assert api.get(address, headers={"If-None-Match": etag}).status_code == 304
    contacts(case, lead, 1)
    assert api.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(("below", "most"), [("", 8), ("{ref}/events/", 9), ("{ref}/", 25), ("{ref}/moves/", 30)])
def test_the_number_of_queries_does_not_grow(
    api: Client,
    case: Case,
    lead: User,
    team: Team,
    below: str,
    most: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    contacts(case, lead, 12)
    for number in range(12):
        a_case(lead, team, an_authority(f"a-{number}", f"Authority {number}"))
    with django_assert_max_num_queries(most):
        assert api.get(CASES + below.format(ref=case.handle)).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_here(api: Client, case: Case, method: str) -> None:
    response = getattr(api, method)(f"{CASES}{case.handle}/", {}, content_type="application/json")
    assert response.status_code in (403, 405)
    assert response.headers["Content-Type"] == "application/problem+json"
