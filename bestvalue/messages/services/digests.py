"""The one email each working day with what a person chose to hear of once a day."""

import datetime as dt
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from bestvalue.accounts.models import User
from bestvalue.clock import LONDON
from bestvalue.messages.kinds import Way
from bestvalue.messages.models import Delivery, Message

EARLIEST, LATEST = dt.time(8), dt.time(18)  # in London


def write_digests(now: dt.datetime, *, is_working_day: Callable[[dt.date], bool]) -> int:
    """Write the day's emails that are not written yet; how many.

    From 8am to 6pm in London on working days, as `is_working_day` tells them, so that a sweep at any minute writes
    each person's once a day. What an outage kept from a day's email is in the next one; what a day's email has
    collected is in no other, even if it is sent a day late. What was read meanwhile is left out.
    """
    local = now.astimezone(LONDON)
    if not (EARLIEST <= local.time() < LATEST and is_working_day(local.date())):
        return 0
    waiting = User.objects.filter(received_messages__in=_to_collect(), is_active=True)
    today = waiting.exclude(deliveries__digest_on=local.date()).distinct()
    return sum(_write(user, local.date(), now) for user in today)


def _to_collect() -> QuerySet[Message]:
    return Message.objects.filter(way=Way.DIGEST, digest__isnull=True, read_at__isnull=True)


def _write(user: User, day: dt.date, now: dt.datetime) -> bool:
    """Write one person's email, unless another sweep has; whether this one did."""
    try:
        with transaction.atomic():
            delivery = Delivery.objects.create(recipient=user, digest_on=day, created_at=now, next_try_at=now)
            _to_collect().filter(recipient=user).update(digest=delivery)
    except IntegrityError:
        return False
    return True
