"""Triggers that hold the rules in the database. Unlike pgtrigger's own, no session setting can switch them off."""

from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.db import models
from pgtrigger import compiler


class FirmTriggerSql(compiler.UpsertTriggerSql):
    """The SQL of a trigger without pgtrigger's escape hatch (`SET pgtrigger.ignore`),
    which any SQL client could use.
    """

    def get_template(self) -> str:
        """The installation SQL; migrations refer to it, so change it only in a way old migrations survive."""
        return """
            CREATE OR REPLACE FUNCTION {pgid}() RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;
            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};
            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class FirmTrigger(pgtrigger.Trigger):
    """A trigger that holds for every session; only a superuser's or owner's change of the schema removes it."""

    def compile(self, model: models.Model) -> compiler.Trigger:
        """Compile as pgtrigger does, with our template in place of its own."""
        compiled = super().compile(model)
        arguments = {name: value for name, value in compiled.sql.kwargs.items() if name != "ignore_func_name"}
        return compiler.Trigger(name=self.name, sql=FirmTriggerSql(**arguments))


def refusal(message: str) -> str:
    """PL/pgSQL that refuses with `message`, as a check violation, so that Django raises IntegrityError."""
    return f"RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = '{_quoted(message)}';"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


class Refuse(FirmTrigger):
    """Refuses an operation on any row, with a message."""

    when = pgtrigger.Before

    def __init__(self, *, message: str, **options: Any) -> None:
        super().__init__(func=refusal(message), **options)


def kept() -> list[pgtrigger.Trigger]:
    """Triggers of a table whose rows are never deleted (N22)."""
    return [
        Refuse(name="never_deleted", operation=pgtrigger.Delete, message="Records are never deleted (N22)."),
        Refuse(
            name="never_truncated",
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            message="Records are never deleted (N22).",
        ),
    ]


def append_only() -> list[pgtrigger.Trigger]:
    """Triggers of a table to which rows are only ever added (R42)."""
    return [
        *kept(),
        Refuse(name="never_updated", operation=pgtrigger.Update, message="Records are never changed (R42)."),
    ]


def set_once(*fields: str) -> pgtrigger.Trigger:
    """Trigger: each of these columns keeps its value once it has one."""
    changed = " OR ".join(f"(OLD.{name} IS NOT NULL AND NEW.{name} IS DISTINCT FROM OLD.{name})" for name in fields)
    message = f"A fact that was set once is not changed: {', '.join(fields)}."
    return FirmTrigger(
        name="set_once",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"IF {changed} THEN {refusal(message)} END IF; RETURN NEW;",
    )


def part_of_a_draft(parent: str, column: str, *, operation: Any = None) -> pgtrigger.Trigger:
    """Trigger: a part is added, changed and removed only while what it belongs to is a draft (R2).

    `parent` is the parent's table and `column` the part's key to it; `operation` defaults to all three.
    """
    message = "The parts of what is no longer a draft are not changed (R2)."
    return FirmTrigger(
        name="part_of_a_draft",
        when=pgtrigger.Before,
        operation=operation or (pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete),
        func=f"IF (SELECT state FROM {parent} WHERE id = COALESCE(NEW.{column}, OLD.{column})) <> 'draft' "
        f"THEN {refusal(message)} END IF; RETURN COALESCE(NEW, OLD);",
    )


def lawful_states(pairs: Iterable[tuple[str, str]], *, initial: str, field: str = "state") -> list[pgtrigger.Trigger]:
    """Triggers: rows begin in `initial`, and `field` changes only along `pairs`."""
    listed = ", ".join(f"('{source}', '{target}')" for source, target in sorted(set(pairs)))
    return [
        FirmTrigger(
            name="begins_at_the_beginning",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=f"IF NEW.{field} <> '{initial}' THEN {refusal(f'It must begin as {initial}.')} END IF; RETURN NEW;",
        ),
        FirmTrigger(
            name="only_lawful_changes",
            when=pgtrigger.Before,
            operation=pgtrigger.UpdateOf(field),
            func=f"IF NEW.{field} <> OLD.{field} AND (OLD.{field}, NEW.{field}) NOT IN ({listed}) "
            f"THEN {refusal('No lawful act changes it from one of these states to the other.')} END IF; RETURN NEW;",
        ),
    ]
