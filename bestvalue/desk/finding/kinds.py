"""What a kind of thing that can be found is: whose rows a person may see, how words meet them, how each is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from bestvalue.accounts.models import User
from bestvalue.text_search import MOST_CHARACTERS, vector_of, words_of
from cases.models import Case
from cases.policy import visible_cases

from .words import Asked, Span, spans_of

Rows = QuerySet[Any]
Read = tuple[UUID | None, str]
Way = Callable[[Asked], Rows]
"""The keys of the rows that words meet in one way."""
SUBJECT = "search"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found, as every door shows it; `read` is what is noted of whoever is shown it."""

    kind: str
    title: Sequence[Span]
    about: str
    excerpt: Sequence[Span]
    page: str
    resource: str
    case: Case | None
    read: Read | None


def case_of(row: Any) -> Case | None:
    """The case of a row that hangs on one."""
    case: Case | None = row.case
    return case


def case_as_read(row: Any, case: Case | None) -> Read | None:
    """Its case, if it has one, was read."""
    return (case.pk, SUBJECT) if case else None


def plainly(title: str, asked: Asked) -> Sequence[Span]:
    """A title as it is: where the words stand is told by the excerpt."""
    return [Span(title, found=False)]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing. Its `name` stands in addresses, its `label` over what was found of it."""

    name: str
    label: str
    rows: Callable[[User], Rows]
    """What the person may see, by the selector of the pages that show it."""
    match: Callable[[Rows, Asked], Rows]
    title: Callable[[Any], str]
    about: Callable[[Any], str]
    page: Callable[[Any], str]
    resource: Callable[[Any], str]
    order: Sequence[str] = ("-created_at", "pk")
    """A plain rule, by name or date, for kinds whose `match` does not order by how close names are."""
    excerpt: Callable[[Asked], Any] | None = None
    titled: Callable[[str, Asked], Sequence[Span]] = plainly
    case: str = "case"
    """Where a row keeps its case; empty where none has any, and the kind is in no search of one case."""
    case_of: Callable[[Any], Case | None] = case_of
    read: Callable[[Any, Case | None], Read | None] = case_as_read
    everywhere: bool = True

    def found(self, user: User, asked: Asked, case: Case | None = None) -> Rows:
        """The rows that this person may see and that the words meet, in order; on one case, if it is given."""
        rows = self.rows(user)
        if case:
            rows = rows.filter(**{self.case: case.pk})
        rows = self.match(rows.order_by(*self.order), asked)
        return rows.annotate(excerpt=self.excerpt(asked)) if self.excerpt and asked.in_texts else rows

    def hit(self, row: Any, asked: Asked) -> Hit:
        """A row that was found, as it is shown."""
        case = self.case_of(row)
        title, excerpt = self.titled(self.title(row), asked), spans_of(getattr(row, "excerpt", "") or "")
        links = self.page(row), self.resource(row)
        return Hit(self.name, title, self.about(row), excerpt, *links, case, self.read(row, case))


def on_cases(model: Any, to: str = "case") -> Callable[[User], Rows]:
    """The rows of a model on the cases that a person may know of."""
    return lambda user: model.objects.filter(**{f"{to}__in": visible_cases(user)}).select_related(f"{to}__authority")


def in_words(rows: Rows, asked: Asked, *columns: str, most: int = MOST_CHARACTERS) -> Rows:
    """The rows in whose searched columns the words stand."""
    if not asked.in_texts:
        return rows.none()
    found: Rows = rows.alias(vector=vector_of(*(columns or rows.model.SEARCHED), most=most))
    return found.filter(vector=asked.query)


def headline(model: Any) -> Callable[[Asked], Any]:
    """The places of the searched columns in which the words stand."""
    return lambda asked: asked.headline(words_of(*model.SEARCHED))


def words_in(model: Any, to: str = "pk", most: int = MOST_CHARACTERS) -> Way:
    """By the words in the searched columns of a model, which leads to the row by `to`."""
    return lambda asked: in_words(model.objects.order_by(), asked, most=most).values(to)


def called(model: Any, authority: str) -> Way:
    """By the names of their authority."""

    def keys(asked: Asked) -> Rows:
        found: Rows = model.objects.order_by().filter(**{f"{authority}__in": asked.authorities})
        return found.values("pk")

    return keys


def either(*ways: Way) -> Callable[[Rows, Asked], Rows]:
    """Rows that are met in any of several ways, each by its own index."""

    def match(rows: Rows, asked: Asked) -> Rows:
        first, *others = (way(asked) for way in ways)
        return rows.filter(pk__in=first.union(*others))

    return match
