"""Files of many rows: the register and an inside list taken away as CSV, and figures brought in."""

import csv
import datetime as dt
import itertools
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.test import Client

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of
from bestvalue.desk.exporting import MOST, export_list
from bestvalue.desk.selectors.readings import readings_for
from bestvalue.desk.views.readings import ExportReadings
from cases.models import Authority, Publication
from themes.models import Metric, MetricImport
from themes.services.importing import staging
from themes.services.importing.reading import COLUMNS
from themes.services.imports import receive_import, take_up

from .apart import Apart
from .beside import bare, its_sql, timed, undone
from .work import Work

PUBLISHED = """
    INSERT INTO cases_publication (register_id, subject, {columns})
    SELECT 'BENCH-' || number, 'bench:' || number, {columns} FROM generate_series(1, %s) number
    JOIN (SELECT *, row_number() OVER () - 1 AS place, count(*) OVER () AS many FROM cases_publication) listed
    ON place = number %% many
"""
READ = """
    INSERT INTO records_reading (reader_id, case_id, subject, read_at, request_id)
    SELECT %s, id, 'desk:case', now() - number * interval '1 second', '' FROM generate_series(1, %s) number
    JOIN (SELECT id, row_number() OVER () - 1 AS place, count(*) OVER () AS many FROM cases_case) listed
    ON place = number %% many
"""
RAW = f"CREATE TEMPORARY TABLE raw (line serial, {', '.join(f'{each} text' for each in COLUMNS)})"
CHECKED = r"""
    INSERT INTO staged
    SELECT line, a.id, m.id, period_start::date, period_end::date, raw.value::numeric, status = 'provisional'
    FROM raw JOIN cases_authority a ON a.ons_code = raw.authority JOIN themes_metric m ON m.slug = raw.metric
    WHERE period_start ~ '^\d{4}-\d\d-\d\d$' AND period_end ~ '^\d{4}-\d\d-\d\d$' AND period_end >= period_start
    AND raw.value ~ '^-?\d{1,14}(\.\d{1,6})?$' AND status IN ('', 'final', 'provisional')
"""
OUR_CHECKS = (staging.JUDGE, staging.COUNT, staging.DUPLICATES, staging.SAMPLE)


def register(rows: int) -> Work:
    """The public register, its rows multiplied; the floor reads them by the same SQL and writes them with csv."""
    names = [str(each.column) for each in Publication._meta.concrete_fields]
    columns = ", ".join(each for each in names if each not in ("id", "register_id", "subject"))
    _fill(PUBLISHED.format(columns=columns), min(rows, MOST))
    return _taken_away(_download, Publication.objects.count())


def _download() -> None:
    for chunk in Client().get("/api/v1/register/instruments.csv"):
        assert chunk


def readings(rows: int) -> Work:
    """Who read what, as one takes it away who reviews all of it; recorded, which the floor does by the same SQL."""
    by = User.objects.get(email=email_of("deputy.director"))
    _fill(READ, by.pk, min(rows, MOST) - readings_for(by).count())
    sheet, found = ExportReadings.sheet, readings_for(by)
    return _taken_away(lambda: export_list(by=by, sheet=sheet, found=found), found.count())


def _taken_away(ours: Callable[[], object], count: int) -> Work:
    write = csv.writer(Path(os.devnull).open("w", encoding="utf-8")).writerow  # noqa: SIM115 - as long as we are
    return Work(Apart(lambda: undone(ours)), Apart(its_sql(ours, write)), count)


def _fill(statement: str, *given: int) -> None:
    """Put rows into a table with its triggers asleep: they are read and never acted on."""
    with closing(bare()) as own, own, own.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, given)
        cursor.execute("ANALYZE")


def figures(rows: int) -> Work:
    """A file of figures, new ones all; the floor copies it into a table and checks and writes it by SQL alone."""
    count = min(rows, MOST)
    file = Path(tempfile.mkdtemp()) / "figures.csv"
    with file.open("w", encoding="utf-8") as written:
        csv.writer(written).writerows([COLUMNS, *itertools.islice(_figures(), count)])
    return Work(Apart(lambda: undone(partial(_bring_in, file, count))), Apart(partial(_copy_in, file)), count)


def _figures() -> Iterator[tuple[Any, ...]]:
    codes = list(Authority.objects.filter(ons_code__gt="").order_by("pk").values_list("ons_code", flat=True))
    metrics = list(Metric.objects.values_list("slug", flat=True))
    for weeks in itertools.count():
        day = dt.date(1990, 1, 1) + dt.timedelta(weeks=weeks)
        for metric, code in itertools.product(metrics, codes):
            yield code, metric, day, day + dt.timedelta(days=6), weeks / 4, "final"


def _bring_in(file: Path, count: int) -> None:
    by = User.objects.get(email=email_of("analyst"))
    with file.open("rb") as content:
        upload = UploadedFile(content, name=file.name, size=file.stat().st_size)
        made = receive_import(by=by, upload=upload, good_rows_only=False)
    take_up(made.pk)
    made.refresh_from_db()
    assert (made.state, made.added) == ("done", count), (made.state, made.added)


def _copy_in(file: Path) -> float:
    made = MetricImport.objects.latest("uploaded_at").pk
    with closing(bare()) as own, own.cursor() as cursor, file.open(encoding="utf-8") as content:
        return timed(lambda: _copied(cursor, content, str(made)))


def _copied(cursor: Any, content: IO[str], made: str) -> None:
    for statement in (RAW, staging.STAGE):
        cursor.execute(statement)
    cursor.copy_expert(f"COPY raw ({', '.join(COLUMNS)}) FROM STDIN CSV HEADER", content)
    for statement in (CHECKED, "ANALYZE staged", *OUR_CHECKS):
        cursor.execute(statement)
    cursor.execute(staging.INSERT, [made, dt.datetime.now(dt.UTC)])
