"""Reading events in the order of the feed; whose events they are is for the caller's policy to say."""

from functools import cache

from django.db.models import CharField, Max, QuerySet

from bestvalue.questions import Given, Question

from .models import Event, FeedEntry


def in_feed_order(events: QuerySet[Event], *, after: int | Given = 0) -> QuerySet[Event]:
    """Those of the events that have a place beyond `after`, by place."""
    return events.filter(feed_entry__position__gt=after).order_by("feed_entry__position")


def position_of(hash_: str) -> int | None:
    """The place of the event with this hash; None where there is no such event in the feed."""
    return next(iter(_position().ask(hash=hash_)), None)


@cache
def _position() -> Question[FeedEntry]:
    return Question(FeedEntry.objects.filter(event__hash=Given("hash", CharField())).values_list("position", flat=True))


def last_position() -> int:
    """The place of the latest event in the feed; 0 where there is none."""
    found: int | None = FeedEntry.objects.aggregate(last=Max("position"))["last"]
    return found or 0
