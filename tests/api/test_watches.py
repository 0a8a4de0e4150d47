"""Watches on failing services through the API: each act answers with the watch, and no case of others is told."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from cases.services.watches import open_watch
from tests.factories import person

from .test_engagement import TODAY, caller, send
from .test_problems import problem
from .world import a_case, an_authority

WATCHES = "/api/v1/service-failures/"
OPENED = {
    "authority": "exford",
    "service": "Children",
    "judged_by": "An inspectorate",
    "starts_on": TODAY,
    "why_then": "The first judgement.",
}


@pytest.fixture
def client(officer: User) -> Client:
    """A program of the officer, and an authority to watch."""
    an_authority()
    return caller(officer)


def did(client: Client, watch: str, act: str, **body: Any) -> Any:
    """Do an act on a watch as it is now; the watch afterwards."""
    response = send(client, f"{watch}{act}/", body, watch)
    assert response.status_code == 200, response.content
    assert response.content == client.get(watch).content
    return response.json()


def test_a_watch_is_opened_and_kept_to_its_end(client: Client, officer: User, team: Team) -> None:
    made = send(client, WATCHES, OPENED)
    watch = made.headers["Location"]
    assert (made.status_code, made.json()["officer"]["id"], made.json()["team"]) == (201, officer.pk, team.slug)
    assert made.json()["next_prompt_at"]
    note = {"direction": "static", "text": "No change.", "rests_on": "Their return of May."}
    assert did(client, watch, "note", **note)["notes"][0].items() >= note.items()
    did(client, watch, "contact", held_on=TODAY, people="An inspector", summary="A visit is planned.")
    looks = [did(client, watch, "plan-reinspection", body="An inspectorate", planned_on=TODAY) for _ in range(2)][1]
    first, second = (each["id"] for each in looks["reinspections"])
    did(client, watch, "hold-reinspection", reinspection=first, held_on=TODAY, judgement="Still inadequate.")
    looks = did(client, watch, "call-off-reinspection", reinspection=second, reason="Put off.")["reinspections"]
    assert [each["state"] for each in looks] == ["held", "called_off"]
    start = (clock.today() - dt.timedelta(days=90)).isoformat()
    assert did(client, watch, "correct-start", starts_on=start, why_then="An earlier letter.")["corrections"]
    colleague = person(Role.OFFICER, team=team)
    handed = did(client, watch, "hand-over", to=colleague.pk, team=team.slug, reason="A new post.")
    assert handed["officer"]["name"] == colleague.name
    further = did(client, watch, "take-further", decided="Open a case.", reason="It worsens.", goes_on=True)
    assert (further["state"], len(further["escalations"])) == ("running", 1)
    assert did(client, watch, "end", ending="corrected", reason="Good now.")["state"] == "ended"
    problem(send(client, f"{watch}note/", note, watch), 409, "refused")
    problem(send(client, f"{watch}note/", note), 428, "if_match_required")


def test_a_reinspection_of_another_watch_is_not_found(client: Client) -> None:
    watch = send(client, WATCHES, OPENED).headers["Location"]
    body = {"reinspection": 999, "held_on": TODAY, "judgement": "Good."}
    problem(send(client, f"{watch}hold-reinspection/", body, watch), 404, "not_found")


def test_a_linked_case_is_told_to_its_team_only(lead: User, stranger: User, team: Team) -> None:
    case = a_case(lead, team)
    made = send(caller(lead), WATCHES, {**OPENED, "case": case.handle})
    assert made.json()["case"] == case.handle
    shown = caller(stranger).get(made.headers["Location"])
    assert (shown.status_code, shown.json()["case"]) == (200, None)
    assert case.handle not in caller(stranger).get(WATCHES).content.decode()
    secret, none = ({**OPENED, "service": "Housing", "case": ref} for ref in (case.handle, "zzzzzzzzzz"))
    answers = [problem(send(caller(stranger), WATCHES, body), 400, "invalid") for body in (secret, none)]
    assert answers[0]["errors"] == answers[1]["errors"]


def test_watches_do_not_exist_for_those_outside_the_department_s_work(client: Client) -> None:
    watch = send(client, WATCHES, OPENED).headers["Location"]
    press = caller(person(Role.PRESS))
    problem(press.get(watch), 404, "not_found")
    assert press.get(WATCHES).json()["count"] == 0
    problem(send(press, WATCHES, {**OPENED, "service": "Housing"}), 403, "permission_denied")


def test_the_list_is_narrowed_and_costs_the_same_for_many(client: Client, officer: User) -> None:
    send(client, WATCHES, OPENED)
    counted = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(WATCHES).json()["count"] == 1 + 3 * number
        counted.append(len(queries))
        for place in range(3):
            authority = an_authority(f"place-{number}-{place}", f"Place {number} {place}")
            words = {"service": "Housing", "judged_by": "A regulator", "why_then": "Its report."}
            open_watch(by=officer, authority=authority, starts_on=clock.today(), **words)  # type: ignore[arg-type]
    assert counted[0] == counted[1]
    assert client.get(f"{WATCHES}?authority=exford&state=running").json()["count"] == 1
    assert client.get(f"{WATCHES}?state=ended").json()["count"] == 0
    problem(client.get(f"{WATCHES}?severity=high"), 400, "invalid")
