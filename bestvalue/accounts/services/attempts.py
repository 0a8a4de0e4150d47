"""Counting wrong answers, so that whoever guesses waits longer and longer."""

import datetime as dt

from django.db.models import F
from django.utils.crypto import salted_hmac

from bestvalue import clock
from bestvalue.accounts.models import AddressAttempt, SignInAttempt

FORGOTTEN_AFTER = dt.timedelta(days=1)
DEVICE = "device:"


class TooManyAttemptsError(Exception):
    """There were too many wrong answers; `wait` says how long until the next one is looked at."""

    def __init__(self, wait: dt.timedelta) -> None:
        self.wait = wait
        super().__init__("You have tried too often. Wait and try again.")


def locked_attempt(name: str, address: str) -> SignInAttempt:
    """The count for this name from this address, locked, so that guessing in parallel gains nothing.

    An `address` that begins with `DEVICE` is a browser that the person has signed in with before: what others do from
    the same address does not hold it up. Raises TooManyAttemptsError while whoever guesses has to wait.
    """
    _refuse_while_waiting(AddressAttempt.objects.filter(address=address, hour=_this_hour()).first())
    name_hash = salted_hmac("sign-in", name.strip().lower(), algorithm="sha256").hexdigest()
    key = {"email_hash": name_hash, "address": address}
    SignInAttempt.objects.get_or_create(**key, defaults={"failed_at": clock.now()})
    attempt = SignInAttempt.objects.select_for_update().filter(**key).first()
    if attempt is None:
        return locked_attempt(name, address)
    _refuse_while_waiting(attempt)
    return attempt


def note_failure(attempt: SignInAttempt) -> None:
    """Count one more wrong answer, for the name and for the address; those of more than a day ago are forgotten."""
    moment = clock.now()
    attempt.failures = 1 if attempt.failed_at < moment - FORGOTTEN_AFTER else attempt.failures + 1
    attempt.failed_at = moment
    attempt.save(update_fields=["failures", "failed_at"])
    if attempt.address and not attempt.address.startswith(DEVICE):
        # not locked beforehand: a whole department may sign in from one address at nine o'clock
        key = {"address": attempt.address, "hour": _this_hour()}
        AddressAttempt.objects.get_or_create(**key, defaults={"failed_at": moment})
        AddressAttempt.objects.filter(**key).update(failures=F("failures") + 1, failed_at=moment)
    for counts in (SignInAttempt, AddressAttempt):
        counts.objects.filter(failed_at__lt=moment - FORGOTTEN_AFTER).delete()


def _refuse_while_waiting(attempt: SignInAttempt | AddressAttempt | None) -> None:
    if attempt and attempt.open_again_at > clock.now():
        raise TooManyAttemptsError(attempt.open_again_at - clock.now())


def _this_hour() -> dt.datetime:
    return clock.now().replace(minute=0, second=0, microsecond=0)
