"""Second steps: their codes checked, and what becomes of them recorded on the stream `people`."""

import re

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from bestvalue.accounts import policy
from bestvalue.accounts.models import User
from bestvalue.accounts.security import note
from bestvalue.errors import Forbidden, refuse_unless
from bestvalue.messages.services.notifying import notify
from bestvalue.records.services import record

from .attempts import locked_attempt, note_failure
from .devices import guessed_from
from .people import STREAM
from .shutting_out import shut_out
from .sign_in import client_address

Type = Authenticator.Type
ANYWHERE = ""  # in place of an address


@transaction.atomic
def check_code(
    *, request: HttpRequest, user: User, code: str, kinds: tuple[str, ...] = (Type.TOTP, Type.RECOVERY_CODES)
) -> Authenticator | None:
    """The person's app or recovery codes, of these kinds, that gave this code; None if none did. Each works once.

    Raises TooManyAttemptsError without looking at the code. Wrong ones are counted as wrong passwords are, but those of
    all unknown browsers together, from wherever they come: who gets here has the password already.
    """
    attempt = locked_attempt(f"second-step:{user.pk}", guessed_from(request, user.email, ANYWHERE))
    typed = re.sub(r"[\s-]", "", code)
    for each in Authenticator.objects.select_for_update().filter(user=user, type__in=kinds).order_by("-type"):
        if _gave(each, typed):
            attempt.delete()
            return each
    note_failure(attempt)
    note("A second step failed.", address=client_address(request), failures=attempt.failures, account=user.pk)
    return None


def _gave(authenticator: Authenticator, code: str) -> bool:
    try:
        if authenticator.type == Type.RECOVERY_CODES:
            return bool(RecoveryCodes(authenticator).validate_code(code))
        return _app_gave(authenticator, code)
    except InvalidToken:
        note("A second step cannot be read: SECRET_KEY was changed.", account=authenticator.user_id)
        return False


def _app_gave(authenticator: Authenticator, code: str) -> bool:
    """Whether the app shows this code about now, and shows it later than the last that was used.

    allauth notes used codes in the cache; ours are in the row, so that Redis may be away (rulings 24).
    """
    secret, used = decrypt(authenticator.data["secret"]), authenticator.data.get("used_until", 0)
    for counter in yield_hotp_counters_from_time():
        if counter > used and constant_time_compare(format_hotp_value(hotp_value(secret, counter)), code):
            authenticator.data["used_until"] = counter
            authenticator.save(update_fields=["data"])
            return True
    return False


def record_second_step(user: User, verb: str, kind: str) -> None:
    """Record what somebody did with a second step of their own, within the same transaction."""
    record(stream=STREAM, actor=user, verb=verb, subject=f"user:{user.pk}", after={"kind": kind})


@transaction.atomic
def reset_second_step(*, by: User, user: User, reason: str) -> None:
    """Remove every second step of somebody who has lost theirs, shut out whoever has their access, and tell them.

    Raises Forbidden, or Refused for one's own and where there is none.
    """
    if not policy.may_manage_people(by):
        raise Forbidden("Only an administrator may remove somebody's second step.")
    theirs = Authenticator.objects.select_for_update().filter(user=user)
    kinds = sorted(each.type for each in theirs)
    refuse_unless(
        (by != user, "own", "Another administrator must remove yours."),
        (kinds, "none", "This person has no second step."),
    )
    theirs.delete()
    shut_out(user, by=by)
    before = {"kinds": kinds}
    event = record(
        stream=STREAM, actor=by, verb="reset_second_step", subject=f"user:{user.pk}", reason=reason, before=before
    )
    notify(
        to=user,
        key=f"second-step:{event.pk}",
        kind="account",
        subject="Your second step was removed",
        text=(
            f"{by} removed the second step with which you sign in: {reason}\n\n"
            "Set up another. If you did not ask for this, tell an administrator at once."
        ),
        link=reverse("mfa_index"),
        private=False,
    )
