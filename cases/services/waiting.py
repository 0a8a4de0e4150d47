"""One transaction for one act, which does not wait for other people's acts for ever."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from bestvalue.errors import Refused, Unmet
from bestvalue.faults import BUSY, fault_of

LOCK_WAIT = "3s"


@contextmanager
def patiently() -> Iterator[None]:
    """Do the block in one transaction; raises Refused where somebody else's act holds what it needs for too long."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
            yield
    except OperationalError as error:
        if fault_of(error) is BUSY:
            message = "Somebody else is acting on this at this moment. Nothing was changed: try again."
            raise Refused([Unmet("busy", message)]) from error
        raise
