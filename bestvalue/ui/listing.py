"""What every filtered list needs: pages, addresses that keep the filters, and tags that remove them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.paginator import InvalidPage, Page
from django.db.models import QuerySet
from django.forms import BoundField, CheckboxInput, ChoiceField, Form, HiddenInput
from django.http import Http404, HttpRequest, QueryDict
from django.utils.formats import date_format

from .counting import CountedPaginator
from .dates import PARTS, DateParts

PER_PAGE = 25


def page_of(request: HttpRequest, rows: QuerySet[Any], per_page: int = PER_PAGE, *, name: str = "page") -> Page[Any]:
    """The page of rows that the address asks for; 404 for a page that is not there.

    A page with several lists gives each a parameter by `name`.
    """
    number = request.GET.get(name, "1")
    try:
        if number.isascii() and number.isdigit() and len(number) < 10:
            return CountedPaginator(rows, per_page).page(number)
    except InvalidPage:
        pass
    raise Http404("There is no such page.")


def address(query: QueryDict, **changes: str | None) -> str:
    """The address of this list with some parameters changed or, where None, left out."""
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = value
    return f"?{changed.urlencode()}"


def pagination(request: HttpRequest, page: Page[Any], *, name: str = "page", at: str = "") -> dict[str, Any] | None:
    """Options of the pagination component; None where everything fits one page.

    `at` is the address of the list where it is shown elsewhere too, as on the answer to a form.
    """
    if not page.has_other_pages():
        return None
    options: dict[str, Any] = {"items": [_page_item(request, page, each, name, at) for each in _numbers(page)]}
    if page.has_previous():
        options["previous"] = {"href": at + address(request.GET, **{name: str(page.previous_page_number())})}
    if page.has_next():
        options["next"] = {"href": at + address(request.GET, **{name: str(page.next_page_number())})}
    return options


def _numbers(page: Page[Any]) -> Iterable[int | str]:
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


def _page_item(request: HttpRequest, page: Page[Any], number: int | str, name: str, at: str) -> dict[str, Any]:
    if not isinstance(number, int):
        return {"ellipsis": True}
    return {
        "number": str(number),
        "current": number == page.number,
        "href": at + address(request.GET, **{name: str(number)}),
    }


def selected_filters(request: HttpRequest, form: Form) -> list[dict[str, Any]]:
    """The filters that are on, each with the address of the same list without it."""
    groups = []
    for field in form.visible_fields():
        values = [each for each in request.GET.getlist(field.html_name) if each]
        if isinstance(field.field.widget, DateParts):
            if day := form.cleaned_data.get(field.name):
                groups.append({"heading": field.label, "items": [_day_item(request.GET, field.html_name, day)]})
        elif values:
            items = [
                {"text": _label(field, each), "href": _without(request.GET, field.html_name, each)} for each in values
            ]
            groups.append({"heading": field.label, "items": items})
    return groups


def _day_item(query: QueryDict, name: str, day: dt.date) -> dict[str, Any]:
    parts = dict.fromkeys((name, *(f"{name}-{part}" for part in PARTS)))
    return {"text": date_format(day, "j F Y"), "href": address(query, page=None, **parts)}


def _label(field: BoundField, value: str) -> str:
    if isinstance(field.field.widget, CheckboxInput):
        return "Yes"
    choices = getattr(field.field, "choices", None) or []
    return str({str(key): label for key, label in choices}.get(value, value))


def _without(query: QueryDict, name: str, value: str) -> str:
    changed = query.copy()
    changed.pop("page", None)
    changed.setlist(name, [each for each in query.getlist(name) if each != value])
    return f"?{changed.urlencode()}"


def sort_link(request: HttpRequest, column: str, present: str) -> dict[str, str]:
    """Options of a sortable table header: which way it is sorted, and the address that sorts it the other way."""
    direction = "ascending" if present == column else "descending" if present == f"-{column}" else "none"
    turned = f"-{column}" if direction == "ascending" else column
    return {"direction": direction, "href": address(request.GET, sort=turned, page=None)}


Sorts = Mapping[str, tuple[Any, ...]]
"""What a list may be sorted by: names in the address, each with the columns of the database, none of which ranks."""


def both_ways(**columns: tuple[str, ...]) -> Sorts:
    """Sorts by some columns and, with a hyphen before the name, the other way round; ties keep their order."""
    found: dict[str, tuple[str, ...]] = {}
    for name, (first, *ties) in columns.items():
        turned = first[1:] if first.startswith("-") else f"-{first}"
        found |= {name: (first, *ties), f"-{name}": (turned, *ties)}
    return found


def sort_field(sorts: Iterable[str]) -> ChoiceField:
    """The field that keeps how a list is sorted while its filters change."""
    return ChoiceField(required=False, widget=HiddenInput, choices=[(each, each) for each in sorts])


def sort_of(form: Form, default: str) -> str:
    """How the address sorts the list; the usual way where it does not say, or says what is not offered."""
    return str(form.cleaned_data.get("sort") or default)


def shown(
    request: HttpRequest, form: Form, page: Page[Any], columns: Sequence[tuple[str, str]] = (), sort: str = ""
) -> dict[str, Any]:
    """What the template of every filtered list needs.

    `columns` are the heads of its table, each with the name by which the list is sorted by it, or with none.
    """
    head = [{"text": text} | ({"sort": sort_link(request, by, sort)} if by else {}) for text, by in columns]
    return {
        "form": form,
        "page": page,
        "pagination": pagination(request, page),
        "selected": selected_filters(request, form),
        "query": address(request.GET, page=None),
        "head": head,
    }
