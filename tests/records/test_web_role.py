"""The role of the web process works, and cannot get round the records (rulings 14)."""

import datetime as dt
from collections.abc import Iterator

import psycopg2
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.services.clients import forget_access_tokens, revoke_client
from bestvalue.records.as_at import AS_STOOD, as_known, looking_at, named
from bestvalue.records.models import Event
from bestvalue.records.services import record
from cases.models import Case
from tests.api.world import a_case
from tests.factories import TeamFactory, person
from tests.support.machines import asked, machine
from tests.themes.figures import a_metric, councils, csv_of, imported, row
from themes.services.metrics import edit_metric

ROLE = "bestvalue_web_in_a_test"
FORBIDDEN = (
    "DELETE FROM records_event",
    "TRUNCATE records_event",
    "ALTER TABLE records_event DISABLE TRIGGER ALL",
    "DROP TABLE records_event CASCADE",
    "SET session_replication_role = replica",
    "DELETE FROM cases_case",
    "UPDATE records_event SET reason = 'x'",
    "DELETE FROM cases_casehistory",
    "CREATE OR REPLACE VIEW as_known.cases_case AS SELECT * FROM cases_case",
)


@pytest.fixture
def as_web_role(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everything in the test is done as the web process's role; the role goes with the test's transaction."""
    monkeypatch.setenv("WEB_ROLE_PASSWORD", "a long enough password")
    call_command("create_web_role", ROLE, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_the_web_role_can_do_an_ordinary_act(as_web_role: None) -> None:
    somebody = User.objects.create(email="a@b.example", name="A")
    record(stream="people", actor=somebody, verb="test", subject="user:1")
    assert Event.objects.count() == 1


def test_the_web_role_can_keep_a_metric_and_import_its_figures(as_web_role: None) -> None:
    analyst, (alder, *_) = person(Role.ANALYST), councils()
    metric = a_metric(analyst)
    edit_metric(by=analyst, metric=metric, themes=metric.themes.all(), caveat="Another.")
    imported(analyst, csv_of(row(alder.slug, 2021, 310)))
    assert imported(analyst, csv_of(row(alder.slug, 2021, 305))).revised == 1


def test_the_web_role_can_let_a_machine_in_and_shut_it_out(as_web_role: None) -> None:
    administrator = person(Role.ADMINISTRATOR)
    client, secret = machine(by=administrator, responsible=administrator)
    assert asked(client, secret).status_code == 200
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        assert forget_access_tokens() == 1
    revoke_client(by=administrator, client=client, reason="The contract ended.")


def test_the_web_role_cannot_get_round_the_records(as_web_role: None) -> None:
    somebody = User.objects.create(email="a@b.example", name="A")
    record(stream="people", actor=somebody, verb="test", subject="user:1")
    for statement in FORBIDDEN:
        with pytest.raises(Exception) as refusal, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert isinstance(refusal.value.__cause__, psycopg2.Error), statement


def test_the_web_role_reads_the_past(as_web_role: None) -> None:
    team = TeamFactory.create()
    case = a_case(person(Role.TEAM_LEAD, team=team), team)
    for moment in (as_known(clock.now()), named(AS_STOOD, str(clock.today()))):
        with looking_at(moment, case.pk):
            assert Case.objects.get().authority == case.authority


def test_a_short_password_is_refused(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_ROLE_PASSWORD", "short")
    with pytest.raises(CommandError, match="at least 12"):
        call_command("create_web_role", ROLE, verbosity=0)
