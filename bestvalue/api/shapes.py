"""What answers look like: serializers that only show, quick where there are many rows.

The framework makes every field anew for each answer, and looks up each anew for every row. Here the fields of a shape
are made once, and how each is read from a row and written is worked out once for an answer; what comes out is the same.
A list may be read as `bare` rows, without an object of a model for each: that is half of what a list costs.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache, cached_property
from operator import attrgetter, itemgetter
from typing import Any, TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from rest_framework import serializers
from rest_framework.fields import Field, SkipField, is_simple_callable

from .fields import OwnAddressField

T = TypeVar("T")
M = TypeVar("M", bound=Model)
Member = Callable[[Any], Any]


def in_utc(moment: dt.datetime, timespec: str = "auto") -> str:
    """An instant in UTC, written with a Z."""
    return moment.astimezone(dt.UTC).isoformat(timespec=timespec).replace("+00:00", "Z")


WRITTEN: Mapping[type, Member] = {
    serializers.BooleanField: bool,
    serializers.CharField: str,
    serializers.ChoiceField: str,
    serializers.DateField: dt.date.isoformat,
    serializers.DateTimeField: in_utc,
    serializers.IntegerField: int,
    serializers.UUIDField: str,
}
"""How what fields of these very types hold is written, as the framework does, but sooner."""

_made: dict[type, dict[str, tuple[Any, Callable[[Any], Any]]]] = {}  # the fields of a shape, and what copies each


class Shape(serializers.Serializer[T]):
    """Shows something that is no row of a table."""

    _bare: list[tuple[str, Member, Member, bool]] | None = None

    def get_fields(self) -> dict[str, Any]:
        """The fields, copied for this answer."""
        if type(self) not in _made:
            _made[type(self)] = {name: (field, _copier(field)) for name, field in super().get_fields().items()}
        return {name: copied(field) for name, (field, copied) in _made[type(self)].items()}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """What is shown of one thing."""
        if isinstance(instance, tuple):
            return self._of_bare(instance)
        if isinstance(instance, Mapping):
            return super().to_representation(instance)  # type: ignore[arg-type]
        try:
            return {name: member(instance) for name, member in self._members}
        except SkipField:  # it has no such member, and need not have it
            return super().to_representation(instance)

    def needed_columns(self) -> Iterator[str]:
        """What a bare row must hold for this shape, as queries name it."""
        for field in self._readable_fields:
            if isinstance(field, Shape):
                yield from field.needed_columns()
            if column := self._column(field):
                yield column

    @cached_property
    def _path(self) -> str:
        """How the columns of a bare row begin that are of this shape, which may be a part of another."""
        if not isinstance(self.parent, Shape):
            return ""
        return self.parent._path if self.source == "*" else f"{self.parent._path}{self.source}__"

    def _column(self, field: Any) -> str | None:
        """The column that a field shows; of a part that may be missing, the one that tells whether it is there."""
        if isinstance(field, Shape):
            return f"{self._path}{field.source}_id" if field.allow_null else None
        name = field.lookup_field if isinstance(field, OwnAddressField) else "__".join(field.source_attrs)
        return f"{self._path}{name}" if name else None

    @cached_property
    def _members(self) -> list[tuple[str, Member]]:
        return [(str(field.field_name), _member(field)) for field in self._readable_fields]

    def _of_bare(self, row: Any) -> dict[str, Any]:
        """What is shown of one bare row; the rows of one answer have their columns in the same places."""
        if self._bare is None:
            places = {name: place for place, name in enumerate(row._fields)}
            self._bare = [self._member_of_bare(field, places) for field in self._readable_fields]
        return {
            name: None if (found := read(row)) is None else write(row if whole else found)
            for name, read, write, whole in self._bare
        }

    def _member_of_bare(self, field: Any, places: Mapping[str, int]) -> tuple[str, Member, Member, bool]:
        """A field's name, what reads it from a bare row, what writes it, and whether that takes the whole row."""
        part, column = isinstance(field, Shape), self._column(field)
        if column is None:
            return field.field_name, _itself, field.to_representation if part else _member(field), True
        write = WRITTEN.get(type(field), field.to_representation)
        return field.field_name, itemgetter(places[column]), write, part


class ModelShape(Shape[M], serializers.ModelSerializer[M]):
    """Shows a row of a table."""


def bare(rows: QuerySet[Any], shape: type[Shape[Any]], *more: str) -> QuerySet[Any]:
    """The same rows with nothing but the columns that a shape shows, and `more`, as named tuples.

    Who counts them counts `rows`, which join no table for the sake of a column (`CountedPaginator`).
    """
    found = rows.values_list(*_columns(shape), *more, named=True)
    found.counted_as = rows  # type: ignore[attr-defined]  # a narrower list is another query, which does not have it
    return found


@cache
def _columns(shape: type[Shape[Any]]) -> list[str]:
    return list(dict.fromkeys(shape().needed_columns()))


def _copier(field: Any) -> Callable[[Any], Any]:
    """What copies a field, to be bound to another shape; what it is made of is bound to it in its turn."""
    return deepcopy if any(isinstance(part, Field) for part in vars(field).values()) else _alike


def _alike(field: Any) -> Any:
    """What `copy.copy` makes of a field, in a fifth of the time."""
    made = object.__new__(type(field))
    vars(made).update(vars(field))
    return made


def _member(field: Any) -> Member:
    """What gives the value of one field, written, for any object."""
    if isinstance(field, serializers.SerializerMethodField):
        return cast(Member, getattr(field.parent, field.method_name))
    plain = type(field).get_attribute is Field.get_attribute
    if plain and not field.source_attrs:
        return cast(Member, field.to_representation)
    read = attrgetter(field.source) if plain else field.get_attribute
    write = WRITTEN.get(type(field), field.to_representation)

    def value(row: Any) -> Any:
        try:
            found = read(row)
        except (AttributeError, KeyError, ObjectDoesNotExist):
            found = field.get_attribute(row)
        if callable(found) and is_simple_callable(found):
            found = found()
        return None if found is None else write(found)

    return value


def _itself(row: Any) -> Any:
    return row
