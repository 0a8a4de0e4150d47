"""Query parameters: any that an endpoint does not name is refused, so that a misspelt filter hides nothing."""

from functools import lru_cache
from typing import Any, cast

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from bestvalue.records.as_at import PARAMETERS


class FiltersAsked(DjangoFilterBackend):  # type: ignore[misc]
    """Narrows a list by its filters, which are not even made where the address names none of them."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        """What is asked for. Raises ValidationError."""
        filters = self.get_filterset_class(view, queryset)
        if filters is None or request.query_params.keys().isdisjoint(filters.base_filters):
            return queryset
        return cast(QuerySet[Any], super().filter_queryset(request, queryset, view))

    def get_filterset(self, request: Request, queryset: QuerySet[Any], view: Any) -> Any:
        """Those filters alone that are asked for, of the many that the framework would make anew each time."""
        every = self.get_filterset_class(view, queryset)
        asked = frozenset(every.base_filters.keys() & request.query_params.keys())
        return _only(every, asked)(**self.get_filterset_kwargs(request, queryset, view))


@lru_cache(maxsize=200)
def _only(filters: Any, asked: frozenset[str]) -> Any:
    only: Any = type(filters.__name__, (filters,), {})
    only.base_filters = {name: each for name, each in filters.base_filters.items() if name in asked}
    return only


def refuse_unknown_parameters(request: Request, view: Any) -> None:
    """Raise ValidationError, one error for each query parameter that `view` does not know or that is given twice."""
    known = known_parameters(view)
    errors = {}
    for name, values in request.query_params.lists():
        if name not in known:
            errors[name] = [ErrorDetail(_unknown(known), code="unknown_parameter")]
        elif len(values) > 1:
            errors[name] = [ErrorDetail("Give this parameter once.", code="repeated_parameter")]
    if errors:
        raise ValidationError(errors)


def known_parameters(view: Any) -> frozenset[str]:
    """What `view` takes: its own `query_parameters`, its filters, and its pager's."""
    filters = getattr(getattr(view, "filterset_class", None), "base_filters", {})
    pager = getattr(getattr(view, "pagination_class", None), "query_parameters", ())
    request = getattr(view, "request", None)  # none where the class itself is asked
    reads = request is None or request.method in SAFE_METHODS
    past = PARAMETERS if reads and getattr(view, "reads_the_past", False) else ()
    return frozenset({*getattr(view, "query_parameters", ()), *filters, *pager, *past})


def _unknown(known: frozenset[str]) -> str:
    takes = ", ".join(sorted(known)) or "none"
    return f"This is not a parameter of this address, which takes: {takes}."
