"""Proving by set-based SQL what the sleeping triggers would have refused."""

from collections.abc import Iterator

from django.db import connection

from bestvalue.records.history import histories
from bestvalue.records.services.verifying import verify_chains

from .rows import columns_of, key_of

FOREIGN_KEYS = """
    SELECT child.relname, own.attname, parent.relname, theirs.attname FROM pg_constraint key
    JOIN pg_class child ON child.oid = key.conrelid JOIN pg_class parent ON parent.oid = key.confrelid
    JOIN pg_attribute own ON own.attrelid = child.oid AND own.attnum = key.conkey[1]
    JOIN pg_attribute theirs ON theirs.attrelid = parent.oid AND theirs.attnum = key.confkey[1]
    WHERE key.contype = 'f' AND key.connamespace = 'public'::regnamespace ORDER BY 1, 2
"""
PROMISES = {
    "documents whose hash is not that of their text": """
        SELECT id FROM cases_document WHERE sha256 <> encode(sha256(convert_to(body, 'UTF8')), 'hex')""",
    "cases whose stage is not the one that their last event left them in": """
        SELECT c.id FROM cases_case c JOIN records_event e ON e.case_id = c.id AND e.case_version = c.version
        WHERE e.after->>'stage' IS DISTINCT FROM c.stage""",
    "events of a case on another chain": """
        SELECT id FROM records_event WHERE case_id IS NOT NULL AND stream <> 'case:' || case_id""",
    "acts of a machine that no machine may do": """
        SELECT e.id FROM records_event e JOIN accounts_user u ON u.id = e.actor_id
        WHERE u.is_machine AND e.verb NOT IN ('add_evidence', 'import_metrics')""",
    "events without a place in the feed": """
        SELECT e.id FROM records_event e LEFT JOIN records_feedentry f ON f.event_id = e.id
        WHERE f.position IS NULL""",
    "places in the feed that are missing": """
        SELECT 1 FROM records_feedentry HAVING MAX(position) <> COUNT(*)""",
    "chains whose feed is out of order": """
        SELECT event_id FROM (
            SELECT f.event_id, f.position < LAG(f.position) OVER chain AS early
            FROM records_feedentry f JOIN records_event e ON e.id = f.event_id
            WINDOW chain AS (PARTITION BY e.stream ORDER BY e.case_version)) placed WHERE early""",
    "approved acts spent by the event of another case": """
        SELECT a.id FROM cases_submissionact a JOIN cases_submission s ON s.id = a.submission_id
        JOIN records_event e ON e.id = a.spent_by_id WHERE e.case_id <> s.case_id""",
    "running dates of an agreed step that differ from the step's": """
        SELECT k.id FROM cases_clock k JOIN cases_nextstep s ON k.subject = 'next_step:' || s.id
        WHERE k.state = 'running' AND k.due_on <> s.due_on""",
    **{
        f"{table} of a case of another authority": f"""
        SELECT t.id FROM {table} t JOIN cases_case c ON c.id = t.case_id WHERE t.authority_id <> c.authority_id"""
        for table in ("cases_clock", "cases_publication", "cases_servicefailurewatch", "cases_task", "themes_evidence")
    },
}
"""What the triggers of the product guard on entry, and the shape of a portfolio, each as a query that finds none."""


LATEST = """
    SELECT 1 FROM "{table}" now LEFT JOIN LATERAL (
        SELECT * FROM "{past}" each WHERE each."{key}" = now."{key}" ORDER BY pgh_id DESC LIMIT 1) was ON true
    WHERE ({now}) IS DISTINCT FROM ({was})
"""
"""Rows that are not as their history left them, or have none."""


def _histories() -> Iterator[tuple[str, str]]:
    """For every table that keeps history, what would be wrong, and a query that finds none of it."""
    for history in histories():
        model = history.pgh_tracked_model
        table, key = model._meta.db_table, key_of(model)
        columns = columns_of(model) if history.holds_whole_rows else [key]
        now, was = (", ".join(f'{row}."{each}"' for each in columns) for row in ("now", "was"))
        query = LATEST.format(table=table, past=history._meta.db_table, key=key, now=now, was=was)
        yield f"rows of {table} that are not as their history left them", query


def faults() -> Iterator[str]:
    """Everything in the database that a trigger or a foreign key would have refused, in words; events included."""
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS)
        for child, column, parent, key in cursor.fetchall():
            cursor.execute(f"""
                SELECT COUNT(*) FROM "{child}" c LEFT JOIN "{parent}" p ON p."{key}" = c."{column}"
                WHERE c."{column}" IS NOT NULL AND p."{key}" IS NULL
            """)
            if missing := cursor.fetchone()[0]:
                yield f"{child}.{column} names {missing} rows that {parent} lacks"
        for told, query in (*PROMISES.items(), *_histories()):
            cursor.execute(f"SELECT COUNT(*) FROM ({query}) found")
            if found := cursor.fetchone()[0]:
                yield f"{told}: {found}"
    yield from map(str, verify_chains())
