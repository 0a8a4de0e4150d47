"""Issuing, revoking and recognising personal API tokens."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q

from bestvalue import clock
from bestvalue.accounts import policy
from bestvalue.accounts.holdings import keep
from bestvalue.accounts.models import ApiClient, ApiToken, CalendarFeed, Scope, User
from bestvalue.errors import Forbidden
from bestvalue.records.services import record

from .people import STREAM

PREFIX = "bv_"
DEFAULT_DAYS = 90
LONGEST_DAYS = 366
USE_NOTED_EVERY = dt.timedelta(minutes=1)
TOKEN = ("id", "user_id", "scopes", "last_used_at")
CALLER = """
    SELECT owner.*, token.id AS token, token.scopes, token.last_used_at, (
        SELECT json_agg(json_build_array(role, team_id)) FROM accounts_roleholding
        WHERE user_id = owner.id AND NOT withdrawn AND starts_on <= %s AND (ends_on IS NULL OR ends_on >= %s)
    ) AS held
    FROM accounts_apitoken token JOIN accounts_user owner ON owner.id = token.user_id
    WHERE token.digest = %s AND token.revoked_at IS NULL AND token.expires_at > %s AND owner.is_active
"""
"""Every call of a program begins with it: a usable token, its owner, and the roles that they hold on a day."""


@transaction.atomic
def issue_token(
    *, user: User, name: str, days: int = DEFAULT_DAYS, scopes: Sequence[str] = (Scope.READ,), reason: str = ""
) -> tuple[ApiToken, str]:
    """Issue a token to its owner; returns the row and the token's text, which cannot be had again.

    `days` is its life, 1 to 366. Raises ValidationError with what is wrong; a machine has no personal tokens.
    """
    if user.is_machine:
        raise ValidationError("A machine signs in with its own secret and has no personal tokens.")
    if policy.must_set_up_second_step(user):
        raise ValidationError("Set up a second step on your account page before you make a token.")
    if not 1 <= days <= LONGEST_DAYS:
        raise ValidationError(f"A token lives from 1 to {LONGEST_DAYS} days.")
    text = PREFIX + secrets.token_urlsafe(32)
    created = clock.now()
    token = ApiToken(
        user=user,
        name=name.strip(),
        scopes=list(scopes),
        digest=digest_of(text),
        created_at=created,
        expires_at=created + dt.timedelta(days=days),
    )
    token.full_clean()
    token.save()
    after = {"user": user.pk, "scopes": token.scopes, "expires_at": token.expires_at}
    record(stream=STREAM, actor=user, verb="issue_token", subject=_subject(token), reason=reason, after=after)
    return token, text


@transaction.atomic
def revoke_token(*, actor: User, token: ApiToken) -> ApiToken:
    """Make a token useless from this instant; revoking it again changes nothing. Raises Forbidden."""
    if not policy.may_revoke_token(actor, token):
        raise Forbidden("You may revoke only your own tokens.")
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])
        record(stream=STREAM, actor=actor, verb="revoke_token", subject=_subject(token))
    return token


def authenticate_token(plaintext: str) -> ApiToken | None:
    """The usable token with this text, its owner and their roles loaded; None if there is none.

    Notes its use once a minute.
    """
    if not plaintext.startswith(PREFIX):
        return None
    day = clock.present_day()
    with connection.cursor() as cursor:
        cursor.execute(CALLER, [day, day, digest_of(plaintext), clock.now()])
        columns, row = [each.name for each in cursor.description], cursor.fetchone()
    if row is None:
        return None
    known = dict(zip(columns, row, strict=True))
    person = [field.attname for field in User._meta.concrete_fields]
    owner = User.from_db(None, person, [known[each] for each in person])
    token = ApiToken.from_db(None, TOKEN, [known["token"], owner.pk, known["scopes"], known["last_used_at"]])
    token.user = owner
    keep(owner, day, known["held"] or ())
    note_use(token)
    return token


def note_use(token: ApiToken | CalendarFeed | ApiClient) -> None:
    """Note that a secret was used, once a minute at most."""
    moment = clock.now()
    stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=moment - USE_NOTED_EVERY)
    if token.last_used_at is None or token.last_used_at < moment - USE_NOTED_EVERY:
        type(token).objects.filter(stale & Q(pk=token.pk)).update(last_used_at=moment)


def digest_of(text: str) -> str:
    """What is kept of a secret of 256 random bits, which needs no salt."""
    return hashlib.sha256(text.encode()).hexdigest()


def _subject(token: ApiToken) -> str:
    return f"api_token:{token.pk}"
