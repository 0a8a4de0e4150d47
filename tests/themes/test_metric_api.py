"""Metrics through the API: definitions, figures of one authority, comparators, and imports that machines send."""

import json
from typing import Any

import pytest
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Scope, User
from bestvalue.accounts.services.tokens import issue_token
from cases.models import Authority
from themes.models import Metric, MetricImport
from themes.services.imports import take_up

from .figures import WORDS, csv_of, figures, imported, row
from .test_metrics import neighbours

pytestmark = pytest.mark.django_db

API = "/api/v1/"
VALUE = {"authority": "alder", "metric": "days-to-accounts", "period_start": "2021-04-01", "period_end": "2022-03-31"}


def calling(user: User) -> Client:
    """A program that may act in this person's name."""
    text = issue_token(user=user, name="Test", scopes=[Scope.WRITE])[1]
    return Client(headers={"Authorization": f"Bearer {text}"})


@pytest.fixture
def machine(analyst: User) -> Client:
    """The analyst's program."""
    return calling(analyst)


def post(client: Client, path: str, body: Any, status: int, **headers: str) -> dict[str, Any]:
    """Send JSON; the answer, which must have this status."""
    response = client.post(f"{API}{path}", json.dumps(body), content_type="application/json", headers=headers)
    assert response.status_code == status, response.content
    answer: dict[str, Any] = response.json()
    return answer


def test_a_definition_is_made_read_and_changed(machine: Client, metric: Metric, officer: User) -> None:
    words = {**WORDS, "slug": "reserves", "title": "Reserves", "themes": ["use-of-resources"]}
    made = post(machine, "metrics/", words, 201)
    assert (made["caveat"], made["themes"], made["version"]) == (WORDS["caveat"], ["use-of-resources"], 1)
    assert post(machine, "metrics/", {**words, "caveat": " "}, 400)["errors"][0]["pointer"] == "/caveat"
    post(calling(officer), "metrics/", {**words, "slug": "mine"}, 403)

    path = "metrics/reserves/"
    etag = machine.get(f"{API}{path}").headers["ETag"]
    changed = {**words, "caveat": "New.", "reason": "Clearer."}
    del changed["slug"]
    post(machine, f"{path}edit/", changed, 428)
    assert post(machine, f"{path}edit/", changed, 200, **{"If-Match": etag})["caveat"] == "New."
    post(machine, f"{path}edit/", changed, 412, **{"If-Match": etag})
    listed = calling(officer).get(f"{API}metrics/?theme=use-of-resources").json()["results"]
    assert [each["slug"] for each in listed] == ["days-to-accounts", "reserves"]


def test_a_machine_sends_values_and_follows_the_import(
    machine: Client, metric: Metric, authorities: list[Authority]
) -> None:
    body = {
        "values": [{**VALUE, "value": 310.5}, {**VALUE, "authority": "nowhere", "value": 1}],
        "good_rows_only": True,
    }
    made = post(machine, "metrics/imports/", body, 201, **{"Idempotency-Key": "one"})
    assert made["state"] == "confirmed"
    assert post(machine, "metrics/imports/", body, 201, **{"Idempotency-Key": "one"})["id"] == made["id"]
    take_up(made["id"])
    followed = machine.get(made["url"]).json()
    assert [followed[each] for each in ("state", "rows", "added", "refused")] == ["done", 2, 1, 1]
    problems = machine.get(f"{made['url']}problems/").json()["results"]
    assert [(each["line"], each["column"], each["code"]) for each in problems] == [
        (2, "authority", "unknown_authority")
    ]
    assert figures() == [("alder", 2021, "310.5", False)]


def test_a_small_fraction_is_taken_as_it_was_sent(
    machine: Client, metric: Metric, authorities: list[Authority]
) -> None:
    made = post(machine, "metrics/imports/", {"values": [{**VALUE, "value": 0.00005}]}, 201)
    take_up(made["id"])
    assert figures() == [("alder", 2021, "0.00005", False)]


