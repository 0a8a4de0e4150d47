"""Giving committed events their places in the feed of changes."""

from django.db import connection, transaction

ONE_AT_A_TIME = 0x46454544  # any number that no other advisory lock of the service uses
FRESH = "SELECT EXISTS (SELECT FROM records_feedentry WHERE position IS NULL)"
NUMBER = """
    UPDATE records_feedentry entry SET position = last.position + fresh.place
    FROM (SELECT COALESCE(MAX(position), 0) AS position FROM records_feedentry) last,
         (SELECT event_id, ROW_NUMBER() OVER (ORDER BY event_id) AS place
          FROM records_feedentry WHERE position IS NULL) fresh
    WHERE entry.event_id = fresh.event_id
"""


def number_events() -> None:
    """Give every event committed so far its place, after all that have one; of one chain, in the chain's order.

    One transaction at a time numbers, and it sees what the one before it did: so the places that a reader sees are
    followed only by higher ones, whatever the order in which writers began or wrote. A writer is never waited for.
    """
    with connection.cursor() as cursor:
        cursor.execute(FRESH)
        if not cursor.fetchone()[0]:
            return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        cursor.execute(NUMBER)
