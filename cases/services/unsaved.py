"""Keeping what a person typed into a form and did not save; no part of the record, and nobody else's."""

import json
from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Refused, Unmet
from cases.models import UnsavedWork

MOST = 400_000  # characters of one form's content


def keep_unsaved(*, user: User, place: str, fields: dict[str, Any], base_version: int) -> UnsavedWork:
    """Keep the content of the form at this address, in place of what was kept there before."""
    if len(json.dumps(fields, ensure_ascii=False)) > MOST:
        message = f"This is too long to be kept unsaved: more than {MOST:,} characters. Save the draft, or shorten it."
        raise Refused([Unmet("too_long", message)])
    kept, _ = UnsavedWork.objects.update_or_create(
        user=user, place=place, defaults={"fields": fields, "base_version": base_version, "saved_at": clock.now()}
    )
    return kept


def unsaved_at(user: User, place: str) -> UnsavedWork | None:
    """What this person left unsaved at this address."""
    return UnsavedWork.objects.filter(user=user, place=place).first()


def forget_unsaved(*, user: User, place: str) -> None:
    """Forget it: it was saved, or is not wanted."""
    UnsavedWork.objects.filter(user=user, place=place).delete()
