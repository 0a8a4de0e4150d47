"""How the database keeps what each row was (design 7): triggers write a version at every change, below the ORM.

`keep_versions` copies the row at each insert, update and delete. `keep_arrivals` notes only when a row came: for rows
that are never changed, and for those that are shown only as they are now. No session can switch either off.
"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

import pghistory
import pghistory.models
import pghistory.trigger
import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce

from .triggers import FirmTrigger, kept, refusal

ACT = "bestvalue.act"  # the setting that names the event which the act in progress will write: `<stream> <number>`
BEFORE_HISTORY = "backfill"  # the label of what was there already when history began


class Version(pghistory.models.Event):
    """A row as it was from one instant on: that of its transaction, which its event bears as well."""

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_act = models.TextField(
        "the event of the same act",
        db_default=Coalesce(
            models.Func(
                models.Value(ACT), models.Value(True), function="current_setting", output_field=models.TextField()
            ),
            models.Value(""),
        ),
    )

    class Meta:
        abstract = True


def only_forgets(table: str, key: str) -> pgtrigger.Trigger:
    """Trigger: a version is never changed, except to what its row now says, as retention does with personal data."""
    return FirmTrigger(
        name="only_forgets",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        declare=[("present", "jsonb")],
        func=f"""
            SELECT to_jsonb(each) INTO present FROM {table} each WHERE each.{key} = OLD.{key};
            IF EXISTS (
                SELECT FROM jsonb_each(to_jsonb(NEW)) AS changed
                WHERE changed.value IS DISTINCT FROM to_jsonb(OLD) -> changed.key
                AND changed.value IS DISTINCT FROM present -> changed.key
            ) THEN {refusal("A version of a row is never changed, except to what the row now says (R42, N22).")} END IF;
            RETURN NEW;
        """,
    )


class WrittenFirmly(FirmTrigger, pghistory.trigger.Event):
    """pghistory's trigger, which no session can switch off."""


class Kept(pghistory.RowEvent):
    """Writes a version at one kind of change; none where an update changed nothing."""

    def add_event_trigger(self, event_model: Any) -> None:
        """Register our trigger in place of pghistory's."""
        trigger = WrittenFirmly(  # type: ignore[no-untyped-call]
            event_model=event_model,
            label=self.label,
            name=f"history_{self.label}",
            row=self.row,
            operation=self.operation,
            condition=self.condition,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


def keep_versions(models_of: Iterable[type[models.Model]], *, by_effective_day: bool = True) -> None:
    """Keep every version of the rows of these models, to stand by the effective days of their acts where asked."""
    for model in models_of:
        trackers = (
            Kept("insert", operation=pgtrigger.Insert, row="NEW"),
            Kept("update", operation=pgtrigger.Update, row="NEW"),
            Kept("delete", operation=pgtrigger.Delete, row="OLD"),
        )
        _keep(model, *trackers, fields=model._meta.local_concrete_fields, by_effective_day=by_effective_day)


def keep_arrivals(models_of: Iterable[type[models.Model]]) -> None:
    """Keep when the rows of these models came."""
    for model in models_of:
        _keep(model, Kept("insert", operation=pgtrigger.Insert, row="NEW"), fields=[model._meta.pk])


def histories() -> list[Any]:
    """The models that hold versions or arrivals, each with its `pgh_tracked_model`, by table."""
    found = (each for each in apps.get_models() if issubclass(each, Version))
    return sorted(found, key=lambda each: each._meta.db_table)


def forget(row: models.Model, *fields: str) -> int:
    """Make every version of a row say what it says now of these fields, none a key; returns how many there are."""
    history = next(each for each in histories() if each.pgh_tracked_model is type(row))
    present = {name: getattr(row, name) for name in fields}
    return cast(int, history.objects.filter(**{row._meta.pk.name: row.pk}).update(**present))


def _keep(model: type[models.Model], *trackers: Kept, fields: Sequence[Any], by_effective_day: bool = True) -> None:
    keys = [each for each in fields if each.is_relation]
    parents = [each.name for each in keys if each.related_model._meta.app_label != "accounts"]
    key: Any = model._meta.pk
    create: Any = pghistory.create_event_model  # its types want a field where it takes none
    create(
        model,
        *trackers,
        fields=[each.name for each in fields],
        attrs={
            "holds_whole_rows": len(fields) > 1,
            "by_effective_day": by_effective_day,
            **{each.name: _column(each) for each in keys},
        },
        model_name=f"{model.__name__}History",
        base_model=Version,
        abstract=False,
        obj_field=None,
        context_field=None,
        meta={
            "indexes": [models.Index(fields=[key.name, "-pgh_id"]), *(models.Index(fields=[each]) for each in parents)],
            "triggers": [*kept(), only_forgets(model._meta.db_table, key.column)],
        },
    )


def _column(key: Any) -> Any:
    """A plain column for a foreign key: relations between the models of history would slow every migration."""
    target = key.target_field
    while target.is_relation:
        target = target.target_field
    counted: Any = {models.BigAutoField: models.BigIntegerField, models.AutoField: models.IntegerField}
    kind = counted.get(type(target), type(target))
    return kind(db_column=key.column, null=key.null, max_length=target.max_length)
