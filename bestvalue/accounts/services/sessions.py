"""Where a person is signed in, and ending it."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.sessions import note_seen

STREAM = "people"


def sessions_of(user: User) -> QuerySet[UserSession]:
    """Where the person is signed in now, the last seen first."""
    now = clock.now()
    living = Session.objects.filter(expire_date__gt=now).values("session_key")
    rows: QuerySet[UserSession] = UserSession.objects.filter(
        user=user,
        session_key__in=living,
        last_seen_at__gt=now - settings.SESSION_IDLE,
        created_at__gt=now - settings.SESSION_LASTS,
    )
    return rows.order_by("-last_seen_at", "-pk")


def note_presence(request: HttpRequest) -> None:
    """Note, once a minute at most, that the person was here."""
    if note_seen(request.session):
        UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=clock.now())


@transaction.atomic
def end_sessions(user: User, *, but: str | None = None, only: int | None = None) -> int:
    """Sign a person out everywhere, or everywhere `but` with that session key, or of `only` one row; how many."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    if only is not None:
        rows = rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def forget_ended_sessions() -> int:
    """Delete what is known of sessions that are gone; returns how many."""
    living = Session.objects.filter(expire_date__gt=clock.now()).values("session_key")
    return int(UserSession.objects.filter(~Q(session_key__in=living)).delete()[0])
