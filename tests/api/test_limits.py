"""How often a caller may call the API."""

import datetime as dt
import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from redis import Redis

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.tokens import issue_token

from .test_problems import problem

MINE, REGISTER, NOWHERE = "/api/v1/teams/", "/api/v1/register/instruments/", "/api/v1/nothing/"
pytestmark = pytest.mark.urls("tests.api.urls")


@pytest.fixture(autouse=True)
def three_a_minute(settings: Settings, worker_id: str) -> Iterator[None]:
    """Limits that a test can reach, counted where no other test counts, at the twentieth second of a minute."""
    settings.API_LIMITS = {"person": 3, "address": 2, "register": 1}
    number = 1 + int(worker_id.removeprefix("gw").replace("master", "0"))
    settings.REDIS_URL = f"{settings.REDIS_URL.removesuffix('/0')}/{number}"
    with Redis.from_url(settings.REDIS_URL) as counters:
        counters.flushdb()
    with clock.at(dt.datetime(2025, 3, 3, 10, 0, 20, tzinfo=dt.UTC)):
        yield


def statuses(caller: Client, path: str, times: int, **sent: Any) -> list[int]:
    """The status of each of so many requests."""
    return [caller.get(path, **sent).status_code for _ in range(times)]


def test_whoever_asks_too_often_is_told_which_limit_it_was_and_when_to_come_back(api: Client) -> None:
    assert statuses(api, MINE, 3) == [200] * 3
    response = api.get(MINE)
    (limit,) = problem(response, 429, "throttled")["unmet_conditions"]
    assert (limit["code"], response.headers["Retry-After"]) == ("limit_person", "40")


def test_every_answer_says_what_is_left(api: Client) -> None:
    told = []
    for path, sent in ((MINE, {}), (NOWHERE, {}), (MINE, {"If-None-Match": api.get(MINE).headers["ETag"]}), (MINE, {})):
        response = api.get(path, headers=sent)
        told.append((response.status_code, response.headers["RateLimit-Policy"], response.headers["RateLimit"]))
    mine = '"person";q=3;w=60'
    assert told == [
        (200, mine, '"person";r=1;t=40'),
        (404, '"address";q=2;w=60', '"address";r=1;t=40'),
        (304, mine, '"person";r=0;t=40'),
        (429, mine, '"person";r=0;t=40'),
    ]


def test_the_next_minute_is_counted_anew(api: Client) -> None:
    assert statuses(api, MINE, 4) == [200, 200, 200, 429]
    with clock.at(clock.now() + dt.timedelta(seconds=40)):
        assert statuses(api, MINE, 1) == [200]


def test_a_person_is_counted_once_whatever_their_tokens_and_addresses(api: Client, officer: User, lead: User) -> None:
    other = Client(headers={"Authorization": f"Bearer {issue_token(user=officer, name='Other')[1]}"})
    assert statuses(api, MINE, 2) == [200, 200]
    assert statuses(other, MINE, 2, REMOTE_ADDR="203.0.113.9") == [200, 429]
    colleague = Client(headers={"Authorization": f"Bearer {issue_token(user=lead, name='Mine')[1]}"})
    assert statuses(colleague, MINE, 1) == [200]


def test_those_without_a_good_token_are_counted_by_their_address(client: Client, db: None) -> None:
    guesser = Client(headers={"Authorization": "Bearer bv_guessed"})
    assert statuses(guesser, MINE, 3) == [401, 401, 429]
    assert statuses(client, NOWHERE, 1) == [429]
    assert statuses(client, NOWHERE, 1, REMOTE_ADDR="203.0.113.9") == [404]


def test_the_register_has_a_limit_of_its_own_for_each_address(client: Client, api: Client) -> None:
    assert statuses(client, REGISTER, 2) == [200, 429]
    assert statuses(api, REGISTER, 1) == [429]
    assert statuses(api, MINE, 1) == [200]
    assert statuses(client, REGISTER, 1, REMOTE_ADDR="203.0.113.9") == [200]


def test_an_address_that_the_caller_makes_up_does_not_count(client: Client, db: None, settings: Settings) -> None:
    assert statuses(client, REGISTER, 1) == [200]
    assert client.get(REGISTER, headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 429
    settings.TRUSTED_PROXIES = 1
    forged = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
    assert client.get(REGISTER, headers=forged).status_code == 200
    assert client.get(REGISTER, headers={"X-Forwarded-For": "203.0.113.10, 198.51.100.7"}).status_code == 429


def test_while_redis_is_away_nobody_is_refused_and_the_log_says_so(
    api: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    began = time.monotonic()
    with caplog.at_level(logging.WARNING, logger="bestvalue.api.limits"):
        assert statuses(api, MINE, 5) == [200] * 5
    assert time.monotonic() - began < 2
    assert "not counted" in caplog.text
    response = api.get(MINE)
    assert response.headers["RateLimit-Policy"] == '"person";q=3;w=60'
    assert "RateLimit" not in response.headers
