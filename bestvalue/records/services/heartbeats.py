"""Heartbeats: a job says that it ran, and whoever watches asks how long ago; both by the database's clock."""

import datetime as dt

from bestvalue.records.models import Heartbeat

from .events import transaction_time


def beat(name: str) -> None:
    """Say that a job ran to its end just now."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": transaction_time()})


def silence(name: str) -> dt.timedelta | None:
    """How long ago a job last ran to its end; None if it never did."""
    at = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return transaction_time() - at if at else None
