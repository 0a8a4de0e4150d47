"""Checking a password, slower and slower for whoever guesses."""

from contextlib import suppress
from ipaddress import IPv6Address, IPv6Network

from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from django.http import HttpRequest

from bestvalue.accounts.models import User
from bestvalue.accounts.models.attempts import ADDRESS_LENGTH
from bestvalue.accounts.security import note

from .attempts import locked_attempt, note_failure
from .devices import guessed_from


@transaction.atomic
def check_password(*, request: HttpRequest, email: str, password: str) -> User | None:
    """The active user with this e-mail address and password, or None.

    Attempts on one account from one address queue behind each other, so that guessing in parallel gains nothing.
    Raises TooManyAttemptsError without looking at the password.
    """
    address = client_address(request)
    attempt = locked_attempt(email, guessed_from(request, email, counted_address(request)))
    user = authenticate(request, username=email, password=password)
    if isinstance(user, User):
        attempt.delete()
        return user
    note_failure(attempt)
    note("A sign-in failed.", address=address, failures=attempt.failures, account=_account(email))
    return None


def _account(email: str) -> int | None:
    """Whose account was tried; never what was typed, which may be a password."""
    return User.objects.filter(email__iexact=email.strip()).values_list("pk", flat=True).first()


def client_address(request: HttpRequest) -> str:
    """The address of the person's machine, past as many proxies as `TRUSTED_PROXIES` says stand in front of us."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    proxies: int = settings.TRUSTED_PROXIES
    if proxies and len(hops) >= proxies:
        return hops[-proxies][:ADDRESS_LENGTH]
    return str(request.META.get("REMOTE_ADDR", ""))[:ADDRESS_LENGTH]


def counted_address(request: HttpRequest) -> str:
    """The same, for counting: an IPv6 address stands for its network of 64 bits, as one line has all of these."""
    address = client_address(request)
    with suppress(ValueError):
        found = IPv6Address(address)
        return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))
    return address
