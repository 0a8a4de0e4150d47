"""The register for those who build on it: one file, what it means, and who may read it from where."""

import hashlib
import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bestvalue import clock
from bestvalue.accounts.models import Team, User
from cases.api.dictionary import dictionary
from cases.models import AuthorityAlias, Case, Publication

from .test_register import ADDRESSES, REGISTER, body
from .world import PUBLISHED_ON, a_case, an_authority, published

SNAPSHOT, DICTIONARY = f"{REGISTER}snapshot.zip", f"{REGISTER}dictionary/"


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    return a_case(lead, team)


@pytest.fixture
def notice(case: Case, lead: User) -> Publication:
    return published(case, lead)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a snapshot by name."""
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {each: archive.read(each) for each in archive.namelist()}


def rows(content: bytes) -> list[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    return [json.loads(line) for line in content.splitlines()]


def test_the_snapshot_holds_what_the_addresses_show(client: Client, notice: Publication, lead: User) -> None:
    published(notice.case, lead, "DIR-2024-0001", withdrawn_on=PUBLISHED_ON, withdrawal_reason="Wrong authority.")
    files = unpacked(body(client.get(SNAPSHOT)))
    instruments = rows(files["instruments.jsonl"])
    assert instruments == [
        client.get(f"{REGISTER}instruments/{each}/").json() for each in ("BVN-2024-0001", "DIR-2024-0001")
    ]
    assert rows(files["authorities.jsonl"]) == client.get(f"{REGISTER}authorities/").json()["results"]
    assert json.loads(files["dictionary.json"]) == client.get(DICTIONARY).json()


def test_the_manifest_tells_the_day_and_the_sum_of_each_file(client: Client, notice: Publication) -> None:
    with clock.at(PUBLISHED_ON):
        files = unpacked(body(client.get(SNAPSHOT)))
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["as_at"] == "2024-06-03"
    assert {each["name"]: each["sha256"] for each in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert [each["lines"] for each in manifest["files"]] == [1, 1, 1]


def test_the_same_register_gives_the_same_bytes_and_is_not_sent_again(client: Client, notice: Publication) -> None:
    with clock.at(PUBLISHED_ON):
        first, again = client.get(SNAPSHOT), client.get(SNAPSHOT)
        content = body(first)
        assert content == body(again)
        held = client.get(SNAPSHOT, headers={"If-None-Match": first.headers["ETag"]})
    assert (held.status_code, held.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, no-cache"
    Publication.objects.update(title="Another title")
    with clock.at(PUBLISHED_ON):
        other = client.get(SNAPSHOT)
    assert other.headers["ETag"] != first.headers["ETag"]
    assert body(other) != content


@pytest.mark.parametrize("address", [SNAPSHOT, DICTIONARY])
def test_the_number_of_queries_does_not_grow(
    client: Client,
    notice: Publication,
    lead: User,
    team: Team,
    address: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(2, 12):
        authority = an_authority(f"a-{number}", f"Authority {number}")
        published(a_case(lead, team, authority), lead, f"BVN-2024-{number:04d}")
    with django_assert_max_num_queries(5):  # of the snapshot, the two ends of its own transaction too
        body(client.get(address))


def test_the_dictionary_gives_every_member_that_is_sent_a_type_and_a_meaning(
    client: Client, case: Case, lead: User
) -> None:
    published(case, lead, withdrawn_on=PUBLISHED_ON, withdrawal_reason="Wrong authority.")
    objects = {each["name"]: {member["name"] for member in each["members"]} for each in dictionary()["objects"]}
    authority = client.get(f"{REGISTER}authorities/exford/").json()
    instrument = client.get(f"{REGISTER}instruments/BVN-2024-0001/").json()
    assert objects["Authority"] == authority.keys()
    assert objects["Instrument"] == instrument.keys()
    assert objects["Withdrawn"] == instrument["withdrawn"].keys()
    assert objects["NamedAuthority"] == instrument["authority"].keys()
    assert objects["Kind"] == authority["kind"].keys()
    header = body(client.get(f"{REGISTER}instruments.csv")).decode().splitlines()[0]
    assert ",".join(each["name"] for each in dictionary()["columns"]) == header
    for each in [*dictionary()["columns"], *(member for one in dictionary()["objects"] for member in one["members"])]:
        assert each["type"], each
        assert each["meaning"], each


def test_the_dictionary_names_each_value_that_a_member_may_have(client: Client, db: None) -> None:
    (standing,) = [each for each in client.get(DICTIONARY).json()["columns"] if each["name"] == "standing"]
    assert standing["type"] == "one of the values"
    assert {"value": "not_yet", "meaning": "Not yet in force"} in standing["values"]


@pytest.mark.parametrize(("code", "count"), [("X00000001", 1), ("E07000001", 1), ("X00000002", 0), ("nothing", 0)])
def test_instruments_are_found_by_the_ons_code_of_their_authority_present_or_former(
    client: Client, notice: Publication, code: str, count: int
) -> None:
    AuthorityAlias.objects.create(authority=notice.authority, kind="ons_code", value="E07000001")
    for address in ("instruments", "authorities"):
        assert client.get(f"{REGISTER}{address}/?ons_code={code}").json()["count"] == count
    assert len(body(client.get(f"{REGISTER}instruments.csv?ons_code={code}")).splitlines()) == 1 + count


@pytest.mark.parametrize("address", [*ADDRESSES, SNAPSHOT, DICTIONARY, f"{REGISTER}instruments/none/"])
def test_pages_of_any_site_may_read_the_register(client: Client, notice: Publication, address: str) -> None:
    response = client.get(address, headers={"Origin": "https://a.example"})
    body(response)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    held = client.get(address, headers={"If-None-Match": response.headers.get("ETag", '"x"')})
    body(held)
    assert held.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/cases/", "/api/v1/nothing/", "/register/"])
def test_pages_of_other_sites_read_nothing_else(client: Client, db: None, address: str) -> None:
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "GET"}
    for response in (client.get(address, headers=asked), client.options(address, headers=asked)):
        assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_pages_of_other_sites_may_only_read(client: Client, db: None, method: str) -> None:
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": method}
    response = client.options(f"{REGISTER}instruments/", headers=asked)
    assert response.status_code == 405
    assert "Access-Control-Allow-Methods" not in response.headers


def test_search_engines_may_read_the_register_and_nothing_else(client: Client, db: None) -> None:
    rules = [line.split(": ") for line in client.get("/robots.txt").content.decode().splitlines() if line]
    assert [path for rule, path in rules if rule == "Disallow"] == ["/"]
    assert [path for rule, path in rules if rule == "Allow"] == [
        "/register/",
        "/api/v1/register/",
        "/help/",
        "/static/",
        "/sitemap",
    ]


def test_a_page_of_the_register_leads_to_its_data(client: Client, db: None) -> None:
    page = client.get("/register/data/").content.decode()
    for each in ("instruments.csv", "snapshot.zip", "feed.atom", "dictionary/"):
        assert f'href="{REGISTER}{each}"' in page
