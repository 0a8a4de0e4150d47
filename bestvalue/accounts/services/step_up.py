"""Making and spending one-time codes: a fresh proof, for the API, that it is the person (rulings 18)."""

import datetime as dt
import secrets

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from bestvalue import clock
from bestvalue.accounts.models import StepUpCode, User

from .attempts import locked_attempt, note_failure

LIVES = dt.timedelta(minutes=5)
ALPHABET = "bcdfghjkmnpqrstvwxyz23456789"


class StepUpRequiredError(Exception):
    """No good code came with an act that needs one; `link` leads to the page that makes it."""

    def __init__(self, act: str, document: str) -> None:
        self.link = reverse("accounts:step_up", query={"act": act, "document": document})
        super().__init__("This act needs a fresh proof that it is you.")


def mint_step_up(*, user: User, act: str, document: str) -> str:
    """Make a code for a person who has just given their password; its text cannot be had again."""
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    created = clock.now()
    StepUpCode.objects.create(
        user=user,
        act=act,
        document=document,
        code_hash=_hashed(code),
        created_at=created,
        expires_at=created + LIVES,
    )
    return code


def spend_step_up(user: User, act: str, document: str, code: str) -> StepUpCode:
    """Use up the code that this person made for this act on this document.

    A code is used up by the attempt, whatever becomes of the act. Raises StepUpRequiredError where there is no such
    code, and TooManyAttemptsError after too many wrong ones.
    """
    row = _spent(user, act, document, code) if code else None
    if row is None:
        raise StepUpRequiredError(act, document)
    return row


@transaction.atomic
def _spent(user: User, act: str, document: str, code: str) -> StepUpCode | None:
    attempt = locked_attempt(f"step-up:{user.pk}", "")
    hashed = _hashed(code)
    rows = StepUpCode.objects.usable().select_for_update().filter(user=user, act=act, document=document)
    found = [row for row in rows if constant_time_compare(row.code_hash, hashed)]
    if not found:
        note_failure(attempt)
        return None
    attempt.delete()
    found[0].used_at = clock.now()
    found[0].save(update_fields=["used_at"])
    return found[0]


def _hashed(code: str) -> str:
    return salted_hmac("step-up", code, algorithm="sha256").hexdigest()
