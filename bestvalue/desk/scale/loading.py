"""Writing the copies: batch after batch by COPY, in the caller's transaction, with the triggers asleep meanwhile."""

import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection, models

from bestvalue.records.models import Event

from .collecting import copied_models
from .portfolio import Portfolio, Texts
from .rows import key_of, listed

BATCH = 1000
ENTER_FEED = """
    INSERT INTO records_feedentry (event_id, position)
    SELECT id, (SELECT COALESCE(MAX(position), 0) FROM records_feedentry) + ROW_NUMBER() OVER (ORDER BY id)
    FROM records_event WHERE id > %s
"""
COUNT_ON = """
    UPDATE cases_counter counter SET last = given.last FROM (
        SELECT regexp_replace(name, '[0-9]+$', '') AS prefix, MAX(substring(name from '[0-9]+$')::int) AS last
        FROM (SELECT reference AS name FROM cases_case UNION ALL SELECT register_id FROM cases_publication) named
        GROUP BY 1) given
    WHERE counter.prefix = given.prefix
"""


def load(portfolio: Portfolio, say: Callable[[str], None]) -> None:
    """Write every copy of the portfolio, its places in the feed and the next free numbers.

    Triggers cannot judge a case that arrives with its whole past, since each asks for one act in one transaction. So
    they sleep, foreign keys among them; `proving.faults` says afterwards whether anything is not as they would have it.
    """
    last_event = Event.objects.order_by("pk").last()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for done, texts in _batches(portfolio):
            for model, text in texts.items():
                cursor.copy_expert(f"COPY {listed(model)} FROM STDIN", io.StringIO(text))
            say(f"{done} of {portfolio.wanted.cases} cases")
        cursor.execute(ENTER_FEED, [last_event.pk if last_event else 0])
        cursor.execute("SET LOCAL session_replication_role = origin")
        for model in copied_models():
            if isinstance(model._meta.pk, models.AutoField):
                table = model._meta.db_table
                key = key_of(model)
                numbers = f"CAST(pg_get_serial_sequence('{table}', '{key}') AS regclass) numbers"
                highest = f'GREATEST(nextval(numbers), (SELECT MAX({key}) FROM "{table}"))'  # never back
                cursor.execute(f"SELECT setval(numbers, {highest}) FROM {numbers}")
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')
        cursor.execute("ANALYZE records_feedentry")
        cursor.execute(COUNT_ON)


def _batches(portfolio: Portfolio) -> Iterator[tuple[int, Texts]]:
    """How many copies are written after each batch, and its rows; the next is made while PostgreSQL reads this one."""
    batches = [portfolio.copies[first : first + BATCH] for first in range(0, portfolio.wanted.cases, BATCH)]
    with ThreadPoolExecutor(1) as maker:
        waiting: Future[Texts] = maker.submit(portfolio.texts, batches[0])
        for batch, following in zip(batches, [*batches[1:], range(0)], strict=True):
            ready, waiting = waiting.result(), maker.submit(portfolio.texts, following)
            yield batch.stop, ready
