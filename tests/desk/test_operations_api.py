"""How the service runs, by a program of an administrator's: numbers, and clocks that are tried again."""

import pytest
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.records.models import Event
from cases.models import Case, Clock
from cases.services.engaging import agree_next_step
from tests.api.test_engagement import caller, send
from tests.api.test_problems import problem
from tests.api.world import a_case
from tests.factories import person

OPERATIONS = "/api/v1/operations/"


@pytest.fixture
def failing(lead: User) -> Clock:
    """A clock on a private case that could not prompt, and waits long for its next try."""
    team = lead.role_holdings.get().team
    assert team
    case: Case = a_case(lead, team)
    agree_next_step(by=lead, case=case, what="A secret plan", owner="The chief", due_on=clock.today())
    Clock.objects.update(attempts=3, next_at=clock.now(), retry_at=clock.now())
    return Clock.objects.get()


@pytest.fixture
def client(db: None) -> Client:
    """A program of an administrator's."""
    return caller(person(Role.ADMINISTRATOR))


def test_an_administrator_reads_numbers_and_no_case(client: Client, failing: Clock) -> None:
    told = client.get(OPERATIONS)
    assert (told.json()["sweep"], told.json()["failing"], told.json()["due"]) == ("never ran", 1, 1)
    listed = client.get(f"{OPERATIONS}clocks/")
    assert listed.json()["results"][0].keys() == {"id", "kind", "attempts", "next_at", "retry_at"}
    assert not any(b"secret" in each.content for each in (told, listed))


def test_a_clock_that_failed_is_tried_with_the_next_sweep(client: Client, failing: Clock) -> None:
    address = f"{OPERATIONS}clocks/{failing.pk}/"
    response = send(client, f"{address}retry/", {}, address)
    assert (response.status_code, response.json()["retry_at"]) == (200, None)
    assert Event.objects.filter(verb="try_clock_again").count() == 1


def test_nobody_else_reads_or_does_any_of_it(officer: User, failing: Clock) -> None:
    for below in ("", "clocks/", f"clocks/{failing.pk}/"):
        problem(caller(officer).get(f"{OPERATIONS}{below}"), 403, "permission_denied")
    refused = caller(officer).post(f"{OPERATIONS}clocks/{failing.pk}/retry/", headers={"If-Match": '"x"'})
    problem(refused, 403, "permission_denied")
    assert Clock.objects.get().retry_at
