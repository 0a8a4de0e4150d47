"""Webhooks in the browser and through the API: asked for, approved, paused, and what was sent."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Scope, Team, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.api.models import Webhook
from bestvalue.api.services import approve_webhook, create_webhook
from bestvalue.desk.delivering import deliver_webhooks
from cases.models import Case
from cases.services.opening import log_contact
from tests.api.world import a_case
from tests.support.html import assert_valid_html
from tests.support.receiver import Receiver, receiving, verified

API = "/api/v1/webhooks/"
SignIn = Callable[[Client, User], Client]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Receiver, str]]:
    with receiving() as found:
        yield found


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    return a_case(lead, team)


@pytest.fixture
def sent(server: tuple[Receiver, str], officer: User, lead: User, administrator: User, case: Case) -> Webhook:
    """A webhook to which one event was sent."""
    made = create_webhook(by=officer, target=server[1], description="The data hub")
    approve_webhook(by=administrator, webhook=made)
    log_contact(by=lead, case=case, held_on=clock.today(), channel="call", people="A", summary="B")
    deliver_webhooks()
    return made


def page(client: Client, path: str, **sent: Any) -> str:
    response = client.post(path, sent, follow=True) if sent else client.get(path)
    assert response.status_code == 200, response.content
    assert_valid_html(response)
    return response.content.decode()


def test_one_asks_and_another_approves_and_what_was_sent_is_seen(
    server: tuple[Receiver, str], officer: User, lead: User, administrator: User, case: Case, signed_in: SignIn
) -> None:
    receiver, target = server
    receiver.taken.clear()
    mine, theirs = signed_in(Client(), officer), signed_in(Client(), administrator)
    assert "You have no webhook" in page(mine, "/webhooks/")
    wrong = page(mine, "/webhooks/new/", target="ftp://x/", description="", verbs="issue_notices")
    assert all(text in wrong for text in ("https://", "Enter what it is for", "There is no act called issue_notices"))
    shown = page(mine, "/webhooks/new/", target=target, description="The data hub", verbs="")
    secret = shown.split("<code>")[1].split("</code>")[0]
    webhook = Webhook.objects.get()
    base = f"/webhooks/{webhook.pk}/"
    assert "Approve" not in page(mine, base)
    assert "Approve a webhook, or not: The data hub" in page(theirs, "/")
    assert "private cases" in page(theirs, f"{base}approve/")
    assert mine.post(f"{base}approve/").status_code == 403
    assert "Active" in page(theirs, f"{base}approve/", sure="yes")
    log_contact(by=lead, case=case, held_on=clock.today(), channel="call", people="A", summary="B")
    deliver_webhooks()
    assert verified(secret, *receiver.taken[0])
    assert "Log a contact" in page(mine, base)
    assert "Log a contact" not in page(theirs, base)
    assert 'value="1"' in page(mine, f"{base}replay/?only=1")
    assert "sent again" in page(mine, f"{base}replay/", first="1", last="1")
    assert "There is nothing between" in mine.post(f"{base}replay/", {"first": "1", "last": "1"}).content.decode()
    assert page(mine, f"{base}rotate/", sure="yes").count("whsec_") == 1
    assert "Paused" in page(mine, f"{base}pause/", sure="yes")
    assert "Active" in page(mine, f"{base}resume/", sure="yes")
    assert "Ended" in page(theirs, f"{base}end/", reason="The contract ended.")
    assert "Pause this webhook" not in page(mine, base)


def test_a_lost_right_hides_what_was_sent_at_once(sent: Webhook, officer: User, signed_in: SignIn) -> None:
    client = signed_in(Client(), officer)
    assert "Log a contact" in page(client, f"/webhooks/{sent.pk}/")
    officer.role_holdings.all().delete()
    assert "Nothing has been sent yet" in page(client, f"/webhooks/{sent.pk}/")


def test_pages_take_as_many_queries_however_much_was_sent(
    sent: Webhook, case: Case, lead: User, officer: User, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(Client(), officer)
    with django_assert_max_num_queries(40) as first:
        page(client, f"/webhooks/{sent.pk}/")
    for _ in range(5):
        log_contact(by=lead, case=case, held_on=clock.today(), channel="call", people="A", summary="B")
    deliver_webhooks()
    with django_assert_max_num_queries(len(first)):
        assert page(client, f"/webhooks/{sent.pk}/").count("Log a contact") == 6


class TestApi:
    def test_it_is_asked_for_once_and_the_secret_is_kept_in_no_answer(self, officer: User) -> None:
        client, body = acting(officer), {"target": "https://a.example/", "description": "The data hub"}
        first, again = (post(client, API, body, **{"Idempotency-Key": "a"}) for _ in range(2))
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.headers["Webhook-Secret"].startswith("whsec_")
        assert "Webhook-Secret" not in again.headers
        assert Webhook.objects.count() == 1
        one = client.get(first.headers["Location"])
        assert one.json() == first.json()
        assert one.headers["ETag"] == first.headers["ETag"]

    def test_acts_need_what_was_read_and_the_right_person(
        self, sent: Webhook, officer: User, administrator: User, stranger: User
    ) -> None:
        client, base = acting(officer), f"{API}{sent.pk}/"
        assert acting(stranger).get(base).status_code == 404
        assert do(client, base, "pause")["state"] == "paused"
        assert do(client, base, "pause", status=409)["unmet_conditions"][0]["code"] == "wrong_state"
        assert do(acting(administrator), base, "resume", status=403)
        assert do(client, base, "resume")["state"] == "active"
        assert do(client, base, "replay", {"first": 1, "last": 1})
        assert do(client, base, "rotate")
        assert do(acting(administrator), base, "end", {"reason": "Over."})["state"] == "ended"

    def test_the_owner_reads_the_log_and_the_administrator_none_of_it(
        self, sent: Webhook, officer: User, administrator: User, case: Case
    ) -> None:
        Webhook.objects.update(failing_since=clock.now())
        base = f"{API}{sent.pk}/"
        assert acting(officer).get(base).json()["failing_since"]
        assert acting(administrator).get(base).json()["failing_since"] is None
        (delivery,) = acting(officer).get(f"{API}{sent.pk}/deliveries/").json()["results"]
        assert delivery["event"] == case.events.latest("case_version").hash
        assert (delivery["number"], delivery["state"], delivery["status"]) == (1, "sent", 204)
        assert acting(administrator).get(f"{API}{sent.pk}/deliveries/").json()["count"] == 0


def acting(user: User) -> Client:
    """A program that may act in this person's name."""
    text = issue_token(user=user, name="Act", scopes=[Scope.WRITE])[1]
    return Client(headers={"Authorization": f"Bearer {text}"})


def post(client: Client, path: str, body: dict[str, Any], **headers: str) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json", headers=headers)


def do(client: Client, base: str, word: str, body: dict[str, Any] | None = None, *, status: int = 200) -> Any:
    """One act on what the caller has just read."""
    seen = client.get(base).headers["ETag"]
    response = post(client, f"{base}{word}/", body or {}, **{"If-Match": seen})
    assert response.status_code == status, response.content
    return response.json()
