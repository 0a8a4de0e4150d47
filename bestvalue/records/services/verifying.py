"""Proving that no event was changed, removed, inserted or reordered: link by link, and against every anchor."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from django.apps import apps

from bestvalue.records.models import Chained, Event, Removal

from .anchors import digest_of, texts


@dataclass(frozen=True, slots=True)
class Fault:
    """The first broken link of a chain."""

    stream: str
    place: int
    problem: str

    def __str__(self) -> str:
        return f"{self.stream}, event {self.place}: {self.problem}"


@dataclass(frozen=True, slots=True)
class AnchorFault:
    """An anchor that the record of today does not fit."""

    taken_on: str
    problem: str

    def __str__(self) -> str:
        return f"anchor of {self.taken_on}: {self.problem}"


def heads() -> Iterator[tuple[str, int, str]]:
    """Name, length and head of every chain that has events, cases and streams alike."""
    for model in apps.get_models():
        if issubclass(model, Chained):
            for chain in model._default_manager.filter(version__gt=0).iterator():
                yield chain.stream_name, chain.version, chain.head


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


def exported(folder: Path) -> dict[str, str]:
    """The texts of the anchors that were exported to a folder, by their day."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))}


def verify_anchors(files: Mapping[str, str]) -> Iterator[AnchorFault]:
    """Every anchor that the events, or the file exported that day, do not fit.

    A file without its anchor counts too; an anchor without its file does not, since files may be kept elsewhere.
    """
    before, files = "", dict(files)
    for anchor, text in texts():
        day = str(anchor.taken_on)
        exported = files.pop(day, None)
        if exported not in (None, text):
            yield AnchorFault(day, f"its file and the record differ: {_first_difference(str(exported), text)}")
        elif digest_of(text) != anchor.digest:
            yield AnchorFault(day, "the record no longer fits its digest")
        elif anchor.previous_digest != before:
            yield AnchorFault(day, "it does not follow the anchor before it")
        before = anchor.digest
    for day in files:
        yield AnchorFault(day, "there is a file of it, and no such anchor in the record")


def verify_removals() -> Iterator[Fault]:
    """Every tombstone whose event tells of another removal than it does itself."""
    for removal in Removal.objects.select_related("event").iterator(chunk_size=5000):
        event = removal.event
        told = (event.subject, event.after.get("sha256"), event.recorded_at)
        if told != (removal.key, removal.sha256, removal.removed_at):
            yield Fault(event.stream, event.case_version, f"the removal of {removal.key} does not fit its event")


def _first_difference(exported: str, text: str) -> str:
    present = set(text.splitlines())
    return next((line for line in exported.splitlines() if line not in present), "the file lacks a line")


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
