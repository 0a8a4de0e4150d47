"""Rows as PostgreSQL's COPY writes and reads them, and what of a row a copy has of its own."""

import io
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from cases.models import Document
from themes.models import EvidenceVersion

from .numbers import Model
from .patterns import Finder, Part

Row = dict[str, str]
NULL = r"\N"
FROZEN: dict[Model, set[str]] = {Document: {"title", "body"}, EvidenceVersion: {"title", "body", "summary"}}
"""Texts whose hash is on the record: a copy keeps them word for word, the original's name included."""


def columns_of(model: Model) -> list[str]:
    """The columns of a model's table, in one order."""
    return [str(field.column) for field in model._meta.concrete_fields]


def key_of(model: Model) -> str:
    """The column of a model's primary key."""
    return str(model._meta.pk.column)


def listed(model: Model) -> str:
    """The table and its columns, as COPY names them."""
    names = ", ".join(f'"{column}"' for column in columns_of(model))
    return f'"{model._meta.db_table}" ({names})'


def read_rows(model: Model, keys: Collection[Any]) -> list[Row]:
    """The rows with these keys, in the order of the keys, in COPY's own writing."""
    names, key = ", ".join(f'"{column}"' for column in columns_of(model)), f'"{key_of(model)}"'
    query = f'SELECT {names} FROM "{model._meta.db_table}" WHERE {key}::text = ANY(%s) ORDER BY {key}'
    written = io.StringIO()
    with connection.cursor() as cursor:
        statement = cursor.mogrify(query, [[str(each) for each in keys]]).decode()
        cursor.copy_expert(f"COPY ({statement}) TO STDOUT", written)
    return [dict(zip(columns_of(model), line.split("\t"), strict=True)) for line in written.getvalue().split("\n")[:-1]]


def fresh_uuid(_copy: int = 0) -> str:
    """A random UUID (version 4), made in a fraction of the time that `uuid.uuid4` takes."""
    text = os.urandom(16).hex()
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


Numbered = Mapping[tuple[Model | None, str], int]
"""The places of the values of integer keys, by model and key."""


def compiled(
    model: Model, rows: Sequence[Row], finder: Finder, numbered: Numbered, own: Mapping[str, Part]
) -> Iterator[Part]:
    """Rows of a table in parts; `own` gives what takes the place of whole columns."""
    for row in rows:
        for place, field in enumerate(model._meta.concrete_fields):
            column = str(field.column)
            if place:
                yield "\t"
            if column in own:
                yield own[column]
            elif (key := (_keyed(model, field.name), row[column])) in numbered:
                yield numbered[key]
            elif field.name in FROZEN.get(tracked(model), ()):
                yield row[column]
            else:
                yield from finder.parts(row[column])
        yield "\n"


def tracked(model: Model) -> Model:
    """The model whose rows' past this one keeps, or the model itself."""
    past_of: Model = getattr(model, "pgh_tracked_model", model)
    return past_of


def _keyed(model: Model, name: str) -> Model | None:
    """The model whose key a field holds, if it holds one."""
    field = model._meta.get_field(name)
    if field.is_relation:
        related: Model = field.related_model  # type: ignore[assignment]
        return related
    if field.primary_key:  # type: ignore[union-attr]
        return model
    return None if name.startswith("pgh_") or model is tracked(model) else _keyed(tracked(model), name)
