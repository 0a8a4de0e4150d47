"""Messages through the API: the caller's own, and for administrators what became of the emails."""

import pytest
from django.test import Client
from pytest_django import Settings

from bestvalue import clock
from bestvalue.accounts.models import Scope, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.messages.models import Delivery
from bestvalue.messages.services.delivering import deliver_due

from .backends import HERE
from .conftest import Say

V1 = "/api/v1/"


def program(user: User) -> Client:
    """A program that acts in a person's name."""
    text = issue_token(user=user, name="Test", scopes=[Scope.WRITE])[1]
    return Client(headers={"Authorization": f"Bearer {text}"})


def act(api: Client, resource: str, path: str, **given: str) -> int:
    """Read a resource, act below it; the status."""
    etag = api.get(V1 + resource).headers["ETag"]
    headers = {"If-Match": etag}
    status: int = api.post(V1 + path, given, content_type="application/json", headers=headers).status_code
    return status


def test_a_person_reads_and_marks_their_own_messages(
    say: Say, officer: User, stranger: User, known_matters: set[str]
) -> None:
    message, theirs = say(officer, about="one"), say(stranger)
    api = program(officer)
    (listed,) = api.get(f"{V1}messages/").json()["results"]
    assert (listed["id"], listed["text"], listed["read_at"]) == (str(message.pk), message.text, None)
    assert act(api, f"messages/{message.pk}/", f"messages/{message.pk}/read/") == 200
    assert api.get(f"{V1}messages/{message.pk}/").json()["read_at"]
    assert api.get(f"{V1}messages/{theirs.pk}/").status_code == 404
    known_matters.clear()
    told = api.get(f"{V1}messages/{message.pk}/").json()
    assert (told["withheld"], told["text"], told["link"]) == (True, "", "")


def test_a_person_marks_all_that_they_looked_at_and_nothing_later(say: Say, officer: User, stranger: User) -> None:
    seen, theirs, looked = say(officer, about="one"), say(stranger), clock.now()
    later = say(officer, "second", about="two")
    assert act(program(officer), "messages/", "messages/read-all/", until=looked.isoformat()) == 200
    for message, read in ((seen, True), (later, False), (theirs, False)):
        message.refresh_from_db()
        assert bool(message.read_at) is read
    assert act(program(officer), "messages/", "messages/read-all/", until="yesterday") == 400


def test_a_person_chooses_how_to_hear_of_a_kind(officer: User) -> None:
    api = program(officer)
    choose = "message-preferences/choose/"
    assert act(api, "message-preferences/", choose, kind="task", way="in_app") == 200
    ways = {each["kind"]: each["way"] for each in api.get(f"{V1}message-preferences/").json()["preferences"]}
    assert (ways["task"], ways["due"]) == ("in_app", "at_once")
    assert act(api, "message-preferences/", choose, kind="due", way="in_app") == 409
    assert act(api, "message-preferences/", choose, kind="gossip", way="in_app") == 400


@pytest.fixture
def dead(say: Say, officer: User, settings: Settings) -> Delivery:
    """An email that was not delivered."""
    settings.EMAIL_BACKEND = f"{HERE}Refuses"
    say(officer, about="one")
    deliver_due(clock.now())
    return Delivery.objects.get()


def test_an_administrator_reads_what_became_of_emails_and_nothing_that_they_say(
    dead: Delivery, officer: User, administrator: User
) -> None:
    api = program(administrator)
    (listed,) = api.get(f"{V1}deliveries/?state=dead").json()["results"]
    assert (listed["kind"], listed["recipient"], listed["state"]) == ("task", officer.pk, "dead")
    assert "exford" not in api.get(f"{V1}deliveries/{dead.pk}/").content.decode().lower()
    one = f"deliveries/{dead.pk}/"
    assert act(api, one, f"{one}try-again/") == 200
    deliver_due(clock.now())
    assert act(api, one, f"{one}give-up/", reason="They left.") == 200
    assert act(api, one, f"{one}give-up/", reason="They left.") == 409
    assert api.get(V1 + one).json()["state"] == "given_up"
    assert program(officer).get(V1 + one).status_code == 403
