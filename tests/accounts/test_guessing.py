"""Whoever guesses waits; nobody else does, a minister least of all."""

import datetime as dt
import json
import logging

import pytest
from django.conf import settings
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import AddressAttempt, SignInAttempt, User
from bestvalue.accounts.models.attempts import FREE_FAILURES_OF_AN_ADDRESS
from bestvalue.logs import JsonFormatter

from .test_sign_in import ELSEWHERE, HOME, PASSWORD, attempt, user

__all__ = ["user"]

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def exhausted(address: str, moment: dt.datetime = NOON) -> None:
    """So many failures have come from there that the next must wait half a minute."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    failed = {"failures": FREE_FAILURES_OF_AN_ADDRESS + 5, "failed_at": moment}
    AddressAttempt.objects.update_or_create(address=address, hour=hour, defaults=failed)


def test_a_guesser_of_many_names_is_slowed_down_from_that_address_only(client: Client, user: User) -> None:
    for number in range(3):
        attempt(client, "wrong", email=f"person.{number}@dept.example")
    assert AddressAttempt.objects.get().failures == 3
    AddressAttempt.objects.update(failures=FREE_FAILURES_OF_AN_ADDRESS - 1)
    assert "Enter a correct" in attempt(client, "wrong", email="one.more@dept.example")

    assert "too many times" in attempt(client, PASSWORD)
    assert attempt(client, PASSWORD, address=ELSEWHERE) == "/"


def test_the_count_of_an_address_begins_anew_with_the_hour(client: Client, user: User) -> None:
    exhausted(HOME, NOON + dt.timedelta(minutes=59, seconds=59))
    with clock.at(NOON + dt.timedelta(hours=1)):
        assert attempt(client, PASSWORD) == "/"


def test_right_passwords_from_one_address_count_nothing(client: Client, user: User) -> None:
    for _ in range(3):
        attempt(client, PASSWORD)
    assert not AddressAttempt.objects.exists()


def test_a_browser_known_as_the_persons_is_not_held_up_by_anybody(client: Client, user: User) -> None:
    attempt(client, PASSWORD)
    for _ in range(5):
        attempt(Client(), "wrong")
    SignInAttempt.objects.update(failures=30)
    exhausted(HOME, clock.now())

    assert "too many times" in attempt(Client(), PASSWORD)
    client.post("/sign-out/")
    assert attempt(client, PASSWORD) == "/"


def test_a_known_browser_is_known_for_its_own_person_only(client: Client, user: User) -> None:
    other = User.objects.create_user("other@dept.example", "Other", PASSWORD)
    attempt(client, PASSWORD, email=other.email)
    exhausted(HOME, clock.now())
    assert "too many times" in attempt(client, PASSWORD)


def test_whoever_has_a_known_browser_guesses_no_faster(client: Client, user: User) -> None:
    attempt(client, PASSWORD)
    for _ in range(5):
        attempt(client, "wrong", address=ELSEWHERE)
    assert "too many times" in attempt(client, PASSWORD, address=HOME)
    assert attempt(Client(), PASSWORD, address=HOME) == "/"


@pytest.mark.parametrize("mark", ["", "nonsense", "WzEsImEiXQ:1:x"])
def test_a_forged_mark_is_worth_nothing(client: Client, user: User, mark: str) -> None:
    client.cookies[settings.DEVICE_COOKIE_NAME] = mark
    exhausted(HOME, clock.now())
    assert "too many times" in attempt(client, PASSWORD)


def test_secrets_of_machines_are_guessed_no_faster_over_all_of_them(client: Client, db: None) -> None:
    form = {"grant_type": "client_credentials", "client_secret": "x"}
    ids = iter(range(1000))

    def guess() -> int:
        return client.post("/api/oauth/token/", form | {"client_id": f"m{next(ids)}"}, REMOTE_ADDR=HOME).status_code

    assert guess() == 401
    exhausted_now = AddressAttempt.objects.filter(address=HOME)
    assert exhausted_now.get().failures == 1
    exhausted_now.update(failures=FREE_FAILURES_OF_AN_ADDRESS)
    assert guess() == 429


def test_a_failed_sign_in_is_a_line_of_the_log_that_gives_nothing_away(
    client: Client, user: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="bestvalue.security"):
        attempt(client, "a wrong secret")
        attempt(client, "wrong", email="my.password.typed@here.example")
    lines = [json.loads(JsonFormatter().format(each)) for each in caplog.records if each.name == "bestvalue.security"]
    assert [(each["message"], each["account"], each["address"]) for each in lines] == [
        ("A sign-in failed.", user.pk, HOME),
        ("A sign-in failed.", None, HOME),
    ]
    assert not {"a wrong secret", "my.password"} & set(json.dumps(lines).split())
    assert "typed" not in json.dumps(lines)
