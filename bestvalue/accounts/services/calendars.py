"""Making, revoking and recognising the secret addresses of calendars."""

import secrets

from django.db import transaction

from bestvalue import clock
from bestvalue.accounts import policy
from bestvalue.accounts.models import CalendarFeed, Team, User
from bestvalue.errors import Forbidden
from bestvalue.records.services import record

from .people import STREAM
from .tokens import digest_of, note_use


@transaction.atomic
def make_calendar(
    *, user: User, name: str, team: Team | None = None, with_common_dates: bool = False
) -> tuple[CalendarFeed, str]:
    """Make a calendar of the person's own dates or of a team's; returns the row and its secret, shown this once.

    Raises Forbidden unless the person leads that team, or ValidationError with what is wrong.
    """
    if team and not policy.teams_led_by(user).filter(pk=team.pk).exists():
        raise Forbidden("Only the lead of a team makes a calendar of the team.")
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed(
        user=user,
        team=team,
        name=name.strip(),
        with_common_dates=with_common_dates,
        digest=digest_of(secret),
        created_at=clock.now(),
    )
    feed.full_clean()
    feed.save()
    after = {"user": user.pk, "team": team.slug if team else None}
    record(stream=STREAM, actor=user, verb="make_calendar", subject=_subject(feed), after=after)
    return feed, secret


@transaction.atomic
def revoke_calendar(*, actor: User, feed: CalendarFeed) -> CalendarFeed:
    """Make a calendar's address useless from this instant; revoking it again changes nothing. Raises Forbidden."""
    if not policy.may_revoke_calendar(actor, feed):
        raise Forbidden("You may revoke only your own calendars and those of a team that you lead.")
    feed = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    if feed.revoked_at is None:
        feed.revoked_at = clock.now()
        feed.save(update_fields=["revoked_at"])
        record(stream=STREAM, actor=actor, verb="revoke_calendar", subject=_subject(feed))
    return feed


def open_calendar(secret: str) -> CalendarFeed | None:
    """The calendar with this secret; None where there is none, or where its person has lost what it stood on.

    The roles are asked for each time, so that a lost one bites at once. Notes the use once a minute.
    """
    found = CalendarFeed.objects.usable().select_related("user", "team").filter(digest=digest_of(secret)).first()
    if found is None or not policy.may_read_calendar(found):
        return None
    note_use(found)
    return found


def _subject(feed: CalendarFeed) -> str:
    return f"calendar_feed:{feed.pk}"
