"""A request that is sent again is answered again, and acts once."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.test.client import encode_multipart

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.api.idempotency import GIVEN_UP_AFTER
from bestvalue.api.models import IdempotencyKey
from bestvalue.api.tasks import clear_idempotency_keys
from bestvalue.errors import Refused, Unmet
from bestvalue.records.models import Event
from cases.models import Case, Contact
from tests.factories import TeamFactory, person
from tests.lifecycle.test_races import race
from tests.support.database import let_tests_clear_tables

from .test_acts import CONTACT, act, address, etag
from .test_problems import problem
from .urls import BrokenThenDone, DoneThenBroken
from .world import a_case

pytestmark = pytest.mark.urls("tests.api.urls")
let_tests_clear_tables()
DAY = dt.timedelta(days=1)


def log(caller: Client, case: Case, key: str = "k", **changed: Any) -> Any:
    """Log a contact under a key."""
    return act(caller, case, "contacts/", {**CONTACT, **changed}, Idempotency_Key=key)


def test_the_same_request_is_answered_again_and_acts_once(actor: Client, own_case: Case) -> None:
    first, again = log(actor, own_case), log(actor, own_case)

    assert (again.status_code, again.content) == (201, first.content)
    for header in ("Content-Type", "ETag", "Location"):
        assert again.headers[header] == first.headers[header]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert Contact.objects.count() == 1


def test_an_act_sent_again_with_the_etag_of_before_is_answered_again(actor: Client, own_case: Case) -> None:
    seen = etag(actor, own_case)
    first, again = (act(actor, own_case, If_Match=seen, Idempotency_Key="k") for _ in range(2))
    assert (first.status_code, again.status_code, again.content) == (200, 200, first.content)


def test_without_a_key_each_request_acts(actor: Client, own_case: Case) -> None:
    assert [act(actor, own_case, "contacts/").status_code for _ in range(2)] == [201, 201]
    assert not IdempotencyKey.objects.exists()
    assert Contact.objects.count() == 2


def test_a_key_is_not_reused_for_another_body_or_address(actor: Client, own_case: Case) -> None:
    log(actor, own_case)
    problem(log(actor, own_case, summary="Other words."), 422, "key_reused")
    seen = etag(actor, own_case)
    problem(act(actor, own_case, If_Match=seen, Idempotency_Key="k"), 422, "key_reused")
    assert Contact.objects.count() == 1


def test_a_key_is_personal(actor: Client, own_case: Case, lead: User) -> None:
    other = Client(headers={"Authorization": f"Bearer {issue_token(user=lead, name='T', scopes=['write'])[1]}"})
    log(actor, own_case)
    assert "Idempotency-Replayed" not in log(other, own_case).headers
    assert Contact.objects.count() == 2


def test_whoever_lost_sight_of_the_case_gets_no_old_answer(actor: Client, own_case: Case) -> None:
    log(actor, own_case)
    Case.objects.filter(pk=own_case.pk).update(team=TeamFactory.create())
    problem(log(actor, own_case), 404, "not_found")


def test_an_upload_sent_again_is_known_by_its_parts(actor: Client) -> None:
    def send(content: bytes, boundary: str, name: str = "a.txt") -> Any:
        file = SimpleUploadedFile(name, content)
        body = encode_multipart(boundary, {"file": file, "title": "A"})
        kind = f"multipart/form-data; boundary={boundary}"
        return actor.post("/api/v1/upload/", body, content_type=kind, headers={"Idempotency-Key": "k"})

    assert send(b"words", "one").json() == {"bytes": 5}
    assert send(b"words", "two").headers["Idempotency-Replayed"] == "true"
    problem(send(b"other", "two"), 422, "key_reused")
    problem(send(b"words", "two", name="b.txt"), 422, "key_reused")


@pytest.mark.parametrize("key", ["", "x" * 256, "é", "a\tb"])
def test_a_key_that_cannot_be_is_refused(actor: Client, own_case: Case, key: str) -> None:
    (error,) = problem(log(actor, own_case, key), 400, "invalid")["errors"]
    assert error["pointer"] == "/Idempotency-Key"
    assert not Contact.objects.exists()


@pytest.mark.parametrize("changed", [{"held_on": "2999-01-01"}, {"stage": "closed"}])
def test_a_refusal_is_an_answer_too(actor: Client, own_case: Case, changed: dict[str, str]) -> None:
    first, again = log(actor, own_case, **changed), log(actor, own_case, **changed)
    assert first.status_code in (400, 409)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("failure", "status"),
    [(RuntimeError("ours"), 500), (Refused([Unmet("busy", "Somebody else is acting.")]), 409)],
)
def test_what_is_not_final_may_be_tried_again(
    actor: Client, own_case: Case, failure: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(BrokenThenDone, "failures", [failure])
    actor.raise_request_exception = False
    seen = etag(actor, own_case)
    answers = [act(actor, own_case, "broken-then-done/", If_Match=seen, Idempotency_Key="k") for _ in range(3)]
    assert [each.status_code for each in answers] == [status, 200, 200]
    assert Contact.objects.count() == 1


def test_whoever_was_out_of_date_may_use_the_key_again(actor: Client, own_case: Case) -> None:
    problem(act(actor, own_case, If_Match='"old-1"', Idempotency_Key="k"), 412, "changed")
    assert act(actor, own_case, If_Match=etag(actor, own_case), Idempotency_Key="k").status_code == 200


def test_an_act_whose_answer_failed_is_not_done_twice(
    actor: Client, own_case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DoneThenBroken, "failures", ["after the act"])
    actor.raise_request_exception = False
    seen = etag(actor, own_case)
    lost, again = (act(actor, own_case, "done-then-broken/", If_Match=seen, Idempotency_Key="k") for _ in range(2))
    problem(lost, 500, "server_error")
    problem(again, 409, "answer_lost")
    assert Contact.objects.count() == 1


def in_flight(actor: Client, case: Case, request_id: str) -> None:
    """Leave the key as a process leaves it that was killed before it answered."""
    log(actor, case)
    IdempotencyKey.objects.update(state="in_flight", status=None, request_id=request_id)


def test_a_request_in_flight_is_not_begun_again(actor: Client, own_case: Case) -> None:
    in_flight(actor, own_case, "killed")
    response = log(actor, own_case)
    problem(response, 409, "in_flight")
    assert response.headers["Retry-After"] == "1"
    assert Contact.objects.count() == 1


def test_a_key_left_by_a_crash_is_taken_over_after_a_minute(actor: Client, own_case: Case) -> None:
    in_flight(actor, own_case, "killed")
    with clock.at(clock.now() + GIVEN_UP_AFTER):
        assert log(actor, own_case).status_code == 201
        assert log(actor, own_case).headers["Idempotency-Replayed"] == "true"
    assert Contact.objects.count() == 2


def test_an_act_done_before_the_crash_is_not_done_twice(actor: Client, own_case: Case) -> None:
    in_flight(actor, own_case, "killed")
    done = Event.objects.get(case=own_case, verb="log_contact")
    IdempotencyKey.objects.update(request_id=done.request_id)
    with clock.at(clock.now() + GIVEN_UP_AFTER):
        problem(log(actor, own_case), 409, "answer_lost")
    assert Contact.objects.count() == 1


def test_a_key_is_forgotten_after_a_day(actor: Client, own_case: Case) -> None:
    log(actor, own_case)
    with clock.at(clock.now() + DAY - dt.timedelta(minutes=1)):
        clear_idempotency_keys()
        assert log(actor, own_case).headers["Idempotency-Replayed"] == "true"
    with clock.at(clock.now() + DAY):
        assert "Idempotency-Replayed" not in log(actor, own_case, summary="New words.").headers
    with clock.at(clock.now() + DAY + DAY):
        clear_idempotency_keys()
    assert not IdempotencyKey.objects.exists()


@pytest.fixture
def shared_case(transactional_db: None) -> tuple[str, Case]:
    """A case that other connections can see, and the header of a token that may act on it."""
    team = TeamFactory.create()
    lead = person(Role.TEAM_LEAD, team=team)
    return f"Bearer {issue_token(user=lead, name='T', scopes=['write'])[1]}", a_case(lead, team)


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_once_with_one_key_make_one_act(shared_case: tuple[str, Case]) -> None:
    header, case = shared_case
    answers: list[Any] = []

    def send() -> None:
        answers.append(log(Client(headers={"Authorization": header}), case))

    assert race(*[send] * 4) == [None] * 4
    assert sorted({each.status_code for each in answers} - {409}) == [201]
    assert all(each.json()["code"] == "in_flight" for each in answers if each.status_code == 409)
    assert Contact.objects.count() == 1
    assert IdempotencyKey.objects.get().state == "done"


@pytest.mark.django_db(transaction=True)
def test_a_key_outlives_an_act_that_was_rolled_back(
    shared_case: tuple[str, Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    header, case = shared_case
    caller = Client(headers={"Authorization": header}, raise_request_exception=False)
    seen = etag(caller, case)
    monkeypatch.setattr(BrokenThenDone, "failures", [OperationalError("the database went away")])
    response = caller.post(
        address(case, "broken-then-done/"),
        CONTACT,
        content_type="application/json",
        headers={"If-Match": seen, "Idempotency-Key": "k"},
    )
    assert response.status_code == 503
    assert not connection.in_atomic_block
    assert (IdempotencyKey.objects.get().state, Contact.objects.count()) == ("open", 0)