def test_a_file_is_checked_first_and_then_confirmed_or_dropped(
    machine: Client, metric: Metric, authorities: list[Authority]
) -> None:
    for choice, state in (("confirm", "confirmed"), ("drop", "dropped")):
        sent = {"file": csv_of(row("alder", 2021, 310)), "check_only": "true"}
        response = machine.post(f"{API}metrics/imports/", sent)
        assert response.status_code == 201
        made = response.json()
        take_up(made["id"])
        found = machine.get(made["url"])
        assert found.json()["state"] == "checked"
        path = f"metrics/imports/{made['id']}/{choice}/"
        assert post(machine, path, {}, 200, **{"If-Match": found.headers["ETag"]})["state"] == state
        take_up(made["id"])
    assert len(figures()) == 1


@pytest.mark.parametrize("body", [{}, {"values": []} | {"file": "x"}, {"values": "x"}, {"rows": []}])
def test_neither_a_file_nor_values_is_refused(machine: Client, body: dict[str, Any]) -> None:
    post(machine, "metrics/imports/", body, 400)
    assert not MetricImport.objects.exists()


def test_figures_are_read_by_authority_with_revisions(
    machine: Client, analyst: User, metric: Metric, authorities: list[Authority]
) -> None:
    first = imported(analyst, csv_of(row("alder", 2021, 310, "provisional"), row("birch", 2021, 1)))
    second = imported(analyst, csv_of(row("alder", 2021, 305)))
    path = f"{API}authorities/alder/metrics/"
    rows = machine.get(path).json()["results"]
    assert [(each["value"], each["status"], each["metric_import"], each["superseded_by"]) for each in rows] == [
        ("305", "final", str(second.pk), None),
        ("310", "provisional", str(first.pk), str(second.pk)),
    ]
    assert [
        each["value"] for each in machine.get(f"{path}?current=true&metric=days-to-accounts").json()["results"]
    ] == ["305"]
    assert machine.get(f"{path}?metric=nothing").json()["count"] == 0
    assert machine.get(f"{API}authorities/nowhere/metrics/").status_code == 404


def test_comparators_are_set_and_shown_only_as_a_set(
    machine: Client, analyst: User, metric: Metric, authorities: list[Authority]
) -> None:
    members = ["elm", "dale", "cedar", "birch"]
    body = {"kind": "nearest_neighbours", "source": "A model.", "starts_on": str(clock.today()), "members": members}
    made = post(machine, "authorities/alder/comparators/", body, 201)
    assert [each["slug"] for each in made["members"]] == sorted(members)
    imported(analyst, csv_of(*(row(each.slug, 2021, 10 * place) for place, each in enumerate(authorities))))
    path = f"{API}authorities/alder/metrics/days-to-accounts/"
    (compared,) = machine.get(f"{path}?comparators=nearest_neighbours").json()["results"]
    assert [compared[each] for each in ("value", "comparators", "lower_quartile", "median", "upper_quartile")] == [
        *("0", 4, "17.5", "25", "32.5")
    ]
    assert machine.get(f"{path}?comparators=same_kind").status_code == 400
    assert machine.get(f"{API}authorities/alder/metrics/nothing/").status_code == 404
    assert machine.get(f"{API}authorities/alder/comparators/").json()["count"] == 1


def test_who_does_not_keep_metrics_sends_no_figures(officer: User, metric: Metric) -> None:
    post(calling(officer), "metrics/imports/", {"values": []}, 403)


def test_a_list_asks_as_much_of_the_database_however_long_it_is(
    machine: Client, analyst: User, metric: Metric, authorities: list[Authority], django_assert_max_num_queries: Any
) -> None:
    neighbours(analyst, authorities, starts_on=clock.today())
    imported(analyst, csv_of(*(row("alder", year, year) for year in range(1990, 2020))))
    of_alder = "authorities/alder/metrics/"
    for path in (
        "metrics/",
        "metrics/imports/",
        of_alder,
        f"{of_alder}days-to-accounts/",
        "authorities/alder/comparators/",
    ):
        with django_assert_max_num_queries(10):
            assert machine.get(f"{API}{path}").status_code == 200
