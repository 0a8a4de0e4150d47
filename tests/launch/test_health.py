"""What watches the service learns whether it lives and whether it can work, without signing in."""

import datetime as dt
import json
import logging
import sys
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from bestvalue import clock
from bestvalue.accounts.models import Role
from bestvalue.logs import JsonFormatter
from bestvalue.records.models import Heartbeat
from bestvalue.records.services import anchor_chains
from tests.factories import person

NOWHERE = "redis://127.0.0.1:1/0"


def test_a_living_process_answers_without_a_database(client: Client) -> None:
    assert client.get("/healthz/").json() == {"status": "ok"}


def test_the_service_is_ready_but_degraded_without_redis(client: Client, db: None, settings: Settings) -> None:
    settings.REDIS_URL = NOWHERE
    response = client.get("/readyz/")
    assert response.status_code == HTTPStatus.OK
    told = response.json()
    assert (told["status"], told["database"], told["redis"]) == ("degraded", "ok", "unreachable")


def test_the_service_is_not_ready_while_a_migration_is_missing(client: Client, db: None, settings: Settings) -> None:
    settings.REDIS_URL = NOWHERE
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'sessions'")
    response = client.get("/readyz/")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json()["database"] == "migrations missing"


def test_a_line_of_the_log_is_one_json_object_with_the_traceback() -> None:
    try:
        int("wrong")
    except ValueError:
        record = logging.LogRecord("a.logger", logging.ERROR, __file__, 1, "It %s", ("broke",), sys.exc_info())
    line = json.loads(JsonFormatter().format(record))
    assert (line["level"], line["message"]) == ("ERROR", "It broke")
    assert "ValueError: invalid literal" in line["exception"]


@pytest.mark.parametrize("address", ["/healthz/", "/readyz/"])
def test_only_reading_is_allowed(client: Client, address: str) -> None:
    assert client.post(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_numbers_are_told_only_to_who_bears_the_token(client: Client, db: None, settings: Settings) -> None:
    assert client.get("/metricsz/").status_code == HTTPStatus.NOT_FOUND
    settings.METRICS_TOKEN = "watching"
    for wrong in ({}, {"Authorization": "Bearer other"}):
        assert client.get("/metricsz/", headers=wrong).status_code == HTTPStatus.NOT_FOUND
        assert "prompts_due" not in client.get("/readyz/", headers=wrong).json()
    right = {"Authorization": "Bearer watching"}
    told = client.get("/metricsz/", headers=right).content.decode()
    assert "bestvalue_prompts_due 0.0" in told
    assert "bestvalue_sweep_age_seconds NaN" in told
    assert client.get("/readyz/", headers=right).json()["prompts_due"] == 0


def test_a_sweep_that_is_silent_for_five_minutes_is_told(client: Client, db: None) -> None:
    now = clock.now()
    for minutes, said in ((1, "ok"), (6, "late")):
        Heartbeat.objects.update_or_create(name="sweep", defaults={"at": now - dt.timedelta(minutes=minutes)})
        assert client.get("/readyz/").json()["sweep"] == said


def test_how_long_ago_the_records_were_anchored_is_told(client: Client, db: None, settings: Settings) -> None:
    settings.METRICS_TOKEN = "watching"
    right = {"Authorization": "Bearer watching"}
    assert client.get("/readyz/", headers=right).json()["anchor_age_days"] is None
    with clock.at(clock.today() - dt.timedelta(days=2)):
        anchor_chains()
    assert client.get("/readyz/", headers=right).json()["anchor_age_days"] == 2
    client.force_login(person(Role.ADMINISTRATOR))
    assert "Records last anchored" in client.get("/operations/").content.decode()
