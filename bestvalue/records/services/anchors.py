"""Anchoring all chains, and verifying them link by link."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db import transaction

from bestvalue import clock
from bestvalue.records.models import Anchor, Chained, Event


@dataclass(frozen=True, slots=True)
class Fault:
    """The first broken link of a chain."""

    stream: str
    place: int
    problem: str

    def __str__(self) -> str:
        return f"{self.stream}, event {self.place}: {self.problem}"


def heads() -> Iterator[tuple[str, int, str]]:
    """Name, length and head of every chain that has events, cases and streams alike."""
    for model in apps.get_models():
        if issubclass(model, Chained):
            for chain in model._default_manager.filter(version__gt=0).iterator():
                yield chain.stream_name, chain.version, chain.head


@transaction.atomic
def anchor_chains() -> Anchor:
    """Take today's anchor over all chains, once a day; a second call returns the first's."""
    chains = sorted(heads())
    digest = hashlib.sha256("\n".join(f"{name} {length} {head}" for name, length, head in chains).encode())
    anchor, _ = Anchor.objects.get_or_create(
        taken_on=clock.today(),
        defaults={
            "taken_at": clock.now(),
            "chains": len(chains),
            "events": sum(length for _, length, _ in chains),
            "digest": digest.hexdigest(),
        },
    )
    return anchor


def verify_chains() -> Iterator[Fault]:
    """The first fault of every broken chain; streams through the events in order."""
    expected = {name: (length, head) for name, length, head in heads()}
    events = Event.objects.order_by("stream", "case_version").iterator(chunk_size=5000)
    for stream, chain in groupby(events, key=lambda event: event.stream):
        length, head = expected.pop(stream, (0, ""))
        fault = _first_fault(chain, length, head)
        if fault:
            yield Fault(stream, *fault)
    for stream in sorted(expected):
        yield Fault(stream, 1, "all of its events are missing")


def _first_fault(chain: Iterable[Event], length: int, head: str) -> tuple[int, str] | None:
    place, previous = 0, ""
    for event in chain:
        if event.case_version != place + 1:
            return place + 1, f"an event is missing: {event.case_version} follows {place}"
        if event.previous_hash != previous:
            return event.case_version, "it does not follow the event before it"
        if event.hash != event.computed_hash():
            return event.case_version, "its contents were changed"
        place, previous = event.case_version, event.hash
    return None if (place, previous) == (length, head) else (place, f"the chain should end at event {length}")
