"""Questions that Django puts into SQL once, and that are asked again and again, with other values each time.

To put a query of a few joined tables into SQL takes Django longer than PostgreSQL takes to answer it by an index. A
`Question` is any query, with a `Given` wherever a value comes with each asking. It keeps the SQL and what the columns
are, never an answer: each asking reads the database.
"""

from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
FOUND_OUT = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select")
"""What the framework finds out about the columns while it puts a query into SQL, and needs to read the rows."""


class Given(Expression):
    """Stands in a query for a value that comes with each asking."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        """A place for the value."""
        return "%s", (self,)


class Question(Generic[M]):
    """A query that is asked again and again. It has no limits and no groups of its own."""

    def __init__(self, rows: QuerySet[M, Any]) -> None:
        self._rows, self._asked = rows, rows.all()
        self._asked.query.__class__ = _Asked  # to give the rows another query would make them forget what kind they are
        self._in_sql = _InSQL(rows)
        self._counted = _InSQL(getattr(rows, "counted_as", rows).order_by().values("pk"))

    def ask(self, *, first: int = 0, last: int | None = None, **given: Any) -> list[Any]:
        """The rows from `first` to before `last`, with a value for each `Given`."""
        if last is not None and last <= first:
            return []
        rows: Any = self._asked[first:last]
        rows.query.in_sql, rows.query.given = self._in_sql, given
        return list(rows)

    def rows(self) -> QuerySet[M, Any]:
        """The query for a list: who pages through it (`CountedPaginator`) asks this question.

        A narrower list is another query, which does not have the question, and is put into SQL by itself.
        """
        rows = self._rows.all()
        rows.question = self  # type: ignore[attr-defined]
        return rows

    def count(self, most: int, **given: Any) -> int:
        """How many rows there are, counted no further than `most`."""
        with connection.cursor() as cursor:
            statement = f"SELECT COUNT(*) FROM ({self._counted.text} LIMIT %s) counted"
            cursor.execute(statement, [*self._counted.values(given), most])
            return int(cursor.fetchone()[0])


class _InSQL:
    """A query in SQL; it is put so when it is asked first."""

    _one_at_a_time = Lock()  # queries within a query are the same for all who put it

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        self._rows = rows

    @cached_property
    def _put(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        compiler = self._rows.all().query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False)
        with self._one_at_a_time:
            text, values = compiler.as_sql()
        return text, values, {name: getattr(compiler, name) for name in FOUND_OUT}

    @property
    def text(self) -> str:
        """The SQL."""
        return self._put[0]

    @property
    def found_out(self) -> dict[str, Any]:
        """What was found out about the columns."""
        return self._put[2]

    def values(self, given: dict[str, Any]) -> tuple[Any, ...]:
        """What goes with it, for what is given."""
        return tuple(given[each.name] if isinstance(each, Given) else each for each in self._put[1])


class _Asked(Query):
    """A query that is in SQL already."""

    in_sql: _InSQL
    given: dict[str, Any]

    def get_compiler(self, using: Any = None, connection: Any = None, elide_empty: bool = True) -> "_Compiler":
        return _Compiler(self, connection or connections[using], using, elide_empty)


class _Compiler(SQLCompiler):
    """Has nothing to compile."""

    query: _Asked

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        query, asked = self.query, self.query.in_sql
        vars(self).update(asked.found_out)
        limits = self.connection.ops.limit_offset_sql(query.low_mark, query.high_mark)
        return f"{asked.text} {limits}", asked.values(query.given)
