"""The role of the web process works, and cannot get round the records (rulings 14)."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import psycopg2
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, User
from bestvalue.accounts.services.clients import forget_access_tokens, revoke_client
from bestvalue.records.as_at import AS_STOOD, as_known, looking_at, named
from bestvalue.records.models import Event
from bestvalue.records.services import record
from cases.models import BankHoliday, Case, KindPost, PreElectionPeriod
from cases.services.submissions import draft_submission
from cases.services.unsaved import forget_unsaved, keep_unsaved, unsaved_at
from cases.stages import Stage
from interventions.services.directions import edit_directions
from interventions.services.proposals import edit_proposal
from notices.services import draft_requirement, edit_notice, edit_requirement
from tests.api.world import a_case
from tests.factories import TeamFactory, person
from tests.lifecycle.build import PACK, Play
from tests.support.assessing import drafted, on_theme
from tests.support.machines import asked, machine
from tests.themes.evidence import an_item
from tests.themes.figures import a_metric, councils, csv_of, imported, row
from themes.models import Principle, Reference
from themes.services.assessing import edit_assessment
from themes.services.metrics import edit_metric
from themes.services.relying import rely_on_evidence

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


@pytest.fixture
def play(reference: None, as_web_role: None) -> Iterator[Play]:
    """A case in early engagement, with its guidance and calendar."""
    with ExitStack() as days:
        yield Play.begin(days)


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


def test_the_web_role_takes_a_case_from_its_first_day_to_oversight(play: Play) -> None:
    play.assessed(play.noticed())
    play.reported()
    play.watched()
    assert play.stage == Stage.OVERSIGHT


def _notice(play: Play) -> list[int]:
    notice = play.a_notice()
    parts: dict[str, Any] = {"concerns": [], "expectations": [], "recipients": []}
    edit_notice(by=play.officer, notice=notice, **parts)
    return [getattr(notice, name).count() for name in parts]


def _requirement(play: Play) -> list[int]:
    item = {"question": "Cash flow", "function": "Finance", "format": "A table", "due_on": clock.today()}
    kept = draft_requirement(by=play.officer, case=play.case, purpose="To follow.", items=[item])
    edit_requirement(by=play.officer, requirement=kept, items=[])
    return [kept.items.count()]


def _proposal(play: Play) -> list[int]:
    proposal = play.a_proposal()
    parts: dict[str, Any] = {"actions": [], "functions": [], "findings": []}
    edit_proposal(by=play.officer, proposal=proposal, **parts)
    return [getattr(proposal, name).count() for name in parts]


def _directions(play: Play) -> list[int]:
    direction = play.directions()
    parts: dict[str, Any] = {"actions": [], "functions": [], "findings": []}
    edit_directions(by=play.officer, direction=direction, **parts)
    return [getattr(direction, name).count() for name in parts]


def _assessment(play: Play) -> list[int]:
    cited = {"version": an_item(play.officer, play.authority), "side": "for", "shows": "Spent."}
    assessment = drafted(
        play.case,
        themes=[on_theme("ur", evidence=[cited])],
        principles=[{"principle_id": Principle.objects.earliest("pk").pk, "text": "Kept."}],
        citations=[{"reference": Reference.objects.earliest("pk"), "what_for": "What it asks."}],
    )
    edit_assessment(by=play.officer, assessment=assessment, themes=[on_theme("ur")], principles=[], citations=[])
    return [assessment.evidence.count(), assessment.principles.count(), assessment.citations.count()]


def _reliance(play: Play) -> list[int]:
    asked_for = [("issue_notice", play.a_notice())]
    pack = draft_submission(by=play.officer, case=play.case, question="Is it so?", acts=asked_for, **PACK)
    rely_on_evidence(by=play.officer, submission=pack, versions=[an_item(play.officer, play.authority)])
    rely_on_evidence(by=play.officer, submission=pack, versions=[])
    return [pack.reliances.count()]


def _unsaved(play: Play) -> list[int]:
    keep_unsaved(user=play.officer, place="/a/form/", fields={"text": "Typed."}, base_version=1)
    forget_unsaved(user=play.officer, place="/a/form/")
    return [int(unsaved_at(play.officer, "/a/form/") is not None)]


@pytest.mark.parametrize(
    "rewritten",
    [_notice, _requirement, _proposal, _directions, _assessment, _reliance, _unsaved],
    ids=lambda it: it.__name__,
)
def test_the_web_role_takes_back_what_was_only_drafted(play: Play, rewritten: Callable[[Play], list[int]]) -> None:
    assert not any(rewritten(play))


@pytest.mark.parametrize("table", [BankHoliday, PreElectionPeriod, KindPost])
def test_the_web_role_removes_the_reference_data_that_may_go(
    play: Play, client: Client, administrator: User, table: type[models.Model]
) -> None:
    client.force_login(administrator)
    row = table._default_manager.earliest("pk")
    client.post(reverse(f"admin:cases_{table._meta.model_name}_delete", args=[row.pk]), {"post": "yes"})
    assert not table._default_manager.filter(pk=row.pk).exists()


def test_the_web_role_cannot_get_round_the_records(as_web_role: None) -> None:
    somebody = User.objects.create(email="a@b.example", name="A")
    record(stream="people", actor=somebody, verb="test", subject="user:1")
    for statement in FORBIDDEN:
        with pytest.raises(Exception) as refusal, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert isinstance(refusal.value.__cause__, psycopg2.Error), statement


def test_the_web_role_cannot_show_the_triggers_false_tables(as_web_role: None) -> None:
    team = TeamFactory.create()
    case = a_case(person(Role.TEAM_LEAD, team=team), team)
    with pytest.raises(IntegrityError, match="named person"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE records_event AS SELECT * FROM public.records_event WHERE case_id = %s", [case.pk]
        )
        cursor.execute(
            "UPDATE pg_temp.records_event SET verb = 'close_without_action', case_version = %s, hash = 'false', "
            "recorded_at = transaction_timestamp()",
            [case.version + 1],
        )
        cursor.execute(
            "UPDATE public.cases_case SET stage = 'closed', closed_on = now(), version = version + 1, head = 'false' "
            "WHERE id = %s",
            [case.pk],
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_every_trigger_looks_at_the_tables_of_the_service_before_any_temporary_one(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass || ': ' || tgname, proconfig FROM pg_trigger, pg_proc WHERE pg_proc.oid = tgfoid "
            "AND NOT tgisinternal"
        )
        found = dict(cursor.fetchall())
    assert len(found) > 300
    assert {name for name, settings in found.items() if settings != ["search_path=public, pg_temp"]} == set()


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
