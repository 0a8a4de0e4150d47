"""Failed sign-ins, counted for one account from one address."""

import datetime as dt
from typing import ClassVar

from django.db import models

ADDRESS_LENGTH = 64
FREE_FAILURES = 5
LONGEST_WAIT = dt.timedelta(minutes=15)


class SignInAttempt(models.Model):
    """How often signing in to one account from one address has failed, and since when it may be tried again.

    Counted by account and address together, so that nobody can lock a person out from elsewhere. The e-mail address is
    kept only as a keyed hash, since people also type their password into that field.
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
    def wait(self) -> dt.timedelta:
        """How long to wait after the last failure: nothing after four, then 1, 2, 4 … seconds, at most 15 minutes."""
        if self.failures < FREE_FAILURES:
            return dt.timedelta(0)
        return min(LONGEST_WAIT, dt.timedelta(seconds=2 ** min(self.failures - FREE_FAILURES, 16)))

    @property
    def open_again_at(self) -> dt.datetime:
        """The instant from which the next attempt is looked at."""
        return self.failed_at + self.wait
