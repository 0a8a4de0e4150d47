"""Checking a password, slower and slower for whoever guesses."""

import datetime as dt

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from bestvalue import clock
from bestvalue.accounts.models import SignInAttempt, User
from bestvalue.accounts.models.attempts import ADDRESS_LENGTH

FORGOTTEN_AFTER = dt.timedelta(days=1)


class TooManyAttemptsError(Exception):
    """Signing in failed too often from this address; `wait` says how long until the next attempt is looked at."""

    def __init__(self, wait: dt.timedelta) -> None:
        self.wait = wait
        super().__init__("You have tried too often. Wait and try again.")


@transaction.atomic
def check_password(*, request: HttpRequest, email: str, password: str) -> User | None:
    """The active user with this e-mail address and password, or None.

    Attempts on one account from one address queue behind each other, so that guessing in parallel gains nothing.
    Raises TooManyAttemptsError without looking at the password.
    """
    attempt = _locked_attempt(email, client_address(request))
    if attempt.open_again_at > clock.now():
        raise TooManyAttemptsError(attempt.open_again_at - clock.now())
    user = authenticate(request, username=email, password=password)
    if isinstance(user, User):
        attempt.delete()
        return user
    _note_failure(attempt)
    return None


def client_address(request: HttpRequest) -> str:
    """The address of the person's machine, past as many proxies as `TRUSTED_PROXIES` says stand in front of us."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    proxies: int = settings.TRUSTED_PROXIES
    if proxies and len(hops) >= proxies:
        return hops[-proxies][:ADDRESS_LENGTH]
    return str(request.META.get("REMOTE_ADDR", ""))[:ADDRESS_LENGTH]


def _locked_attempt(email: str, address: str) -> SignInAttempt:
    email_hash = salted_hmac("sign-in", email.strip().lower(), algorithm="sha256").hexdigest()
    key = {"email_hash": email_hash, "address": address}
    SignInAttempt.objects.get_or_create(**key, defaults={"failed_at": clock.now()})
    attempt = SignInAttempt.objects.select_for_update().filter(**key).first()
    return attempt or _locked_attempt(email, address)


def _note_failure(attempt: SignInAttempt) -> None:
    moment = clock.now()
    attempt.failures = 1 if attempt.failed_at < moment - FORGOTTEN_AFTER else attempt.failures + 1
    attempt.failed_at = moment
    attempt.save(update_fields=["failures", "failed_at"])
    SignInAttempt.objects.filter(failed_at__lt=moment - FORGOTTEN_AFTER).delete()
