"""The views through which the past is read: in the schemas `as_known` and `as_stood`, one for each table with history.

They bear the names and columns of the tables, and follow them: they hold nothing, are taken away before migrations
run, and made anew after, as Django does with permissions.
"""

import hashlib
import logging
from collections.abc import Iterable
from typing import Any

from django.db import ProgrammingError, connections, transaction

from .as_at import AS_KNOWN, AS_STOOD, SETTING
from .history import BEFORE_HISTORY, histories
from .models import Event, Reading

log = logging.getLogger(__name__)

INSTANT, DAY = f"current_setting('{SETTING}')::timestamptz", f"current_setting('{SETTING}')::date"
LONDON = "AT TIME ZONE 'Europe/London'"

# From which day a version stands: the effective day of its event, or the day of recording where it has none. A version
# that a voided event wrote never stands (rulings 8); what was there when history began stands from the first.
DAY_OF = f"""
CREATE FUNCTION as_stood.day_of(act text, label text, at timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN label = '{BEFORE_HISTORY}' THEN '-infinity'::date
        WHEN EXISTS (
            SELECT FROM public.cases_correction made WHERE made.event_id = event.id AND made.state = 'made'
        ) THEN NULL
        ELSE COALESCE(event.effective_on, (at {LONDON})::date)
    END
    FROM (SELECT) AS one LEFT JOIN public.records_event event
    ON event.stream = split_part(act, ' ', 1) AND event.case_version = NULLIF(split_part(act, ' ', 2), '')::int
$$"""


# What is only added to and bears its own instant needs no history: when it was recorded, and from which day it stands.
WITH_AN_INSTANT: dict[Any, tuple[str, str]] = {
    Event: ("row.recorded_at", "as_stood.day_of(row.stream || ' ' || row.case_version, '', row.recorded_at)"),
    Reading: ("row.read_at", f"(row.read_at {LONDON})::date"),
}


def make_past_tables(using: str = "default", **_: Any) -> None:
    """Make the views, unless they are there as they should be."""
    statements = list(_statements())
    stamp = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regnamespace('as_known'), 'pg_namespace')")
        if cursor.fetchone()[0] != stamp:
            drop_past_tables(using)
            _make([*statements, f"COMMENT ON SCHEMA {AS_KNOWN} IS '{stamp}'"], using)


def drop_past_tables(using: str = "default", plan: Any = True, **_: Any) -> None:
    """Take the views away before tables change under them; where no migration is to run, they stay."""
    if plan:
        with connections[using].cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {AS_KNOWN}, {AS_STOOD} CASCADE")


def _make(statements: Iterable[str], using: str) -> None:
    try:
        with transaction.atomic(using), connections[using].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    except ProgrammingError:
        log.info("No past tables were made, as the migrations have not all been run.")


def _statements() -> Any:
    yield from (f"CREATE SCHEMA {AS_KNOWN}", f"CREATE SCHEMA {AS_STOOD}", DAY_OF)
    for model, (instant, day) in WITH_AN_INSTANT.items():
        for schema, shown in ((AS_KNOWN, f"{instant} <= {INSTANT}"), (AS_STOOD, f"{day} <= {DAY}")):
            table = model._meta.db_table
            columns = _columns(model, "row")
            yield f"CREATE VIEW {schema}.{table} AS SELECT {columns} FROM public.{table} row WHERE {shown}"
    for history in histories():
        model = history.pgh_tracked_model
        names = {
            "history": f"public.{history._meta.db_table}",
            "table": f"public.{model._meta.db_table}",
            "key": model._meta.pk.column,
        }
        texts = (VERSION_KNOWN, VERSION_STOOD) if history.holds_whole_rows else (ARRIVAL_KNOWN, ARRIVAL_STOOD)
        schemas = (AS_KNOWN, AS_STOOD) if history.by_effective_day else (AS_KNOWN,)
        for schema, text in zip(schemas, texts, strict=False):
            selected = text.format(columns=_columns(model, "row"), **names)
            yield f"CREATE VIEW {schema}.{model._meta.db_table} AS {selected}"


def _day_of(version: str) -> str:
    """The day from which a version stands, in SQL."""
    return f"as_stood.day_of({version}.pgh_act, {version}.pgh_label, {version}.pgh_created_at)"


VERSION_KNOWN = f"""
    SELECT {{columns}} FROM {{history}} row
    WHERE row.pgh_created_at <= {INSTANT} AND row.pgh_label <> 'delete' AND NOT EXISTS (
        SELECT FROM {{history}} later
        WHERE later.{{key}} = row.{{key}} AND later.pgh_id > row.pgh_id AND later.pgh_created_at <= {INSTANT}
    )"""

# The last version before the first that stands only from a later day. CASE asks for all earlier versions of that one
# alone, so that the cost grows with the number of versions and not with its square.
VERSION_STOOD = f"""
    SELECT {{columns}} FROM {{history}} row
    WHERE row.pgh_label <> 'delete' AND CASE
        WHEN {_day_of("row")} <= {DAY} AND COALESCE((
            SELECT {_day_of("following")} FROM {{history}} following
            WHERE following.{{key}} = row.{{key}} AND following.pgh_id > row.pgh_id
            AND {_day_of("following")} IS NOT NULL ORDER BY following.pgh_id LIMIT 1
        ) > {DAY}, true)
        THEN NOT EXISTS (
            SELECT FROM {{history}} earlier
            WHERE earlier.{{key}} = row.{{key}} AND earlier.pgh_id < row.pgh_id AND {_day_of("earlier")} > {DAY}
        )
        ELSE false
    END"""

ARRIVAL_KNOWN = f"""
    SELECT {{columns}} FROM {{table}} row WHERE EXISTS (
        SELECT FROM {{history}} came WHERE came.{{key}} = row.{{key}} AND came.pgh_created_at <= {INSTANT}
    )"""

ARRIVAL_STOOD = f"""
    SELECT {{columns}} FROM {{table}} row WHERE EXISTS (
        SELECT FROM {{history}} came WHERE came.{{key}} = row.{{key}}
        AND {_day_of("came")} <= {DAY}
    )"""


def _columns(model: Any, of: str) -> str:
    return ", ".join(f'{of}."{each.column}"' for each in model._meta.local_concrete_fields)
