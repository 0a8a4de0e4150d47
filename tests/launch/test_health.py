"""What watches the service learns whether it lives and whether it can work, without signing in."""

import json
import logging
import sys
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from bestvalue.logs import JsonFormatter

NOWHERE = "redis://127.0.0.1:1/0"


def test_a_living_process_answers_without_a_database(client: Client) -> None:
    assert client.get("/healthz/").json() == {"status": "ok"}


def test_the_service_is_ready_but_degraded_without_redis(client: Client, db: None, settings: Settings) -> None:
    settings.REDIS_URL = NOWHERE
    response = client.get("/readyz/")
    assert response.status_code == HTTPStatus.OK
    assert response.json() | {"sweep": "ok", "calendar": "ok"} == {
        **{"status": "degraded", "database": "ok", "redis": "unreachable"},
        **{"sweep": "ok", "calendar": "ok"},
    }


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
