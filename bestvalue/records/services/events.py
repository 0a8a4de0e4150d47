"""Writing one event for one act."""

import datetime as dt
from typing import Any

from django.db import connection, transaction

from bestvalue.accounts.models import User
from bestvalue.errors import Forbidden
from bestvalue.records.history import ACT
from bestvalue.records.models import Chained, Event, Stream
from bestvalue.records.models.events import MACHINES_MAY
from bestvalue.request_id import current_request_id


def append(chain: Chained, *, actor: User, verb: str, subject: str, **facts: Any) -> Event:
    """Append one event to a chain whose row the caller has locked and will save.

    `facts` are the other fields of `Event`. Raises Forbidden where a machine does what only people do, and
    IntegrityError if the chain moved underneath.
    """
    if actor.is_machine and verb not in MACHINES_MAY:
        raise Forbidden("A machine submits evidence and values of metrics, and does no other act.")
    event = Event(
        stream=chain.stream_name,
        case_version=chain.version + 1,
        previous_hash=chain.head,
        actor=actor,
        verb=verb,
        subject=subject,
        recorded_at=transaction_time(),
        request_id=current_request_id(),
        **facts,
    )
    event.hash = event.computed_hash()
    event.save(force_insert=True)
    chain.version, chain.head = event.case_version, event.hash
    return event


@transaction.atomic
def record(*, stream: str, actor: User, verb: str, subject: str, **facts: Any) -> Event:
    """Record an act outside any case, on a stream named like `people` or `authority:<slug>`."""
    Stream.objects.get_or_create(name=stream)
    chain = Stream.objects.select_for_update().get(name=stream)
    event = append(chain, actor=actor, verb=verb, subject=subject, **facts)
    chain.save(update_fields=["version", "head"])
    return event


def name_act(chain: Chained) -> None:
    """Tell the database which event the rows that are written from here on belong to: the next of this chain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [ACT, f"{chain.stream_name} {chain.version + 1}"])


def transaction_time() -> dt.datetime:
    """The database's clock for this transaction, the only source of `recorded_at` (rulings 25)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT transaction_timestamp()")
        moment: dt.datetime = cursor.fetchone()[0]
    return moment
