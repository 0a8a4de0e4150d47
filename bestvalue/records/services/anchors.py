"""Anchoring all chains each day, and exporting the anchors out of reach of whoever can write to the database."""

import datetime as dt
import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from bestvalue import clock
from bestvalue.records.models import Anchor, Event, FeedEntry

from .feed import number_events

logger = logging.getLogger(__name__)


@transaction.atomic
def anchor_chains() -> Anchor:
    """Take today's anchor over all that moved since the one before, once a day; a second call returns the first's."""
    number_events()
    today, moment = clock.today(), clock.now()
    before = Anchor.objects.filter(taken_on__lt=today, previous_digest__isnull=False).first()
    events = FeedEntry.objects.aggregate(last=Max("position"))["last"] or 0
    moved = moved_between(before.events if before else 0, events)
    previous = before.digest if before else ""
    facts = {"taken_at": moment, "events": events, "chains": len(moved), "previous_digest": previous}
    digest = digest_of(text_of(Anchor(taken_on=today, **facts), moved))
    return Anchor.objects.get_or_create(taken_on=today, defaults={**facts, "digest": digest})[0]


def moved_between(first: int, last: int) -> list[tuple[int, str, str]]:
    """Length, head and name of every chain with an event in these places of the feed, the first left out; by name."""
    events = Event.objects.filter(feed_entry__position__gt=first, feed_entry__position__lte=last)
    latest = events.order_by("stream", "-case_version").distinct("stream")
    return list(latest.values_list("case_version", "hash", "stream"))


def text_of(anchor: Anchor, moved: Iterable[tuple[int, str, str]]) -> str:
    """What is exported, and hashed: four lines about the anchor, then one for each chain."""
    taken = anchor.taken_at.astimezone(dt.UTC)
    about = (
        f"anchor {anchor.taken_on}",
        f"taken {taken:%Y-%m-%dT%H:%M:%S.%fZ}",
        f"after {anchor.previous_digest or '-'}",
        f"events {anchor.events}",
    )
    return "".join(f"{line}\n" for line in (*about, *(f"{length} {head} {name}" for length, head, name in moved)))


def digest_of(text: str) -> str:
    """SHA-256 of the text, as `sha256sum` gives it for the file."""
    return hashlib.sha256(text.encode()).hexdigest()


def texts(*, but: Collection[str] = ()) -> Iterator[tuple[Anchor, str]]:
    """Every anchor, the oldest first, with the text that today's record gives it; `but` names files to pass over."""
    before = 0
    for anchor in Anchor.objects.filter(previous_digest__isnull=False).order_by("taken_on"):
        if anchor.file_name not in but:
            yield anchor, text_of(anchor, moved_between(before, anchor.events))
        before = anchor.events


def export_anchors(folder: Path) -> list[Path]:
    """Write each anchor that has no file in the folder yet; the new files. What no longer fits is not written."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    for anchor, text in texts(but={file.name for file in folder.iterdir()}):
        file = folder / anchor.file_name
        if digest_of(text) != anchor.digest:
            logger.error("The anchor of %s does not fit the record and was not exported.", anchor.taken_on)
            continue
        making = file.with_suffix(".making")
        making.unlink(missing_ok=True)
        making.write_text(text, encoding="utf-8")
        making.chmod(0o400)
        making.rename(file)
        written.append(file)
    return written
