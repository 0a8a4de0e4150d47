"""Forms of drafts that hold several of the same thing, such as actions or milestones, each with its own fields."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from .drafts import DraftForm, Section, Typed, plain_value

MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one sort: `name` begins the names of their fields, `many` is what the service calls them.

    `fields` make the fields of one row from its place; a row whose first field is empty is left out.
    """

    name: str
    many: str
    heading: str
    fields: Mapping[str, Callable[[int], forms.Field]]
    hint: str = ""

    @property
    def section(self) -> Section:
        """All of them, as a part of the form that one person changes as a whole."""
        return Section(self.many, self.heading, rf"{self.name}_\d+_({'|'.join(self.fields)})")

    def numbers_in(self, names: Iterable[Any]) -> list[int]:
        """The numbers of the rows that were sent or are there, in order."""
        return numbered(re.compile(rf"{self.name}_(\d{{1,4}})_{next(iter(self.fields))}"), names)


@dataclass(frozen=True, slots=True)
class ShownRows:
    """The rows of one sort as the page shows them."""

    rows: Rows
    shown: Sequence[tuple[str, list[BoundField]]]


class RowsForm(DraftForm):
    """A draft with rows. Give `SORTS`; a new form begins with one row of each."""

    SORTS: ClassVar[Sequence[Rows]] = ()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        given = self.data if self.is_bound else self.initial
        self.numbers = {each.name: each.numbers_in(given) or ([] if self.is_bound else [1]) for each in self.SORTS}
        for sort in self.SORTS:
            for place, number in enumerate(self.numbers[sort.name], start=1):
                for part, make in sort.fields.items():
                    self.fields[f"{sort.name}_{number}_{part}"] = make(place)

    def sections(self) -> list[Section]:
        """The plain fields, each by itself, then the rows of each sort."""
        rows = [each.section for each in self.SORTS]
        plain = [each for each in super().sections() if not any(row.holds(each.name) for row in rows)]
        return [*plain, *rows]

    def _is_plain(self, name: str) -> bool:
        return not any(each.holds(name) for each in (*self.ROWS, *(sort.section for sort in self.SORTS)))

    @property
    def plain_fields(self) -> list[BoundField]:
        """The fields that are in no row, in the order of the form."""
        return [self[name] for name in self.fields if self._is_plain(name)]

    @property
    def row_sorts(self) -> list[ShownRows]:
        """The rows of each sort, each with the name by which it is removed."""
        return [
            ShownRows(
                sort,
                [
                    (f"{sort.name}_{number}", [self[f"{sort.name}_{number}_{part}"] for part in sort.fields])
                    for number in self.numbers[sort.name]
                ],
            )
            for sort in self.SORTS
        ]

    def given(self) -> dict[str, Any]:
        """What the service takes: the plain fields that hold something valid, and the rows that are not empty."""
        plain = {name: value for name, value in self.cleaned_data.items() if self._is_plain(name)}
        return plain | {sort.many: list(self._rows(sort)) for sort in self.SORTS}

    def _rows(self, sort: Rows) -> Iterable[dict[str, Any]]:
        first = next(iter(sort.fields))
        for number in self.numbers[sort.name]:
            row = {part: self.cleaned_data.get(f"{sort.name}_{number}_{part}") for part in sort.fields}
            if row[first]:
                yield row

    def with_rows_changed(self, do: str) -> Typed:
        """What was typed with a row more or fewer, as the button says: `add:action`, `remove:action_2`."""
        typed, (act, _, what) = self.typed(), do.partition(":")
        if act == "remove":
            return {name: each for name, each in typed.items() if not name.startswith(f"{what}_")}
        sort = next((each for each in self.SORTS if each.name == what), None)
        if act != "add" or sort is None:
            return typed
        number = max(self.numbers[what], default=0) + 1
        return {**typed, **dict.fromkeys((f"{what}_{number}_{part}" for part in sort.fields), "")}


def numbered(pattern: re.Pattern[str], names: Iterable[Any]) -> list[int]:
    """The numbers of the rows whose names match, in order; at most a hundred."""
    found = {int(match[1]) for name in names if (match := pattern.fullmatch(str(name)))}
    return sorted(found)[:MOST_ROWS]


def typed_rows(sort: Rows, rows: Iterable[Any]) -> Typed:
    """The content of the rows as they are saved."""
    return {
        f"{sort.name}_{number}_{part}": plain_value(getattr(row, part))
        for number, row in enumerate(rows, start=1)
        for part in sort.fields
    }
