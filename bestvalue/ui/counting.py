"""Pages of a list that is counted no further than anybody pages: counting to the end costs what the list is long."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from bestvalue.questions import Question

MOST_COUNTED = 1000


class CountedPage(Page[Any]):
    """One page, which knows whether rows follow it."""

    rows_follow = False

    def has_next(self) -> bool:
        """Whether rows follow."""
        return self.rows_follow

    @property
    def more_in_words(self) -> str:
        """How many rows stand on later pages, such as "3 more" or "more than 990 more"."""
        more = f"{self.paginator.count - self.end_index():,} more"
        return f"more than {more}" if self.paginator.goes_on else more  # type: ignore[attr-defined]


class CountedPaginator(Paginator):  # type: ignore[type-arg]  # generic for the type checker alone
    """Counts to MOST_COUNTED; beyond, each page tells whether there is another."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        """How many rows there are, or MOST_COUNTED where there are more."""
        return min(self._counted, MOST_COUNTED)

    @property
    def goes_on(self) -> bool:
        """Whether there are more than were counted."""
        return self._counted > MOST_COUNTED

    @property
    def in_words(self) -> str:
        """How many rows there are, such as "12" or "More than 1,000"."""
        return f"More than {MOST_COUNTED:,}" if self.goes_on else f"{self.count:,}"

    @cached_property
    def _counted(self) -> int:
        if self._question:
            return self._question.count(MOST_COUNTED + 1)
        if isinstance(self.object_list, QuerySet):
            rows = getattr(self.object_list, "counted_as", self.object_list).order_by()
            grouped = rows.query.group_by is not None
            return int((rows if grouped else rows.values("pk"))[: MOST_COUNTED + 1].count())
        return len(self.object_list)

    @property
    def _question(self) -> Question[Any] | None:
        return getattr(self.object_list, "question", None)

    def validate_number(self, number: int | float | str) -> int:
        """A page number; beyond what was counted, any. Raises InvalidPage."""
        try:
            return int(super().validate_number(number))
        except EmptyPage:
            if self.goes_on and int(number) > 1:
                return int(number)
            raise

    def page(self, number: int | str) -> CountedPage:
        """One page, its rows read. Raises InvalidPage."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last, question = first + self.per_page + 1, self._question
        rows: Sequence[Any] = question.ask(first=first, last=last) if question else list(self.object_list[first:last])
        if not rows and number > 1:
            raise EmptyPage("There is no such page.")
        page = CountedPage(rows[: self.per_page], number, self)
        page.rows_follow = len(rows) > self.per_page
        return page
