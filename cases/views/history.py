"""The published history since 2010: a table, a drawing and CSV, on the register and inside alike."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from bestvalue import clock
from bestvalue.api.spreadsheets import table
from bestvalue.ui.charts import as_response
from bestvalue.ui.listing import address, page_of, pagination
from bestvalue.ui.spans import Bar, SpanLine, Spans
from cases.selectors.history import KINDS, Line, Span, authorities_in_history, history, lines_of, span_of

from .public import public, public_page

PER_PAGE = 30
BEGINS = dt.date(2010, 1, 1)
COLUMNS = (
    *("authority", "ons_code", "kind", "register_id", "from", "from_known", "until", "until_known"),
    *("still_running", "due_to_end", "ending"),
)


class OrderForm(forms.Form):
    """In which order authorities stand."""

    order = forms.ChoiceField(
        label="Order of authorities",
        choices=[("name", "By name"), ("date", "By date of the first step")],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, given: Any) -> None:
        super().__init__(given | {"order": given.get("order", "name")})

    def chosen(self) -> str:
        """The order asked for; by name where none is, or one that is none."""
        return self.cleaned_data["order"] if self.is_valid() else "name"


def context_of(request: HttpRequest) -> dict[str, Any]:
    """What both pages show: a page of authorities, each with its spans."""
    form = OrderForm(request.GET.dict())
    page = page_of(request, authorities_in_history(form.chosen()), PER_PAGE)
    lines = lines_of(page, clock.today())
    return {
        "form": form,
        "page": page,
        "lines": lines,
        "today": clock.today(),
        "pagination": pagination(request, page),
        "query": address(request.GET),
        "height": drawing_of(lines, clock.today()).height,
    }


@public
def register_history(request: HttpRequest) -> HttpResponse:
    """The history on the register."""
    return public_page(request, "register/history.html", context_of(request))


@public
def register_history_chart(request: HttpRequest) -> HttpResponse:
    """The same page of authorities as a drawing, which no browser may run anything of."""
    form = OrderForm(request.GET.dict())
    page = page_of(request, authorities_in_history(form.chosen()), PER_PAGE)
    return as_response(drawing_of(lines_of(page, clock.today()), clock.today()))


@public
def register_history_table(request: HttpRequest) -> HttpResponseBase:
    """The whole history as CSV, by date."""
    return table(_rows(clock.today()), "best_value_history.csv")


def drawing_of(lines: list[Line], today: dt.date) -> Spans:
    """The lines as bars in time."""
    return Spans(
        title="Published interventions, inspections and notices",
        description="One row for each authority, one bar for each instrument. The table says the same in words.",
        kinds=tuple(str(kind.label) for kind in KINDS),
        lines=tuple(SpanLine(str(each.authority), tuple(map(_bar, each.spans))) for each in lines),
        first=min([BEGINS, *(span.begins for each in lines for span in each.spans)]),
        last=today,
    )


def _bar(span: Span) -> Bar:
    return Bar(
        kind=KINDS.index(span.publication.kind),
        begins=span.begins,
        ends=span.ends,
        is_loose=span.begins_on_or_before,
    )


def _rows(today: dt.date) -> Iterator[tuple[Any, ...]]:
    yield COLUMNS
    for publication in history().iterator(chunk_size=500):
        yield _row(span_of(publication, today))


def _row(span: Span) -> tuple[Any, ...]:
    each = span.publication
    since = "on or before" if span.begins_on_or_before else "month" if each.month_only else "day"
    until = "" if span.ends is None else "month" if span.ends_in_month else "day"
    return (
        *(each.authority.name, each.authority.ons_code or "", each.kind, each.register_id, span.begins, since),
        *(span.ends or "", until, "yes" if span.runs else "no", each.in_force_until or "", each.ending),
    )
