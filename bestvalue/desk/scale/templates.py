"""One fictional authority of the demonstration, compiled so that its copies are written without looking at it again."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any

from bestvalue.records.models import Event
from cases.models import Authority, AuthorityAccount, Case, Publication
from cases.models.case import new_handle
from notices.models import NoticeRecipient
from themes.models import ComparatorGroup

from .collecting import Found
from .numbers import COPY_CODES, Maker, Model, Numbers
from .patterns import Finder, Part, Pattern
from .rows import NULL, Row, compiled, fresh_uuid, key_of, read_rows

TOLD_BY_NUMBER: dict[Model, tuple[str, ...]] = {
    AuthorityAccount: ("account:",),
    ComparatorGroup: ("comparator_group:",),
    NoticeRecipient: ('"recipient": ', '"recipient":'),
}
"""How events tell of rows that have a number for a key."""


class Template:
    """One authority with all that is below it; `case` is its latest case, on which more may happen."""

    def __init__(self, authority: Authority, found: Found, numbers: Numbers, at: dt.datetime) -> None:
        self.case = Case.objects.filter(authority=authority).latest("opened_on")
        self.rows = {model: read_rows(model, keys) for model, keys in found.items() if keys}
        self.makers: list[Maker] = []
        self.named: dict[str, Sequence[Part]] = {}
        self.numbered: dict[tuple[Model | None, str], int] = {}
        self._name_keys(numbers)
        self._name_words(authority, numbers)
        events = Event.objects.filter(pk__in=found[Event]).order_by("pk")
        self.named |= {each.hash: (place,) for place, each in enumerate(events, len(self.makers))}
        self.head, self.version = len(self.makers) + len(events), len(self.makers) + len(events) + 1
        finder = Finder(self.named)
        self.canonical = [canonical_pattern(event, finder, at) for event in events]
        self.patterns = {model: Pattern(self._parts(model, finder, at)) for model in self.rows}

    def values(self, copy: int) -> list[Any]:
        """What this copy has of its own: keys, names, and the hashes of its events, each following the one before."""
        values = [make(copy) for make in self.makers]
        for pattern in self.canonical:
            values.append(hashlib.sha256(pattern.fill(values).encode()).hexdigest())
        return values

    def last_hash(self, values: Sequence[Any]) -> str:
        """The hash of the last event that the copied case brings with it."""
        place = self.named[self.case.head][0]
        return str(values[int(place)])

    def _name_keys(self, numbers: Numbers) -> None:
        for model, rows in self.rows.items():
            kind = model._meta.pk.get_internal_type()
            for written in (row[key_of(model)] for row in rows):
                if kind == "UUIDField":
                    self._name(written, fresh_uuid)
                elif kind.endswith("AutoField"):
                    place = self.numbered[(model, written)] = self._add(numbers.of_rows(model).member())
                    self.named |= {f"{words}{written}": (words, place) for words in TOLD_BY_NUMBER.get(model, ())}

    def _name_words(self, authority: Authority, numbers: Numbers) -> None:
        name, slug, first = authority.name.removesuffix(" (fictional)"), authority.slug, numbers.first_copy
        self._name(authority.name, lambda copy: f"{name} {first + copy:05d} (fictional)")
        self._name(slug, lambda copy: f"{slug}-{first + copy:05d}")
        self._name(str(authority.ons_code), lambda copy: f"{COPY_CODES}{first + copy:07d}")
        cases, publications = self.rows[Case], self.rows.get(Publication, [])
        for case in cases:
            self._name(case["handle"], lambda _copy: new_handle())
        for reference in [*(case["reference"] for case in cases), *(each["register_id"] for each in publications)]:
            if reference != NULL:
                self._name_reference(reference, numbers)

    def _name_reference(self, reference: str, numbers: Numbers) -> None:
        prefix = reference[: reference.rindex("-") + 1]
        number = numbers.of_references(prefix).member()
        self._name(reference, lambda copy: f"{prefix}{number(copy):04d}")

    def _name(self, text: str, make: Maker) -> None:
        self.named[text] = (self._add(make),)

    def _add(self, make: Maker) -> int:
        self.makers.append(make)
        return len(self.makers) - 1

    def _parts(self, model: Model, finder: Finder, at: dt.datetime) -> list[Part]:
        parts: list[Part] = []
        for row in self.rows[model]:
            parts += compiled(model, [row], finder, self.numbered, self._own(model, row, at))
        return parts

    def _own(self, model: Model, row: Row, at: dt.datetime) -> dict[str, Part]:
        """What takes the place of whole columns: chains go on, and what is copied now is recorded now."""
        if model is Case and row["id"] == str(self.case.pk):
            return {"head": self.head, "version": self.version}
        return recorded(at)


def recorded(at: dt.datetime) -> dict[str, Part]:
    """The columns that tell when the database recorded a row."""
    return {"recorded_at": at.isoformat(), "pgh_created_at": at.isoformat()}


def canonical_pattern(event: Event, finder: Finder, at: dt.datetime) -> Pattern:
    """What is hashed of a copy of the event, recorded at that instant."""
    event.recorded_at = at
    return Pattern(finder.parts(event.canonical().decode()))
