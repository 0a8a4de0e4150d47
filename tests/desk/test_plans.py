"""Long proof: with thousands of cases, no first page reads a table that grows with them from end to end."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
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

GROWING = {"cases_case", "cases_authority", "cases_publication", "records_event", "cases_contact", "cases_clock"}
COUNTS = "SELECT COUNT("
"""What counts a whole list reads it whole, and is left out."""


@pytest.fixture(scope="module")
def thousands(portfolio: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Thousands of cases, added once for the module and then rolled back."""
    with many_cases(django_db_blocker, 5000):
        yield


@pytest.mark.parametrize(
    "address",
    [
        *("/api/v1/cases/{ref}/", "/api/v1/cases/{ref}/events/", "/api/v1/cases/{ref}/contacts/"),
        *("/api/v1/cases/", "/api/v1/register/instruments/", "/register/", "/cases/{ref}/", "/cases/{ref}/timeline/"),
    ],
)
def test_a_read_goes_by_indexes(thousands: None, demonstration: None, address: str) -> None:
    officer = User.objects.get(email=email_of("officer"))
    case = Case.objects.filter(team__in=officer.role_holdings.values("team")).latest("version")
    client = Client(headers={"authorization": f"Bearer {issue_token(user=officer, name='plans')[1]}"})
    client.force_login(officer)
    number_events()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address.format(ref=case.ref)).status_code == 200
    reads = [each["sql"] for each in queries if each["sql"].startswith("SELECT") and COUNTS not in each["sql"]]
    assert [sql for sql in reads if GROWING & set(read_whole(sql))] == []


SEARCHED = {"cases_document", "cases_contact", "cases_submission", "themes_evidenceversion"}
"""The longest texts, of which thousands are there: whole tables of rows may be joined, none of texts is read."""


def test_words_are_looked_up_in_the_index_of_each_table(thousands: None, demonstration: None) -> None:
    """Of tables with thousands of rows, once PostgreSQL has counted them, as it does by itself in use."""
    officer = User.objects.get(email=email_of("officer"))
    client = Client()
    client.force_login(officer)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for address in ("/search/?q=penguins", "/api/v1/search/documents/?q=penguins"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        reads = [each["sql"] for each in queries if each["sql"].startswith("SELECT") and "ts_headline" in each["sql"]]
        assert reads
        assert [sql for sql in reads if SEARCHED & set(read_whole(sql))] == []


def read_whole(sql: str) -> Iterator[str]:
    """The tables that a query reads from end to end."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        answer = cursor.fetchone()[0]
    waiting: list[Any] = [each["Plan"] for each in (json.loads(answer) if isinstance(answer, str) else answer)]
    while waiting:
        node = waiting.pop()
        waiting += node.get("Plans", [])
        if node["Node Type"] == "Seq Scan":
            yield node["Relation Name"]
