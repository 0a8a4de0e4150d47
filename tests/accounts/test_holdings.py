"""A person's roles are asked for once while a page is read, and anew by every act and every further request."""

import datetime as dt

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.holdings import Held, held_on, holdings_middleware
from bestvalue.accounts.models import Role, RoleHolding
from tests.factories import person


def asked(method: str) -> int:
    """How often the database is asked for somebody's roles by one request that needs them three times."""
    officer = person(Role.OFFICER)
    answers: list[Held] = []

    def view(request: HttpRequest) -> HttpResponse:
        answers.extend(held_on(officer, clock.today()) for _ in range(3))
        return HttpResponse()

    request = HttpRequest()
    request.method = method
    with CaptureQueriesContext(connection) as queries:
        holdings_middleware(view)(request)
    assert {role for held in answers for role, _ in held} == {Role.OFFICER}
    return len(queries)


@pytest.mark.parametrize(("method", "times"), [("GET", 1), ("HEAD", 1), ("POST", 3), ("DELETE", 3)])
def test_only_what_changes_nothing_keeps_the_answer(db: None, method: str, times: int) -> None:
    assert asked(method) == times


def test_a_role_that_ended_bites_at_the_next_request(client: Client, db: None) -> None:
    administrator = person(Role.ADMINISTRATOR)
    client.force_login(administrator)
    assert client.get("/people/").status_code == 200
    RoleHolding.objects.filter(user=administrator).update(ends_on=clock.today() - dt.timedelta(days=1))
    assert client.get("/people/").status_code in (403, 404)
