"""Paging: numbered pages for lists, a cursor for feeds of events; never everything at once."""

from collections.abc import Sequence

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.request import Request

DEFAULT_SIZE = 50
LARGEST_SIZE = 100


class _StrictSize:
    """Refuses a page size that is not a whole number from 1 to 100, instead of quietly using another."""

    page_size_query_param: str

    def get_page_size(self, request: Request) -> int:
        """The number of results to a page. Raises ValidationError."""
        asked = request.query_params.get(self.page_size_query_param, str(DEFAULT_SIZE))
        if asked.isascii() and asked.isdigit() and 1 <= int(asked[:4]) <= LARGEST_SIZE:
            return int(asked)
        message = f"Must be a whole number from 1 to {LARGEST_SIZE}."
        raise ValidationError({self.page_size_query_param: [ErrorDetail(message, code="page_size")]})


class Pages(_StrictSize, PageNumberPagination):
    """`?page=2&page_size=50`: an object with `count`, `next`, `previous` and `results`."""

    page_size = DEFAULT_SIZE
    max_page_size = LARGEST_SIZE
    page_size_query_param = "page_size"
    query_parameters: Sequence[str] = ("page", "page_size")


class EventFeed(_StrictSize, CursorPagination):
    """`?after=…&page_size=50`: oldest first, an object with `next`, `previous` and `results`."""

    page_size = DEFAULT_SIZE
    max_page_size = LARGEST_SIZE
    page_size_query_param = "page_size"
    cursor_query_param = "after"
    ordering = "id"
    query_parameters: Sequence[str] = ("after", "page_size")
