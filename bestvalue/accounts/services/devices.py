"""Browsers that a person has signed in with before, which nobody else's guessing holds up."""

import datetime as dt
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from bestvalue.accounts.models import User
from bestvalue.accounts.models.attempts import ADDRESS_LENGTH

from .attempts import DEVICE

SALT = "known device"
LASTS = dt.timedelta(days=180)


def remember_device(response: HttpResponse, user: User) -> None:
    """Mark the browser as one that this person has signed in with."""
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([user.pk, secrets.token_urlsafe(16)], salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def guessed_from(request: HttpRequest, email: str, address: str) -> str:
    """From where a guess at this account comes: the mark of a browser known to be the person's, else the address.

    Whoever steals the mark is counted by it, and so guesses no faster.
    """
    try:
        cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
        pk, mark = signing.loads(cookie, salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return address
    known = User.objects.filter(pk=pk, email__iexact=email.strip()).exists()
    return f"{DEVICE}{mark}"[:ADDRESS_LENGTH] if known else address
