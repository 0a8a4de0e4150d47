"""What may be away or full while the service runs, and how it is told from an error of ours."""

import errno
from http import HTTPStatus
from typing import NamedTuple

from django.db import InterfaceError, OperationalError
from psycopg2.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

HELD = (LockNotAvailable, DeadlockDetected, SerializationFailure)
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Fault(NamedTuple):
    """How an answer tells of a fault: status, code, what is the matter, and after how many seconds to try again."""

    status: HTTPStatus
    code: str
    title: str
    detail: str
    wait: int


AWAY = Fault(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "service_unavailable",
    "Sorry, the service is not available just now",
    "Its database cannot be reached. Nothing that you had saved is lost.",
    5,
)
BUSY = Fault(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "busy",
    "Somebody else is saving this at the moment",
    "Nothing was changed. Try again.",
    1,
)
NO_ROOM = Fault(
    HTTPStatus.INSUFFICIENT_STORAGE,
    "no_room",
    "Sorry, there is no room to keep files just now",
    "Nothing was saved. Tell support: the disk for files is full.",
    60,
)


def fault_of(error: BaseException | None) -> Fault | None:
    """The fault that an error comes from; None where the error is ours."""
    if isinstance(error, OperationalError) and isinstance(error.__cause__, HELD):
        return BUSY
    if isinstance(error, OperationalError | InterfaceError):
        return AWAY
    return NO_ROOM if isinstance(error, OSError) and error.errno in FULL else None
