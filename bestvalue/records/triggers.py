"""Triggers that hold the rules in the database. Unlike pgtrigger's own, no session setting can switch them off."""

from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.db import models
from pgtrigger import compiler

SEARCH_PATH = "search_path = public, pg_temp"
"""What the functions of triggers look at, last of all a session's temporary tables, which anybody may make and name."""


class FirmTriggerSql(compiler.UpsertTriggerSql):
    """The SQL of a trigger without pgtrigger's escape hatch (`SET pgtrigger.ignore`), which any SQL client could use,
    and deaf to the session's own search path.
    """

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        # beside the template, so that the hashes by which migrations know triggers stay what they are
        self.data += f"ALTER FUNCTION {self.pgid}() SET {SEARCH_PATH};"

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


TOMBSTONE = ("Removed on ", " of the retention schedule")
"""How a text begins and ends that stands for one which was removed; between them the day and the rule."""


def removal_of(kind: str, *texts: str, emptied: str = "") -> str:
    """SQL that holds for one change alone: these texts of a row give way to tombstones, and nothing else changes.

    It takes a `Removal` of the row in the same transaction. `emptied` is a column that holds no tombstone, an address.
    """
    columns = ", ".join(f"'{each}'" for each in (*texts, emptied) if each)
    begins, ends = TOMBSTONE
    gone = [
        f"(NEW.{each} = '' AND OLD.{each} = '' OR left(NEW.{each}, {len(begins)}) = '{begins}' "
        f"AND right(NEW.{each}, {len(ends)}) = '{ends}')"
        for each in texts
    ]
    gone += [f"NEW.{emptied} = ''"] if emptied else []
    return f"""(
        to_jsonb(NEW) - ARRAY[{columns}] = to_jsonb(OLD) - ARRAY[{columns}] AND {" AND ".join(gone)}
        AND EXISTS (SELECT 1 FROM records_removal removal WHERE removal.key = '{kind}:' || NEW.id
                    AND removal.removed_at = transaction_timestamp())
    )"""


def changed_by_removal_alone(kind: str, *texts: str) -> list[pgtrigger.Trigger]:
    """Triggers of a table to which rows are only ever added, and of which retention may take these texts."""
    refused = refusal("Records are never changed (R42).")
    allowed = f"IF NOT {removal_of(kind, *texts)} THEN {refused} END IF; RETURN NEW;"
    update = FirmTrigger(name="never_updated", when=pgtrigger.Before, operation=pgtrigger.Update, func=allowed)
    return [*kept(), update]


def set_once(*fields: str, unless: str = "FALSE") -> pgtrigger.Trigger:
    """Trigger: each of these columns keeps its value once it has one; `unless` is SQL for what is allowed."""
    changed = " OR ".join(f"(OLD.{name} IS NOT NULL AND NEW.{name} IS DISTINCT FROM OLD.{name})" for name in fields)
    message = f"A fact that was set once is not changed: {', '.join(fields)}."
    return FirmTrigger(
        name="set_once",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"IF {changed} THEN {refusal(message)} END IF; RETURN NEW;"
        if unless == "FALSE"
        else f"IF ({changed}) AND NOT {unless} THEN {refusal(message)} END IF; RETURN NEW;",
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
