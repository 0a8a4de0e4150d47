"""Failed sign-ins, counted for one account from one address, and for one address over all accounts."""

import datetime as dt
from typing import ClassVar

from django.db import models

ADDRESS_LENGTH = 64
FREE_FAILURES = 5
FREE_FAILURES_OF_AN_ADDRESS = 100  # in an hour: behind one address may sit a whole department
LONGEST_WAIT = dt.timedelta(minutes=15)


def wait_after(failures: int, free: int) -> dt.timedelta:
    """How long to wait after so many failures: nothing below `free`, then 1, 2, 4 … seconds, at most 15 minutes."""
    if failures < free:
        return dt.timedelta(0)
    return min(LONGEST_WAIT, dt.timedelta(seconds=2 ** min(failures - free, 16)))


class SignInAttempt(models.Model):
    """How often signing in to one account from one address has failed, and since when it may be tried again.

    Counted by account and address together, so that nobody can lock a person out from elsewhere. The e-mail address is
    kept only as a keyed hash, since people also type their password into that field. Where the browser shows that the
    person has signed in with it before, `address` is that browser's mark.
    """

    email_hash = models.CharField(max_length=64)
    address = models.CharField(max_length=ADDRESS_LENGTH, blank=True)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["email_hash", "address"], name="sign_in_attempt_one_count"),
        ]

    def __str__(self) -> str:
        return f"{self.failures} failed sign-ins from {self.address}"

    @property
    def open_again_at(self) -> dt.datetime:
        """The instant from which the next attempt is looked at."""
        return self.failed_at + wait_after(self.failures, FREE_FAILURES)


class AddressAttempt(models.Model):
    """How often anything that is guessed has failed from one address within one hour, whichever account it was for."""

    address = models.CharField(max_length=ADDRESS_LENGTH)
    hour = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["address", "hour"], name="address_attempt_one_count_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.failures} failures from {self.address}"

    @property
    def open_again_at(self) -> dt.datetime:
        """The instant from which the next attempt from there is looked at."""
        return self.failed_at + wait_after(self.failures, FREE_FAILURES_OF_AN_ADDRESS)
