"""`manage.py seed_scale`: copies of the demonstration's cases are whole, lawful to go on with, and proved."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.desk.scale import loading
from bestvalue.desk.scale.proving import faults
from bestvalue.records.models import Event, FeedEntry
from bestvalue.records.services import number_events
from cases.models import Authority, Case, Clock, NextStep, Task
from cases.services.engaging import end_next_step
from cases.services.opening import close_without_action, log_contact
from cases.services.sweeping import sweep
from themes.models import Assessment

from .conftest import AsPerson

CASES, EVENTS, CLOCKS, DUE = 40, 1800, 200, 30


@pytest.fixture(scope="module")
def told(portfolio: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the command told of a small portfolio, added once for the module and then rolled back."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_scale", cases=CASES, events=EVENTS, clocks=CLOCKS, due=DUE, stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def copied(told: str, demonstration: None) -> list[Case]:
    """The copied cases, as if added for this test: what a test changes is undone."""
    return list(Case.objects.filter(authority__ons_code__startswith="X9").order_by("authority__ons_code"))


def officer() -> User:
    """The case officer of the demonstration."""
    return User.objects.get(email=email_of("officer"))


def unguarded(statement: str) -> None:
    """Send a statement as somebody could who put the triggers to sleep."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_as_much_is_added_as_was_asked_for(copied: list[Case], told: str) -> None:
    events = Event.objects.filter(stream__in=[f"case:{case.pk}" for case in copied]).count()
    assert len(copied) == CASES
    assert f"Added {CASES} cases, {EVENTS} events and" in told.splitlines()[-1]
    assert f"({DUE} due now)" in told.splitlines()[-1]
    assert events < EVENTS  # evidence and authorities have chains of their own
    assert max(case.version for case in copied) > 500


def test_every_stage_of_the_demonstration_is_there_again(copied: list[Case]) -> None:
    stages = set(Case.objects.exclude(pk__in=[case.pk for case in copied]).values_list("stage", flat=True))
    assert {case.stage for case in copied} == stages


def test_every_copy_is_called_fictional_and_has_names_of_its_own(copied: list[Case]) -> None:
    names = [case.authority.name for case in copied]
    assert len(set(names)) == CASES
    assert names[0].endswith(" 00001 (fictional)")
    assert all(case.authority.is_fictional for case in copied)


def test_references_go_on_without_gaps(copied: list[Case]) -> None:
    given = sorted(case.ref for case in Case.objects.filter(reference__startswith="BV-2026-"))
    assert [int(each.removeprefix("BV-2026-")) for each in given] == list(range(1, len(given) + 1))


def test_nothing_that_the_sleeping_triggers_guard_is_amiss(copied: list[Case]) -> None:
    assert list(faults()) == []


BROKEN = {
    "what an event says": ("UPDATE records_event SET reason = 'x' WHERE id = {event}", "contents were changed"),
    "the order of the feed": (
        "UPDATE records_feedentry SET position = NULL WHERE event_id = {event}",
        "without a place in the feed",
    ),
    "a frozen text": ("UPDATE cases_document SET body = 'x' WHERE id = '{document}'", "hash is not that of their text"),
    "a stage": ("UPDATE cases_case SET stage = 'exit' WHERE id = '{case}'", "stage is not the one"),
    "a row that others name": ("DELETE FROM cases_authority WHERE id = {authority}", "names 1 rows that"),
    "the head of a chain": ("UPDATE cases_case SET head = 'x' WHERE id = '{other}'", "the chain should end"),
    "whose date it is": ("UPDATE cases_clock SET authority_id = 1 WHERE id = '{clock}'", "case of another authority"),
    "a version of a row": (
        "UPDATE cases_casehistory SET stage = 'exit' WHERE id = '{case}'",
        "rows of cases_case that are not as their history left them",
    ),
    "an agreed date": ("UPDATE cases_nextstep SET due_on = '2031-01-01' WHERE id = '{step}'", "differ from the step's"),
}


