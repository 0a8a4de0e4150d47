"""Sending what is due, by email: each once, as far as mail can promise that.

A delivery is claimed in a transaction of its own, with a lease, before anything is sent, and settled in another. Any
number of sweeps and workers may run: a claimed row is passed over until its lease ends. So one email is sent once,
but for one doubt that no sender can remove: the process may die after the mail server took the email and before that
was written down. Then the lease ends and it is sent again, with the same Message-ID, by which mail systems drop the
second copy; GOV.UK Notify is asked first whether it has it (`bestvalue.messages.notify`).
"""

import datetime as dt
import random
import smtplib
import time

from django.db import transaction

from bestvalue.messages.mail import NeverDeliveredError, composed
from bestvalue.messages.models import Delivery, State
from bestvalue.messages.models.deliveries import OPEN

LEASE = dt.timedelta(minutes=10)
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(minutes=1), dt.timedelta(hours=4)
RUN_SECONDS = 40  # how long one sweep goes on claiming, so that a mail server that does not answer holds up no other


def deliver_due(now: dt.datetime, limit: int = 100) -> int:
    """Send the emails that are due at `now`, the longest due first, at most `limit`; how many were dealt with.

    What goes wrong with one is written down with it, and holds up no other.
    """
    began, count = time.monotonic(), 0
    while count < limit and (passed := time.monotonic() - began) < RUN_SECONDS:
        moment = now + dt.timedelta(seconds=passed)
        delivery = claim(moment)
        if delivery is None:
            break
        attempt(delivery, moment)
        count += 1
    return count


@transaction.atomic(durable=True)
def claim(now: dt.datetime) -> Delivery | None:
    """Take the next email that is due, for as long as the lease; None where none is due that nobody else has.

    Raises RuntimeError within another transaction, as a claim counts only once it is committed.
    """
    due = Delivery.objects.filter(state__in=OPEN, next_try_at__lte=now).select_related("recipient", "message")
    delivery = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_try_at", "id").first()
    if delivery:
        delivery.state, delivery.attempts, delivery.next_try_at = State.SENDING, delivery.attempts + 1, now + LEASE
        delivery.save(update_fields=["state", "attempts", "next_try_at"])
    return delivery


def attempt(delivery: Delivery, now: dt.datetime) -> None:
    """Send a claimed email and write down what became of it."""
    if delivery.attempts > delivery.most_attempts:  # whoever had it died each time
        _settle(delivery, state=State.DEAD, last_error="It was begun too often and never finished.")
        return
    try:
        mail = composed(delivery)
        if mail:
            mail.send()
    except Exception as error:  # whatever is wrong with this one
        final = delivery.attempts == delivery.most_attempts or _is_for_ever(error)
        state = State.DEAD if final else State.FAILED
        _settle(delivery, state=state, last_error=_in_words(error), next_try_at=now + wait_after(delivery.attempts))
    else:
        _settle(delivery, **({"state": State.SENT, "sent_at": now} if mail else {"state": State.WITHHELD}))


def wait_after(attempts: int) -> dt.timedelta:
    """How long to wait after so many attempts: doubling up to four hours, and up to a quarter more by chance."""
    doubled = min(FIRST_WAIT * (1 << min(attempts - 1, 20)), LONGEST_WAIT)
    return doubled * random.uniform(1, 1.25)  # noqa: S311 - no secret


def _settle(delivery: Delivery, **facts: object) -> None:
    """Write down what became of it, unless the lease ended and somebody else has it now."""
    Delivery.objects.filter(pk=delivery.pk, state=State.SENDING, attempts=delivery.attempts).update(**facts)


def _is_for_ever(error: Exception) -> bool:
    """Whether trying again is of no use: Notify says so, or the mail server knows none of the recipients."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, NeverDeliveredError)


def _in_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
