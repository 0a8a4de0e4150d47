"""What belongs to one fictional authority: its rows in every table, found along the foreign keys that lead to it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import StrIndex, Substr

from bestvalue.records.history import histories
from bestvalue.records.models import Event, Stream
from cases.models import Authority, File, Succession

APPS = {"cases", "themes", "notices", "interventions"}
LEFT_OUT: tuple[type[models.Model], ...] = (File, Succession)
"""Files lie once in the store, under a name of their own; a succession ties an authority to another."""
NOT_DOWNWARDS = {"themes.Comparator.authority"}
"""A comparator belongs to its group: that it names an authority makes it no part of that authority."""

Found = dict[type[models.Model], set[Any]]


def collect(authority: Authority) -> Found:
    """Keys of the rows of an authority by model: the authority, all below it, their chains and history."""
    found: Found = defaultdict(set)
    _add_with_all_below(found, Authority, {authority.pk})
    names = {authority.slug, *(str(key) for keys in found.values() for key in keys if not isinstance(key, int))}
    found[Stream] = set(_named(Stream, "name", names))
    found[Event] = set(_named(Event, "stream", names))
    for history in histories():
        if keys := found.get(history.pgh_tracked_model):
            of_these = {f"{history.pgh_tracked_model._meta.pk.name}__in": keys}
            found[history] = set(history._base_manager.filter(**of_these).values_list("pk", flat=True))
    return found


def copied_models() -> Iterator[type[models.Model]]:
    """Every model that an authority may have rows of, itself and its chains included."""
    yield from (Stream, Event)
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in APPS and model not in LEFT_OUT:
            yield model


def _add_with_all_below(found: Found, model: type[models.Model], keys: set[Any]) -> None:
    fresh = keys - found[model]
    if not fresh:
        return
    found[model] |= fresh
    for field in _pointing_at(model):
        below = field.model._base_manager.filter(**{f"{field.name}__in": fresh})
        _add_with_all_below(found, field.model, set(below.values_list("pk", flat=True)))


def _pointing_at(model: type[models.Model]) -> "Iterator[models.Field[Any, Any]]":
    """The foreign keys of copied models that lead to this one."""
    for each in copied_models():
        for field in each._meta.concrete_fields:
            if field.related_model is model and str(field) not in NOT_DOWNWARDS and each is not Event:
                yield field


def _named(model: type[models.Model], field: str, names: Iterable[str]) -> Iterator[Any]:
    """Keys of the rows whose `kind:name` names one of these."""
    name = Substr(field, StrIndex(field, models.Value(":")) + 1)
    return model._base_manager.annotate(told=name).filter(told__in=names).values_list("pk", flat=True).iterator()
