"""How many queries each main read sends: an exact number, the same for few cases and for many."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.records.services import number_events
from cases.models import Case

from .conftest import many_cases

CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK")
BUDGETS = {
    "/api/v1/cases/": 4,
    "/api/v1/cases/?stage=intervention": 4,
    "/api/v1/cases/{ref}/": 6,
    "/api/v1/cases/{ref}/events/": 4,
    "/api/v1/events/": 4,
    "/api/v1/register/instruments/": 2,
    "/cases/": 11,
    "/cases/?text=ashmere": 11,
    "/cases/{ref}/": 22,
    "/cases/{ref}/next/": 11,
    "/cases/{ref}/timeline/": 11,
    "/cases/{ref}/documents/": 9,
    "/authorities/": 8,
    "/authorities/{slug}/": 22,
    "/tasks/": 11,
    "/register/": 2,
    "/register/authorities/": 3,
    "/register/authorities/{slug}/": 5,
    "/register/kinds/direction/": 2,
    "/register/dates/": 1,
    "/register/data/": 0,
    "/sitemap.xml": 7,
    "/sitemap-entries.xml": 5,
    "/forecast/": 12,
}
# The first page, by who opens it.
HOMES = {
    "officer": 19,
    "lead": 20,
    "deputy.director": 22,
    "minister": 8,
    "private.office": 7,
    "press": 8,
    "records": 18,
    "admin": 20,
}


@pytest.fixture(scope="module")
def many(portfolio: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Enough cases for more than one page, added once for the module and then rolled back."""
    with many_cases(django_db_blocker, 150):
        yield


def sent(address: str, login: str = "officer") -> list[str]:
    """The queries of one answer, once the first has warmed what is kept."""
    person = User.objects.get(email=email_of(login))
    client = Client(headers={"authorization": f"Bearer {issue_token(user=person, name='budget')[1]}"})
    client.force_login(person)
    number_events()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        answer.getvalue()
    assert answer.status_code == 200
    return [each["sql"] for each in queries if not each["sql"].startswith(CONTROL)]


@pytest.mark.parametrize("address", BUDGETS)
def test_a_read_of_many_cases_keeps_its_budget(many: None, demonstration: None, address: str) -> None:
    cache.clear()
    case = Case.objects.filter(authority__name__startswith="Ashmere").earliest("opened_on")
    queries = sent(address.format(ref=case.ref, slug=case.authority.slug))
    assert len(queries) == BUDGETS[address], "\n".join(queries)


@pytest.mark.parametrize("login", HOMES)
def test_home_keeps_its_budget_for_every_role(many: None, demonstration: None, login: str) -> None:
    cache.clear()
    queries = sent("/", login)
    assert len(queries) == HOMES[login], [each[:60] for each in queries]
