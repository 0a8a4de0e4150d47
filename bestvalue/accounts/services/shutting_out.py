"""Shutting out whoever may have got hold of a person's access: their sessions, API tokens and calendar addresses."""

from django.db import transaction
from oauth2_provider.models import AccessToken

from bestvalue import clock
from bestvalue.accounts import policy
from bestvalue.accounts.models import ApiToken, CalendarFeed, User
from bestvalue.errors import Forbidden
from bestvalue.records.services import record

from .calendars import revoke_calendar
from .people import scheduler
from .sessions import STREAM, end_sessions
from .tokens import revoke_token


@transaction.atomic
def shut_out(user: User, *, by: User) -> dict[str, int]:
    """Sign a person out everywhere, and revoke their tokens and calendar addresses; how many of each.

    Each revocation is recorded, by themselves or an administrator.
    """
    tokens = ApiToken.objects.filter(user=user, revoked_at__isnull=True, expires_at__gt=clock.now())
    calendars = CalendarFeed.objects.filter(user=user, revoked_at__isnull=True)
    return {
        "sessions": end_sessions(user),
        "tokens": len([revoke_token(actor=by, token=each) for each in tokens]),
        "calendars": len([revoke_calendar(actor=by, feed=each) for each in calendars]),
    }


@transaction.atomic
def shut_out_another(*, by: User, user: User, reason: str) -> dict[str, int]:
    """Do so to somebody, for a reason that is recorded; how many of each. Raises Forbidden but for administrators."""
    if not policy.may_manage_people(by):
        raise Forbidden("Only an administrator may sign somebody out.")
    ended = shut_out(user, by=by)
    record(stream=STREAM, actor=by, verb="end_sessions", subject=f"user:{user.pk}", reason=reason, after=ended)
    return ended


@transaction.atomic
def revoke_after_restore() -> dict[str, int]:
    """Revoke every API token and calendar address that a backup brought back; how many of each.

    Some were revoked since it was made, and nothing tells which. Access tokens of machines go too. The event, where
    there was anything to revoke, names the account of the service, as no person asked for it.
    """
    AccessToken.objects.all().delete()
    now = clock.now()
    revoked = {
        "tokens": ApiToken.objects.filter(revoked_at__isnull=True).update(revoked_at=now),
        "calendars": CalendarFeed.objects.filter(revoked_at__isnull=True).update(revoked_at=now),
    }
    if any(revoked.values()):
        facts = {"reason": "A backup was restored.", "after": revoked}
        record(stream=STREAM, actor=scheduler(), verb="revoke_after_restore", subject="restore", **facts)
    return revoked
