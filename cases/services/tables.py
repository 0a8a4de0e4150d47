"""Bringing a table of reference data into line with a file: what differs is written, and counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TableReport:
    """How many rows of one table were added, changed, and found as they should be."""

    table: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __str__(self) -> str:
        return f"{self.table}: {self.added} added, {self.changed} changed, {self.unchanged} unchanged"


def sync(model: type[models.Model], rows: Iterable[Row], *, key: tuple[str, ...], label: str = "") -> TableReport:
    """Add the rows that are missing and change those that differ, in three queries; nothing is removed.

    Rows are mappings of attribute names (`kind_id`, not `kind`); `key` names those that identify a row.
    """
    stored = {_values(row, key): row for row in model._default_manager.all()}
    new: list[models.Model] = []
    changed: list[models.Model] = []
    unchanged = 0
    for row in rows:
        found = stored.get(tuple(row[name] for name in key))
        if found is None:
            new.append(model(**row))
        elif _set(found, row):
            changed.append(found)
        else:
            unchanged += 1
    model._default_manager.bulk_create(new)
    if changed:
        model._default_manager.bulk_update(changed, _changeable(model, key))
    return TableReport(label or str(model._meta.verbose_name_plural), len(new), len(changed), unchanged)


def ids(model: type[models.Model], name: str) -> dict[Any, Any]:
    """The primary key of every row of a table, by the value of another column."""
    return dict(model._default_manager.values_list(name, "pk"))


def _values(row: models.Model, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def _set(stored: models.Model, row: Row) -> bool:
    differing = {name: value for name, value in row.items() if getattr(stored, name) != value}
    for name, value in differing.items():
        setattr(stored, name, value)
    return bool(differing)


def _changeable(model: type[models.Model], key: tuple[str, ...]) -> list[str]:
    return [f.name for f in model._meta.concrete_fields if not f.primary_key and f.attname not in key]
