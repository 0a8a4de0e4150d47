"""The operation by which history begins in a migration."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import AddIndex, CreateModel

from .history import BEFORE_HISTORY


class HistoryBegins(Operation):
    """Adds tables of history with their triggers, and copies into each what its table holds.

    All at once, with the models of the migration made once: one by one, each trigger makes them anew, which took half
    a minute. What was there before is there from the migration on; what it was until then nobody knows.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a migration file names it."""
        return type(self).__qualname__, [self.operations], {}

    def describe(self) -> str:
        """In a word, for `migrate`."""
        return "History begins"

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Add all to the state, whose models are made anew when next asked for."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add all to the database, then copy."""
        for operation in self.operations:
            if not isinstance(operation, AddIndex):  # each table is made with its indexes, as the state has them by now
                operation.database_forwards(app_label, schema_editor, to_state, to_state)
        for operation in self.operations:
            if isinstance(operation, CreateModel):
                _copy(to_state.apps.get_model(app_label, operation.name), schema_editor)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take all away again."""
        for operation in reversed(self.operations):
            if isinstance(operation, AddIndex):
                continue
            operation.database_backwards(app_label, schema_editor, from_state, from_state)


def _copy(history: Any, schema_editor: Any) -> None:
    table = history._meta.db_table
    columns = ", ".join(f'"{each.column}"' for each in history._meta.local_fields if not each.name.startswith("pgh_"))
    schema_editor.execute(
        f"INSERT INTO {table} ({columns}, pgh_created_at, pgh_label) "
        f"SELECT {columns}, now(), '{BEFORE_HISTORY}' FROM {table.removesuffix('history')}"
    )
