"""What a person does with their own messages."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Refused, Unmet
from bestvalue.messages.kinds import KINDS, Way
from bestvalue.messages.models import Message, Preference


def mark_read(*, by: User, message: Message) -> Message:
    """Note that a person has read a message of theirs; the first time counts. No daily email collects it any more."""
    Message.objects.filter(pk=message.pk, recipient=by, read_at__isnull=True).update(read_at=clock.now())
    message.refresh_from_db(fields=["read_at"])
    return message


def mark_all_read(*, by: User, until: dt.datetime) -> int:
    """Note that a person has read all that was written up to an instant, when they last looked; how many."""
    unread = Message.objects.filter(recipient=by, read_at__isnull=True, written_at__lte=until)
    return unread.update(read_at=clock.now())


@transaction.atomic
def choose_ways(*, by: User, ways: Mapping[str, str]) -> None:
    """Set how a person hears of some kinds of message, from now on.

    Raises Refused for a kind or a way that there is not, and for less than at once of what is urgent.
    """
    unmet = [each for kind, way in ways.items() if (each := _wrong_with(kind, way))]
    if unmet:
        raise Refused(unmet)
    for kind, way in ways.items():
        Preference.objects.update_or_create(user=by, kind=kind, defaults={"way": way})


def _wrong_with(kind: str, way: str) -> Unmet | None:
    if kind not in KINDS or way not in Way.values:
        return Unmet("unknown", f"There is no such choice: {kind}, {way}.")
    if KINDS[kind].urgent and way != Way.AT_ONCE:
        return Unmet("urgent", f"You hear of this at once, by email: {KINDS[kind].label.lower()}.")
    return None