def test_every_broken_row_is_found(copied: list[Case]) -> None:
    case = copied[0]
    rows = {
        "event": case.events.latest("case_version").pk,
        "document": case.documents.latest("created_at").pk,
        "case": case.pk,
        "other": copied[1].pk,
        "authority": case.authority_id,
        "clock": case.clocks.running().latest("due_on").pk,
        "step": NextStep.objects.filter(case=case).latest("due_on").pk,
    }
    for statement, _told in BROKEN.values():
        unguarded(statement.format(**rows))
    found = list(faults())
    assert [what for what, (_statement, told) in BROKEN.items() if not any(told in each for each in found)] == []


def test_nothing_is_kept_where_a_proof_fails(copied: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "ENTER_FEED", "SELECT %s")
    with pytest.raises(CommandError, match=r"Nothing was kept.*place in the feed"), transaction.atomic():
        call_command("seed_scale", cases=1, stdout=StringIO())
    assert Case.objects.filter(authority__ons_code__startswith="X9").count() == CASES


def test_pages_and_api_of_a_copied_case_open(copied: list[Case], as_person: AsPerson) -> None:
    client = as_person("officer")
    caller = Client(headers={"authorization": f"Bearer {issue_token(user=officer(), name='scale')[1]}"})
    for case in copied[:13]:
        assert case.authority.name in client.get(f"/cases/{case.ref}/").content.decode()
        assert client.get(f"/cases/{case.ref}/timeline/").status_code == 200
        assert client.get(f"/authorities/{case.authority.slug}/").status_code == 200
        assert caller.get(f"/api/v1/cases/{case.ref}/").json()["authority"]["name"] == case.authority.name
        for publication in case.publications.all():
            assert client.get(f"/register/{publication.register_id}/").status_code == 200


def test_a_copied_case_goes_on_lawfully(copied: list[Case]) -> None:
    case = copied[0]
    log_contact(by=officer(), case=case, held_on=clock.today(), channel="call", people="Two", summary="They called.")
    step = NextStep.objects.filter(case=case, state="agreed").latest("due_on")
    end_next_step(by=officer(), step=step, done=True, ended_on=clock.today(), result="It came.")
    assert Clock.objects.get(subject=step.key).state == "met"
    number_events()
    assert list(faults()) == []


def test_a_copied_case_is_moved_by_a_named_person(copied: list[Case]) -> None:
    agreed = Assessment.objects.filter(state="agreed", case__in=copied, case__stage="early_engagement").first()
    assert agreed
    for step in NextStep.objects.filter(case=agreed.case, state="agreed"):
        end_next_step(by=officer(), step=step, done=True, ended_on=clock.today(), result="It came.")
    deputy = User.objects.get(email=email_of("deputy.director"))
    close_without_action(by=deputy, case=agreed.case, outcome="The council mended it.")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Case.objects.get(pk=agreed.case_id).stage == "closed"
    number_events()
    assert list(faults()) == []


def test_the_sweep_asks_about_what_is_due_and_no_more(copied: list[Case]) -> None:
    tasks = Task.objects.count()
    assert sweep().given == DUE
    assert Task.objects.count() == tasks + DUE


def test_more_can_be_added_later(copied: list[Case]) -> None:
    call_command("seed_scale", cases=3, stdout=StringIO())
    assert Authority.objects.filter(ons_code=f"X9{CASES + 3:07d}").exists()
    assert FeedEntry.objects.filter(position=None).count() == 0


def test_a_production_service_refuses(db: None, settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="DEMONSTRATION"):
        call_command("seed_scale", cases=1)


@pytest.mark.parametrize("asked", [{"cases": 0}, {"cases": 1, "clocks": 1, "due": 2}, {"cases": 1, "events": -1}])
def test_what_cannot_be_is_refused(db: None, asked: dict[str, int]) -> None:
    with pytest.raises(CommandError, match="at least one case"):
        call_command("seed_scale", **asked)
