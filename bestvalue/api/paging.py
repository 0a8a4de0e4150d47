"""Paging: numbered pages for lists, a cursor for feeds of events; never everything at once."""

import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast

from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.pagination import BasePagination, CursorPagination, PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from bestvalue.records.models import Event
from bestvalue.records.selectors import position_of
from bestvalue.ui.counting import MOST_COUNTED, CountedPage, CountedPaginator

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

    django_paginator_class = CountedPaginator
    page_size = DEFAULT_SIZE
    max_page_size = LARGEST_SIZE
    page_size_query_param = "page_size"
    query_parameters: Sequence[str] = ("page", "page_size")

    def get_paginated_response(self, data: Any) -> Response:
        """The page; `count` is null where there are more than were counted."""
        paginator = cast(CountedPaginator, cast(CountedPage, self.page).paginator)
        count = None if paginator.goes_on else paginator.count
        links = {"next": self.get_next_link(), "previous": self.get_previous_link()}
        return Response({"count": count, **links, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The answer, for the OpenAPI document."""
        answer = super().get_paginated_response_schema(schema)
        told = f"How many results there are; null where there are more than {MOST_COUNTED:,}."
        answer["properties"]["count"] = {"type": ["integer", "null"], "description": told, "example": 123}
        return answer


class EventFeed(_StrictSize, CursorPagination):
    """`?after=…&page_size=50`: oldest first, an object with `next`, `previous` and `results`."""

    page_size = DEFAULT_SIZE
    max_page_size = LARGEST_SIZE
    page_size_query_param = "page_size"
    cursor_query_param = "after"
    ordering = "id"
    query_parameters: Sequence[str] = ("after", "page_size")


class CursorUnknown(APIException):
    """The event that the cursor names is not in the record: it was lost when a backup was restored, or never was."""

    status_code = HTTPStatus.GONE
    default_detail = "The event that you name in `after` is not in the record. Go on after an earlier one."
    default_code = "cursor_unknown"


class ChangeFeed(_StrictSize, BasePagination):
    """`?after=ID&limit=50`: in the order of the feed, an object with `cursor`, `next` and `results`.

    A cursor is the id of the last event that was given, so it tells nothing of events that were not, and outlives
    backups, restores and other servers.
    """

    page_size_query_param = "limit"
    query_parameters: Sequence[str] = ("after", "limit")
    page: list[Event]

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """The events after the cursor, and whether there are more. Raises ValidationError, CursorUnknown.

        It is given the `Question` of a feed, which asks for those that follow the place `after`.
        """
        size, self.request = self.get_page_size(request), request
        found = queryset.ask(last=size + 1, after=self._position(request.query_params.get("after")))
        self.page, self.has_more = found[:size], len(found) > size
        return self.page

    def get_paginated_response(self, data: Any) -> Response:
        """The events, the cursor after them, and the address of the next page while there is one."""
        cursor = self.page[-1].hash if self.page else self.request.query_params.get("after")
        address = replace_query_param(self.request.build_absolute_uri(), "after", cursor) if self.has_more else None
        return Response({"cursor": cursor, "next": address, "results": data})

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The parameters, for the OpenAPI document."""
        after = "The `cursor` of the last page that you read; without it the feed begins with the oldest event."
        limit = f"Number of events to a page, from 1 to {LARGEST_SIZE}."
        return [
            {"name": "after", "in": "query", "required": False, "description": after, "schema": {"type": "string"}},
            {"name": "limit", "in": "query", "required": False, "description": limit, "schema": {"type": "integer"}},
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The answer, for the OpenAPI document."""
        cursor = "Keep it, and send it as `after` next time; null before there is any event."
        following = "The address of the next page; null when you have read all there is now."
        return {
            "type": "object",
            "required": ["cursor", "next", "results"],
            "properties": {
                "cursor": {"type": ["string", "null"], "description": cursor},
                "next": {"type": ["string", "null"], "format": "uri", "description": following},
                "results": schema,
            },
        }

    def _position(self, after: str | None) -> int:
        if after is None:
            return 0
        if not re.fullmatch(r"[0-9a-f]{64}", after):
            raise ValidationError({"after": [ErrorDetail("This is not a cursor of this feed.", code="cursor")]})
        position = position_of(after)
        if position is None:
            raise CursorUnknown
        return position
