import pytest
from django.test import Client

from bestvalue.accounts.models import Team, User
from tests.factories import TeamFactory

pytestmark = pytest.mark.urls("tests.api.urls")
TEAMS = "/api/v1/teams/"


def test_a_list_comes_in_pages(api: Client) -> None:
    TeamFactory.create_batch(60)
    first = api.get(TEAMS).json()
    second = api.get(first["next"]).json()

    assert first.keys() == {"count", "next", "previous", "results"}
    assert (first["count"], len(first["results"]), len(second["results"])) == (61, 50, 11)


def test_a_feed_runs_on_from_a_cursor(api: Client) -> None:
    TeamFactory.create_batch(3)
    first = api.get(f"{TEAMS}feed/?page_size=3").json()
    second = api.get(first["next"]).json()

    assert [len(page["results"]) for page in (first, second)] == [3, 1]
    assert second["next"] is None


@pytest.mark.parametrize("size", ["0", "101", "-1", "x", "", "1e3", "²", "99999999999999999999"])
@pytest.mark.parametrize("path", [TEAMS, f"{TEAMS}feed/"])
def test_a_page_size_out_of_bounds_is_refused(api: Client, path: str, size: str) -> None:
    response = api.get(path, {"page_size": size})
    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "/page_size"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"{TEAMS}?stage=x", "unknown_parameter"),
        (f"{TEAMS}?format=json", "unknown_parameter"),
        (f"{TEAMS}north/?page=1", "unknown_parameter"),
        (f"{TEAMS}?slug=a&slug=b", "repeated_parameter"),
        ("/api/v1/schema/?lang=en", "unknown_parameter"),
    ],
)
def test_a_query_parameter_that_is_not_named_is_refused(api: Client, path: str, code: str) -> None:
    response = api.get(path)
    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == code


def test_a_filter_that_is_named_filters(api: Client) -> None:
    TeamFactory.create(slug="south")
    assert [team["slug"] for team in api.get(f"{TEAMS}?slug=south").json()["results"]] == ["south"]


def test_what_has_not_changed_is_not_sent_again(api: Client) -> None:
    first = api.get(f"{TEAMS}north/")
    etag = first.headers["ETag"]
    again = api.get(f"{TEAMS}north/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert "private" in first.headers["Cache-Control"]

    Team.objects.update(name="Renamed")
    assert api.get(f"{TEAMS}north/", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("matches", "status"), [(None, 428), ('"stale"', 412), ("current", 200), ('"stale", current', 200)]
)
def test_a_write_must_name_what_its_writer_saw(client: Client, officer: User, matches: str | None, status: int) -> None:
    client.force_login(officer)
    etag = client.get(f"{TEAMS}north/").headers["ETag"]
    headers = {"If-Match": matches.replace("current", etag)} if matches else {}
    body = {"name": "Renamed", "slug": "north"}
    response = client.put(f"{TEAMS}north/", body, content_type="application/json", headers=headers)

    assert response.status_code == status
    assert Team.objects.filter(name="Renamed").exists() is (status == 200)


def test_no_endpoint_takes_a_blind_write_even_if_it_forgot_to_ask(client: Client, officer: User) -> None:
    client.force_login(officer)
    assert client.post("/api/v1/careless/", {}, content_type="application/json").status_code == 428
    assert client.post(TEAMS, {}, content_type="application/json").status_code == 201


def test_instants_are_in_utc_with_a_z(api: Client) -> None:
    assert api.get("/api/v1/instant/").json() == {"at": "2025-07-01T12:00:00Z"}
