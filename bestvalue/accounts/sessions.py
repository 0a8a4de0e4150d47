"""How long a sign-in lasts: two times, kept in the session itself, so that they hold at every door alike."""

from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.dispatch import receiver
from django.http import HttpRequest

from bestvalue import clock

BEGAN, SEEN = "signed_in_at", "seen_at"  # seconds since 1970
LEFT_BY = "left_by"  # whose sign-in ran out, by number
SEEN_NOTED_EVERY = 60  # seconds


class SessionStore(DatabaseStore):
    """Django's sessions in the database; of one that has run out only whose it was is read."""

    def load(self) -> dict[str, Any]:
        """What the session holds; only whose it was once it has been idle, or has lasted, for too long."""
        held: dict[str, Any] = super().load()
        if SESSION_KEY in held and seconds_left(held) <= 0:
            self._session_key = None
            return {LEFT_BY: held.get(SESSION_KEY)}
        return held


def seconds_left(held: SessionBase | dict[str, Any]) -> int:
    """Until the sign-in runs out, whichever of the two times ends first."""
    idle, lasts = settings.SESSION_IDLE.total_seconds(), settings.SESSION_LASTS.total_seconds()
    return int(min(held.get(SEEN, 0) + idle, held.get(BEGAN, 0) + lasts) - _now())


def note_seen(session: SessionBase) -> bool:
    """Note that the person is there, once a minute at most; whether it was noted."""
    if SEEN not in session or _now() - session[SEEN] < SEEN_NOTED_EVERY:
        return False
    session[SEEN] = _now()
    return True


@receiver(user_logged_in)
def _begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = _now()


def _now() -> int:
    return int(clock.now().timestamp())
