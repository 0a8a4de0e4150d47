"""Reads about messages: a person's own, and for administrators what became of the emails."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Min, Q, QuerySet

from bestvalue.accounts.models import User

from .kinds import KINDS, Kind, Way
from .knowing import still_known
from .models import Delivery, Message, Preference, State
from .models.deliveries import OPEN
from .policy import looks_after_deliveries


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of message, and how a person hears of it."""

    key: str
    kind: Kind
    way: Way


def own_messages(user: User) -> QuerySet[Message]:
    """What was said to this person, unread first, then the latest first."""
    rows = Message.objects.filter(recipient=user).annotate(is_read=Q(read_at__isnull=False))
    return rows.order_by("is_read", "-written_at", "pk")


def as_known(user: User, rows: list[Message]) -> list[Message]:
    """The same messages; one whose matter the person may no longer know of says nothing more (`withheld`)."""
    known = still_known(user, rows)
    for each in rows:
        each.withheld = each.pk not in known  # type: ignore[attr-defined]
        if each.pk not in known:
            each.subject, each.text, each.link, each.about = "You can no longer see this message", "", "", ""
    return rows


def unread_messages(user: User) -> int:
    """How many messages this person has not read."""
    return Message.objects.filter(recipient=user, read_at__isnull=True).count()


def choices_of(user: User) -> list[Choice]:
    """How this person hears of each kind of message: as they chose, else as usual; at once of what is urgent."""
    chosen = dict(Preference.objects.filter(user=user).values_list("kind", "way"))
    return [
        Choice(key, kind, Way.AT_ONCE if kind.urgent else Way(chosen.get(key, kind.default)))
        for key, kind in KINDS.items()
    ]


def deliveries_for(user: User) -> QuerySet[Delivery]:
    """Every email, for administrators; none for anybody else. What the messages say is not read."""
    rows = Delivery.objects.select_related("recipient", "message").order_by("-created_at", "pk")
    unsaid = rows.defer("message__subject", "message__text", "message__link", "message__about", "message__key")
    return unsaid if looks_after_deliveries(user) else unsaid.none()


def undelivered_for(user: User) -> QuerySet[Delivery]:
    """The emails that nobody tries any more, for administrators, the oldest first."""
    return deliveries_for(user).filter(state=State.DEAD).order_by("created_at", "pk")


def outbox_depth() -> int:
    """How many emails are still to be sent."""
    return Delivery.objects.filter(state__in=OPEN).count()


def oldest_waiting() -> dt.datetime | None:
    """Since when the oldest email that is still to be sent has waited; None where none waits."""
    oldest: dt.datetime | None = Delivery.objects.filter(state__in=OPEN).aggregate(oldest=Min("created_at"))["oldest"]
    return oldest
