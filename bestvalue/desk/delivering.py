"""Sending events to webhooks: in the order of the feed, at least once each, and only what the owner may see then."""

import datetime as dt
import secrets
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.urls import reverse
from rest_framework.renderers import JSONRenderer

from bestvalue import clock
from bestvalue.api.addresses import Resolver, resolve
from bestvalue.api.models import Delivery, Webhook
from bestvalue.api.sending import Outcome, send
from bestvalue.api.signing import signed_headers
from bestvalue.desk.api.events import FeedEventSerializer
from bestvalue.desk.selectors.feed import events_for
from bestvalue.messages.services.notifying import notify
from bestvalue.records.models import Event
from bestvalue.records.selectors import in_feed_order, last_position
from bestvalue.records.services import note_reading, number_events

MOST = 200  # attempts in one run
BATCH = 500  # events queued for one webhook in one run
LEASE = dt.timedelta(minutes=2)  # after which an attempt that a crash left behind is made again
SHORTEST_WAIT, LONGEST_WAIT = dt.timedelta(seconds=30), dt.timedelta(hours=6)
JITTER = 0.2
SUSPENDED_AFTER = dt.timedelta(days=5)

State = Delivery.State


def deliver_webhooks(*, now: dt.datetime | None = None, limit: int = MOST, look_up: Resolver = resolve) -> int:
    """Queue what is new for every active webhook, then make at most `limit` attempts that are due; returns how many.

    `now` is the instant that counts, the present one if none is given. Any number of these may run at once.
    """
    number_events()
    for webhook in Webhook.objects.filter(state=Webhook.State.ACTIVE).values_list("pk", flat=True):
        _queue(webhook, now or clock.now())
    made = 0
    while made < limit and (delivery := _claimed(now or clock.now())):
        _attempt(delivery, now, look_up)
        made += 1
    return made


@transaction.atomic
def _queue(pk: UUID, moment: dt.datetime) -> None:
    """Look through the feed from where the webhook is, and keep a delivery for each event that its owner may see."""
    active = Webhook.objects.select_for_update(skip_locked=True, of=("self",)).filter(state=Webhook.State.ACTIVE)
    webhook = active.select_related("owner").filter(pk=pk).first()
    if webhook is None:
        return
    end = last_position()
    events = in_feed_order(events_for(webhook.owner), after=webhook.position).filter(feed_entry__position__lte=end)
    found = list((events.filter(verb__in=webhook.verbs) if webhook.verbs else events)[:BATCH])
    number = webhook.deliveries.aggregate(last=Max("number"))["last"] or 0
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, event=event, number=number + place, next_at=moment)
        for place, event in enumerate(found, start=1)
    )
    webhook.position = found[-1].feed_entry.position or end if len(found) == BATCH else end
    webhook.save(update_fields=["position"])


@transaction.atomic
def _claimed(moment: dt.datetime) -> Delivery | None:
    """A delivery that is due and the first that waits for its webhook, taken for as long as an attempt may last."""
    waiting = Delivery.objects.filter(state=State.WAITING)
    before = waiting.filter(webhook=OuterRef("webhook"), number__lt=OuterRef("number"))
    due = waiting.filter(~Exists(before), next_at__lte=moment, webhook__state=Webhook.State.ACTIVE)
    found = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_at", "pk").first()
    if found:
        found.attempts, found.next_at, found.tried_at = found.attempts + 1, moment + LEASE, moment
        found.save(update_fields=["attempts", "next_at", "tried_at"])
    return found


def _attempt(delivery: Delivery, now: dt.datetime | None, look_up: Resolver) -> None:
    """Send it if the owner may know of the event at this moment; else withhold it."""
    webhook = Webhook.objects.select_related("owner").get(pk=delivery.webhook_id)
    event = events_for(webhook.owner).filter(pk=delivery.event_id).first()
    if event is None:
        _mine(delivery).update(state=State.WITHHELD, next_at=None)
        return
    if event.case_id:
        note_reading(reader=webhook.owner, case_id=event.case_id, subject=webhook.key)
    body = body_of(event)
    headers = signed_headers(webhook, event.hash, body, now or clock.now())
    _settle(delivery, send(webhook.target, body, headers, look_up), now or clock.now())


def body_of(event: Event) -> bytes:
    """What is sent: `type`, `timestamp` and, as `data`, the entry of the change feed."""
    data = FeedEventSerializer(event).data
    content: bytes = JSONRenderer().render({"type": event.verb, "timestamp": data["recorded_at"], "data": data})
    return content


@transaction.atomic
def _settle(delivery: Delivery, outcome: Outcome, moment: dt.datetime) -> None:
    """Keep what came of an attempt, unless its time was over and another was begun.

    A suspension is nobody's act, so it writes no event; the row and the log of deliveries tell of it.
    """
    webhook = Webhook.objects.select_for_update(of=("self",)).get(pk=delivery.webhook_id)
    kept = {"status": outcome.status, "answer": outcome.answer}
    if outcome.good:
        _mine(delivery).update(state=State.SENT, next_at=None, **kept)
        webhook.failing_since = None
    else:
        webhook.failing_since = webhook.failing_since or moment
        _mine(delivery).update(next_at=moment + wait(moment - webhook.failing_since), **kept)
        if webhook.state == Webhook.State.ACTIVE and moment - webhook.failing_since >= SUSPENDED_AFTER:
            webhook.state = Webhook.State.SUSPENDED
            tell_owner(webhook, "Nothing was taken at this address for five days, so nothing more is sent to it.")
    webhook.save(update_fields=["failing_since", "state", "told"])


def wait(failing_for: dt.timedelta) -> dt.timedelta:
    """How long to wait after a failure: as long as it has failed so far, from 30 seconds to 6 hours, give or take."""
    jitter = 1 + JITTER * secrets.SystemRandom().uniform(-1, 1)
    return min(max(failing_for, SHORTEST_WAIT), LONGEST_WAIT) * jitter


def tell_owner(webhook: Webhook, message: str) -> None:
    """Tell the owner, and leave word with the webhook until it is resumed; the caller saves the row."""
    webhook.told = message
    notify(
        to=webhook.owner,
        key=f"{webhook.key}:suspended:{webhook.failing_since}",
        kind="operations",
        subject="A webhook of yours was suspended",
        text=message,
        link=reverse("desk:webhook", args=[webhook.pk]),
        private=False,
    )


def _mine(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts, state=State.WAITING)
