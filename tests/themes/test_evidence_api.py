"""Evidence through the API: found by policy, written once, never silently, and sealed from those not named."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue.accounts.models import Role, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.records.models import Reading
from cases.models import Case
from tests.factories import person
from tests.lifecycle.build import Play
from themes.models import EvidenceVersion
from themes.services.editions import load_editions

from .evidence import WORD, a_disclosure, an_item

LIST = "/api/v1/evidence/"


def caller(user: User) -> Client:
    """A program that acts in this person's name."""
    return Client(headers={"Authorization": f"Bearer {issue_token(user=user, name='T', scopes=['write'])[1]}"})


def send(client: Client, address: str, body: Any, resource: str = "", **headers: str) -> Any:
    seen = {"If-Match": client.get(resource).headers["ETag"]} if resource else {}
    return client.post(address, body, content_type="application/json", headers={**seen, **headers})


@pytest.fixture
def added(play: Play) -> dict[str, Any]:
    """What is sent to add an item to the case."""
    load_editions()
    return {
        "authority": play.authority.slug,
        "case": play.case.ref,
        "source": "ombudsman",
        "title": "Annual letter",
        "body": "The ombudsman",
        "summary": "More complaints are upheld than elsewhere.",
        "received_on": play.case.opened_on.isoformat(),
        "sensitivity": "public",
        "value": "61.5",
        "unit": "per cent upheld",
        "comparator": "Like authorities: 54",
        "caveat": "Few complaints.",
        "bearings": [{"theme": "sd", "line": "sd-i-ombudsman-uphold-rate", "direction": "supports"}],
    }


def test_an_item_is_added_once_read_corrected_and_checked(play: Play, added: dict[str, Any]) -> None:
    api, before = caller(play.officer), Case.objects.values_list("stage", "version").get()
    first, again = (send(api, LIST, added, **{"Idempotency-Key": "once-and-no-more"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), first.content
    item, address = first.json(), first.headers["Location"]
    assert EvidenceVersion.objects.count() == 1
    assert item["bearings"] == added["bearings"]
    assert (item["value"], item["status"], item["case"]) == ("61.5000", "unverified", play.case.ref)

    assert send(api, f"{address}verify/", {"reason": "Read."}).status_code == 428
    verified = send(api, f"{address}verify/", {"reason": "Read."}, address)
    assert (verified.status_code, verified.json()["checks"][0]["outcome"]) == (200, "verified")
    facts = {name: value for name, value in added.items() if name not in ("authority", "case", "source")}
    corrected = send(
        api, f"{address}correct/", {**facts, "title": "Annual letter, 2024", "reason": "The year."}, address
    )
    assert (corrected.json()["number"], corrected.json()["title"]) == (2, "Annual letter, 2024")
    told = {"given_on": added["received_on"], "given_by": "A. Chief", "text": "It has improved."}
    assert send(api, f"{address}account/", told, address).json()["accounts"][0]["text"] == "It has improved."
    assert Case.objects.values_list("stage", "version").get() == before


def test_what_somebody_else_did_meanwhile_is_named(play: Play) -> None:
    item = an_item(play.officer, play.authority).evidence
    address, api = f"{LIST}{item.pk}/", caller(play.officer)
    etag = api.get(address).headers["ETag"]
    assert send(caller(play.lead), f"{address}verify/", {"reason": "Read."}, address).status_code == 200
    stale = send(api, f"{address}dispute/", {"reason": "No."}, **{"If-Match": etag})
    assert stale.status_code == 412
    assert [each["verb"] for each in stale.json()["changes"]] == ["verify_evidence"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"value": "412", "unit": "complaints"}, 409),
        ({"caveat": ""}, 400),
        ({"stage": "closed"}, 400),
        ({"case": "bcdfghjkmn"}, 400),
        ({"bearings": [{"theme": "ur", "line": "sd-i-ombudsman-uphold-rate", "direction": "supports"}]}, 409),
    ],
)
def test_a_wrong_fact_is_refused(play: Play, added: dict[str, Any], change: dict[str, Any], status: int) -> None:
    answer = send(caller(play.officer), LIST, {**added, **change})
    assert answer.status_code == status, answer.content


def test_a_program_finds_only_what_its_person_may_know_of(play: Play) -> None:
    private = an_item(play.officer, play.authority, case=play.case)
    sealed = a_disclosure(play.officer, play.authority, play.deputy_director)
    stranger, analyst = caller(person(Role.OFFICER)), caller(person(Role.ANALYST))
    assert [stranger.get(LIST).json()["count"], caller(play.lead).get(LIST).json()["count"]] == [0, 1]
    assert caller(play.officer).get(LIST).json()["count"] == 2
    for api, item in ((stranger, private), (analyst, sealed), (caller(play.lead), sealed)):
        address = f"{LIST}{item.evidence_id}/"
        assert api.get(address).status_code == 404
        assert send(api, f"{address}verify/", {"reason": "x"}, **{"If-Match": "*"}).status_code == 404
    named = caller(play.officer).get(f"{LIST}{sealed.evidence_id}/")
    assert f"{WORD} person" not in named.content.decode()
    subjects = set(Reading.objects.filter(reader=play.officer).values_list("subject", flat=True))
    assert {sealed.evidence.key, f"api: {sealed.evidence.key}", private.evidence.key} <= subjects


def test_the_list_is_read_in_the_same_number_of_queries_however_long(play: Play) -> None:
    api = caller(play.officer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert api.get(f"{LIST}?authority={play.authority.slug}").status_code == 200
        return len(captured)

    an_item(play.officer, play.authority, case=play.case)
    queries()  # the first use of the token is noted
    few = queries()
    for _ in range(4):
        an_item(play.officer, play.authority, case=play.case)
    assert queries() == few
