"""Counting wrong answers, so that whoever guesses waits longer and longer."""

import datetime as dt

from django.utils.crypto import salted_hmac

from bestvalue import clock
from bestvalue.accounts.models import SignInAttempt

FORGOTTEN_AFTER = dt.timedelta(days=1)


class TooManyAttemptsError(Exception):
    """There were too many wrong answers; `wait` says how long until the next one is looked at."""

    def __init__(self, wait: dt.timedelta) -> None:
        self.wait = wait
        super().__init__("You have tried too often. Wait and try again.")


def locked_attempt(name: str, address: str) -> SignInAttempt:
    """The count for this name from this address, locked, so that guessing in parallel gains nothing.

    Raises TooManyAttemptsError while whoever guesses has to wait.
    """
    name_hash = salted_hmac("sign-in", name.strip().lower(), algorithm="sha256").hexdigest()
    key = {"email_hash": name_hash, "address": address}
    SignInAttempt.objects.get_or_create(**key, defaults={"failed_at": clock.now()})
    attempt = SignInAttempt.objects.select_for_update().filter(**key).first()
    if attempt is None:
        return locked_attempt(name, address)
    if attempt.open_again_at > clock.now():
        raise TooManyAttemptsError(attempt.open_again_at - clock.now())
    return attempt


def note_failure(attempt: SignInAttempt) -> None:
    """Count one more wrong answer; those of more than a day ago are forgotten."""
    moment = clock.now()
    attempt.failures = 1 if attempt.failed_at < moment - FORGOTTEN_AFTER else attempt.failures + 1
    attempt.failed_at = moment
    attempt.save(update_fields=["failures", "failed_at"])
    SignInAttempt.objects.filter(failed_at__lt=moment - FORGOTTEN_AFTER).delete()
