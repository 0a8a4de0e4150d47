"""Figures are imported from CSV and JSON as a set: each row is checked, nothing is overwritten, and no case moves."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import UUID

import psutil
import pytest
from celery.exceptions import OperationalError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction

from bestvalue.accounts.models import Team, User
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event
from cases.models import Authority, Case
from cases.services.files import private_files
from tests.api.world import a_case
from tests.support.database import let_tests_clear_tables
from themes.models import Metric, MetricImport, MetricValue
from themes.models.imports import LISTED
from themes.services import imports
from themes.services.importing.staging import TAKE_TURNS
from themes.services.imports import confirm_import, drop_import, receive_import, take_up, take_up_waiting

from .figures import HEADER, a_metric, csv_of, figures, imported, json_of, many, problems, row

pytestmark = pytest.mark.django_db
let_tests_clear_tables()

ROWS = {False: 20_000, True: 1_000_000}[os.environ.get("PROOF") == "full"]
SECONDS_FOR_100_000 = 60


@pytest.fixture(autouse=True)
def _world(metric: Metric, authorities: list[Authority]) -> None:
    """The metric and the authorities exist."""


def counts(made: MetricImport) -> tuple[int, int, int, int, int]:
    """Rows in the file, added, revised, unchanged, refused."""
    return made.rows, made.added, made.revised, made.unchanged, made.refused


def test_figures_come_from_csv_and_json_alike(analyst: User) -> None:
    from_csv = imported(analyst, csv_of(row("alder", 2021, 310), row("X90000002", 2021, "-12.50", "provisional")))
    value = {"authority": "cedar", "metric": "days-to-accounts", "period_start": "2021-04-01"}
    from_json = imported(
        analyst,
        json_of(
            {**value, "period_end": "2022-03-31", "value": 12.10}, {**value, "period_end": "2021-06-30", "value": "7"}
        ),
    )
    assert figures() == [
        ("alder", 2021, "310", False),
        ("birch", 2021, "-12.5", True),
        ("cedar", 2021, "12.1", False),
        ("cedar", 2021, "7", False),
    ]
    assert (from_csv.state, counts(from_csv), counts(from_json)) == ("done", (2, 2, 0, 0, 0), (2, 2, 0, 0, 0))


def test_the_same_file_again_changes_nothing(analyst: User) -> None:
    lines = [row("alder", 2021, 310), row("birch", 2021, 280)]
    imported(analyst, csv_of(*lines))
    before = list(MetricValue.objects.values())
    again = imported(analyst, csv_of(*lines))
    assert (counts(again), list(MetricValue.objects.values())) == ((2, 0, 0, 2, 0), before)


def test_a_revision_is_a_new_figure_and_the_earlier_one_stays(analyst: User) -> None:
    first = imported(analyst, csv_of(row("alder", 2021, 310, "provisional")))
    second = imported(analyst, csv_of(row("alder", 2021, 305)))
    assert counts(second) == (1, 0, 1, 0, 0)
    earlier, current = MetricValue.objects.order_by("pk")
    assert (earlier.value, earlier.metric_import, earlier.superseded_by) == (Decimal(310), first, second)
    assert (current.value, current.metric_import, current.superseded_by) == (Decimal(305), second, None)


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("nowhere,days-to-accounts,2021-04-01,2022-03-31,1,", "authority", "unknown_authority"),
        ("alder,nothing,2021-04-01,2022-03-31,1,", "metric", "unknown_metric"),
        ("alder,days-to-accounts,2021-04-01,2022-03-31,12%,", "value", "bad_number"),
        ("alder,days-to-accounts,2021-04-01,2022-03-31,1e3,", "value", "bad_number"),
        ("alder,days-to-accounts,2021-04-01,2022-03-31,NaN,", "value", "bad_number"),
        ("alder,days-to-accounts,2021-04-01,2022-03-31,123456789012345,", "value", "bad_number"),
        ("alder,days-to-accounts,2021-04-01,2022-03-31,,", "value", "bad_number"),
        ("alder,days-to-accounts,2021-04-01,2022-03-31,=1+1,", "value", "bad_number"),
        ("=cmd|' /C calc'!A0,days-to-accounts,2021-04-01,2022-03-31,1,", "authority", "unknown_authority"),
        ("alder,days-to-accounts,2021-13-01,2022-03-31,1,", "period_start", "bad_period"),
        ("alder,days-to-accounts,2021-04-01,31/03/2022,1,", "period_end", "bad_period"),
        ("alder,days-to-accounts,2022-04-01,2022-03-31,1,", "period_end", "bad_period"),
        ("alder,days-to-accounts,2021-04-01,2022-03-31,1,guess", "status", "bad_status"),
        (f"{'x' * 201},days-to-accounts,2021-04-01,2022-03-31,1,", "authority", "too_long"),
        ("a\0,days-to-accounts,2021-04-01,2022-03-31,1,", "authority", "unknown_authority"),
        ("alder,days-to-accounts,2021-04-01,2022-03-31", "", "number_of_cells"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_by_line_and_column(analyst: User, line: str, column: str, code: str) -> None:
    made = imported(analyst, csv_of(row("birch", 2021, 1), line))
    assert (made.state, figures()) == ("refused", [])
    assert problems(made) == [(3, column, code)]
    taken = imported(analyst, csv_of(row("birch", 2021, 1), line), good_rows_only=True)
    assert (taken.state, counts(taken), len(figures())) == ("done", (2, 1, 0, 0, 1), 1)


def test_everything_that_is_wrong_with_a_row_is_said_at_once(analyst: User) -> None:
    made = imported(analyst, csv_of("nowhere,nothing,x,y,z,w"))
    assert [column for _, column, _ in problems(made)] == HEADER.split(",")


def test_two_rows_for_the_same_period_are_both_refused(analyst: User) -> None:
    lines = [row("alder", 2021, 1), row("birch", 2021, 1), row("X90000001", 2021, 2)]
    made = imported(analyst, csv_of(*lines), good_rows_only=True)
    assert problems(made) == [(2, "", "duplicate"), (4, "", "duplicate")]
    assert figures() == [("birch", 2021, "1", False)]


@pytest.mark.parametrize(
    ("name", "content", "line", "code"),
    [
        ("a.csv", b"authority,metric,value\nalder,days-to-accounts,1\n", 1, "missing_column"),
        ("a.csv", f"{HEADER},colour\n".encode(), 1, "unknown_column"),
        ("a.csv", b"\n", 1, "missing_column"),
        ("a.csv", f"{HEADER}\n{row('alder', 2021, 1)}\nBrynll\xfdr".encode("latin-1"), 3, "encoding"),
        ("a.csv", f"{HEADER}\n".encode("utf-16"), 1, "encoding"),
        ("a.csv", f"{HEADER}\n{'x' * 5000}\n".encode(), 2, "too_long"),
        ("a.csv", f'{HEADER}\n"alder'.encode(), 2, "malformed"),
        ("a.json", b"[]", 0, "malformed"),
        ("a.json", b'{"values": [{"authority": "alder"} {}]}', 1, "malformed"),
        ("a.json", b'{"values": [{"authority": "alder"', 1, "malformed"),
        ("a.json", b'{"values": []} and more', 0, "malformed"),
        ("a.json", b'{"values": ["\xff"]}', 0, "encoding"),
        ("a.json", b'{"values": [' + b"[" * 100_000, 1, "malformed"),
    ],
)
def test_of_a_file_that_makes_no_sense_nothing_is_taken(
    analyst: User, name: str, content: bytes, line: int, code: str
) -> None:
    made = imported(analyst, SimpleUploadedFile(name, content), good_rows_only=True)
    assert (made.state, figures()) == ("refused", [])
    assert [(at, what) for at, _, what in problems(made)][-1] == (line, code)


@pytest.mark.parametrize("value", ["text", {"colour": "red"}, {"authority": ["alder"]}])
def test_a_value_in_json_that_is_none_is_named(analyst: User, value: Any) -> None:
    assert problems(imported(analyst, json_of(value)))[0][2] in {"not_an_object", "unknown_member"}


def test_a_byte_order_mark_and_other_columns_order_are_taken(analyst: User) -> None:
    text = (
        "\ufeffValue,Period_End,period_start,metric,AUTHORITY\r\n1,2022-03-31,2021-04-01,days-to-accounts,alder\r\n\r\n"
    )
    assert imported(analyst, SimpleUploadedFile("a.CSV", text.encode())).added == 1


def test_the_list_of_problems_is_capped_and_all_are_counted(analyst: User) -> None:
    made = imported(analyst, csv_of(*[row("nowhere", 2021, 1)] * (LISTED + 5)))
    assert (made.problem_count, made.problems.count()) == (LISTED + 5, LISTED)


def test_a_checked_file_waits_for_a_persons_choice(analyst: User) -> None:
    made = receive_import(by=analyst, upload=csv_of(row("alder", 2021, 1), row("nowhere", 2021, 1)))
    take_up(made.pk)
    made.refresh_from_db()
    assert (made.state, counts(made), figures()) == ("checked", (2, 1, 0, 0, 1), [])
    with pytest.raises(Refused, match="Some rows are wrong"):
        confirm_import(by=analyst, metric_import=made, good_rows_only=False)
    confirm_import(by=analyst, metric_import=made, good_rows_only=True)
    take_up(made.pk)
    made.refresh_from_db()
    assert (made.state, len(figures()), made.problems.count()) == ("done", 1, 1)
    with pytest.raises(Refused, match="does not wait for a choice"):
        drop_import(by=analyst, metric_import=made)


def test_what_would_change_is_shown_by_name_whatever_the_order_of_the_file(analyst: User) -> None:
    imported(analyst, csv_of(row("birch", 2021, 280), row("cedar", 2021, 270)))
    made = receive_import(
        by=analyst, upload=csv_of(row("dale", 2021, 1), row("cedar", 2021, 270), row("birch", 2021, 2))
    )
    take_up(made.pk)
    made.refresh_from_db()
    assert [(each["line"], each["authority"], each["old"], each["new"]) for each in made.sample] == [
        (4, "Birch Council", "280", "2"),
        (2, "Dale Council", "", "1"),
    ]


def test_a_dropped_file_leaves_no_figure(analyst: User) -> None:
    made = receive_import(by=analyst, upload=csv_of(row("alder", 2021, 1)))
    take_up(made.pk)
    assert drop_import(by=analyst, metric_import=made).state == "dropped"
    assert take_up(made.pk) is False
    assert (figures(), Event.objects.filter(stream=imports.STREAM).count()) == ([], 0)


def test_what_a_crash_left_behind_goes_on_and_at_last_gives_up(analyst: User, monkeypatch: pytest.MonkeyPatch) -> None:
    made = receive_import(by=analyst, upload=csv_of(row("alder", 2021, 1)), good_rows_only=False)

    def crash(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(imports, "write", crash)
        with pytest.raises(MemoryError):
            take_up(made.pk)
    made.refresh_from_db()
    assert (made.state, made.attempts, figures()) == ("confirmed", 1, [])
    assert take_up_waiting() == 1
    assert len(figures()) == 1

    hopeless = receive_import(by=analyst, upload=csv_of(row("birch", 2021, 1)), good_rows_only=False)
    MetricImport.objects.filter(pk=hopeless.pk).update(attempts=imports.MOST_ATTEMPTS)
    take_up_waiting()
    hopeless.refresh_from_db()
    assert (hopeless.state, problems(hopeless)) == ("refused", [(0, "", "gave_up")])


def test_an_import_that_fails_keeps_no_other_waiting(analyst: User) -> None:
    broken, good = (
        receive_import(by=analyst, upload=csv_of(row(name, 2021, 1)), good_rows_only=False)
        for name in ("alder", "birch")
    )
    private_files().delete(broken.stored_as)
    assert take_up_waiting() == 1
    good.refresh_from_db()
    assert good.state == "done"


@pytest.mark.parametrize("away", [False, True])
def test_a_worker_is_told_and_where_none_can_be_nothing_is_lost(
    analyst: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any, away: bool
) -> None:
    told: list[Any] = []

    def send(*given: Any, retry: bool) -> None:
        told.append(given)
        if away:
            raise OperationalError

    monkeypatch.setattr("themes.services.imports.current_app.send_task", send)
    with django_capture_on_commit_callbacks(execute=True):
        made = receive_import(by=analyst, upload=csv_of(row("alder", 2021, 310)), good_rows_only=False)
    assert told == [(imports.TASK, [str(made.pk)])]
    assert take_up_waiting() == 1


def test_an_import_writes_one_event_and_moves_no_case(analyst: User, lead: User, team: Team) -> None:
    alder = Authority.objects.get(slug="alder")
    case = a_case(lead, team, alder)
    before = (Case.objects.values().get(), Event.objects.count())
    made = imported(analyst, csv_of(row("alder", 2021, 99999), row("nowhere", 2021, 1)), good_rows_only=True)
    event = Event.objects.get(stream=imports.STREAM)
    assert (Case.objects.values().get(), Event.objects.count()) == (before[0], before[1] + 1)
    assert (event.case, event.actor, event.subject, case.events.count()) == (None, analyst, made.key, case.version)
    assert event.after == {"file": made.sha256, "rows": 2, "added": 1, "revised": 0, "unchanged": 0, "refused": 1}


def test_the_file_is_kept_as_it_came_and_checked_like_any_other(analyst: User) -> None:
    made = imported(analyst, csv_of(row("alder", 2021, 310)))
    out = StringIO()
    call_command("check_files", stdout=out)
    assert f"{made.stored_as}: stored without a record" not in out.getvalue()
    private_files().delete(made.stored_as)
    with pytest.raises(CommandError, match="faults"):
        call_command("check_files", stdout=out, stderr=out)
    assert f"{made.pk} ({made.stored_as}): missing" in out.getvalue()


def test_only_an_analyst_or_an_administrator_imports(officer: User, administrator: User) -> None:
    with pytest.raises(Forbidden):
        receive_import(by=officer, upload=csv_of(row("alder", 2021, 1)))
    assert receive_import(by=administrator, upload=csv_of(row("alder", 2021, 1))).state == "uploaded"


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"x"), ("a.csv", b""), ("csv", b"x")])
def test_a_file_of_another_kind_is_not_taken(analyst: User, name: str, content: bytes) -> None:
    with pytest.raises(Refused, match=r"\.csv or \.json"):
        receive_import(by=analyst, upload=SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE themes_metricvalue SET value = 1",
        "UPDATE themes_metricvalue SET provisional = NOT provisional",
        "DELETE FROM themes_metricvalue",
        "UPDATE themes_metricimport SET state = 'uploaded'",
        "UPDATE themes_metricimport SET sha256 = 'x'",
        "DELETE FROM themes_importproblem",
    ],
)
def test_the_database_lets_nobody_change_a_figure(analyst: User, change: str) -> None:
    imported(analyst, csv_of(row("alder", 2021, 310), row("nowhere", 2021, 1)), good_rows_only=True)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_database_holds_one_current_figure_for_a_period(analyst: User) -> None:
    imported(analyst, csv_of(row("alder", 2021, 310)))
    copy = MetricValue.objects.get()
    copy.pk = None
    with pytest.raises(IntegrityError, match="metric_value_one_current"):
        copy.save(force_insert=True)


def test_many_rows_are_imported_quickly_and_in_little_memory(
    analyst: User, metric: Metric, authorities: list[Authority]
) -> None:
    """100,000 rows in under a minute (a million with PROOF=full), most of the memory being PostgreSQL's."""
    metrics = [metric, *(a_metric(analyst, f"metric-{number}", title=f"Metric {number}") for number in range(99))]
    upload, process = many(authorities, metrics, ROWS), psutil.Process()
    memory, began = process.memory_info().rss, time.monotonic()
    made = imported(analyst, upload)
    connection.check_constraints()  # as a commit would
    took, grown = time.monotonic() - began, process.memory_info().rss - memory
    assert (made.added, MetricValue.objects.count()) == (ROWS, ROWS)
    assert took < SECONDS_FOR_100_000 * max(ROWS / 100_000, 0.2)
    assert grown < 64 * 1024 * 1024
    print(f"{ROWS} rows in {took:.1f} s, {grown / 1024 / 1024:.0f} MB")  # noqa: T201 - for the report of the proof


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_period_at_once_take_turns(analyst: User) -> None:
    made = [
        receive_import(by=analyst, upload=csv_of(row("alder", 2021, number)), good_rows_only=False) for number in (1, 2)
    ]
    at_once = threading.Barrier(2)

    def carry_out(pk: UUID) -> None:
        at_once.wait()
        take_up(pk)
        connection.close()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(carry_out, [each.pk for each in made]))
    assert sorted(MetricImport.objects.values_list("state", "added", "revised")) == [("done", 0, 1), ("done", 1, 0)]
    assert len(figures()) == 1


@pytest.mark.django_db(transaction=True)
def test_an_import_behind_a_long_one_waits_and_is_never_given_up(analyst: User) -> None:
    made = receive_import(by=analyst, upload=csv_of(row("alder", 2021, 1)), good_rows_only=False)

    def come_too_early() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        taken = take_up(made.pk)
        connection.close()
        return taken

    with transaction.atomic(), connection.cursor() as cursor, ThreadPoolExecutor(1) as worker:
        cursor.execute(TAKE_TURNS)
        assert worker.submit(come_too_early).result() is False
    made.refresh_from_db()
    assert (made.state, made.attempts) == ("confirmed", 0)
    assert take_up(made.pk) is True
