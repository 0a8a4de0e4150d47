"""The forecast: what falls due in the months to come, as a table, a drawing, lists of dates, and CSV."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.models import Team
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.exporting import Sheet
from bestvalue.desk.selectors.forecast import (
    DEFAULT_HORIZON,
    HORIZONS,
    Asked,
    Month,
    by_month,
    common_dates,
    dates_for,
    on_horizon,
    teams_for,
)
from bestvalue.ui.charts import ByMonth, as_response
from bestvalue.ui.listing import address, both_ways, page_of, selected_filters, shown, sort_field, sort_of
from cases.clocks import KINDS

from .exporting import ExportPage

MOST = 10
HEAD = (("Day", "day"), ("Authority", "authority"), ("What falls due", ""))
SORTS = both_ways(day=("due_on", "pk"), authority=("authority__name", "due_on", "pk"))
DEFAULT_SORT = "day"
COLUMNS = ("due_on", "number", "kind", "authority", "ons_code", "case", "about", "started_on", "team")


class ForecastForm(forms.Form):
    """Narrow the forecast."""

    within = forms.ChoiceField(
        label="How far ahead?",
        choices=[(each, f"{each} months") for each in HORIZONS],
        widget=forms.RadioSelect,
    )
    team = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        label="Team",
        required=False,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    kind = forms.ChoiceField(
        label="What falls due",
        required=False,
        choices=[("", "Everything"), *((name, kind.label) for name, kind in KINDS.items())],
    )
    month = forms.DateField(required=False, input_formats=["%Y-%m"], widget=forms.HiddenInput)
    sort = sort_field(SORTS)

    def __init__(self, request: SignedInRequest) -> None:
        given = request.GET.copy()
        given.setdefault("within", str(DEFAULT_HORIZON))
        super().__init__(given)
        self.fields["team"].queryset = teams_for(request.user)  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What the address asks for; what is wrong in it is explained on the page and narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            int(given.get("within", DEFAULT_HORIZON)),
            given.get("kind", ""),
            tuple(each.slug for each in given.get("team", ())),
            given.get("month"),
        )


def forecast(request: SignedInRequest) -> HttpResponse:
    """The months ahead, the two-year and the twelve-month horizon (C8, C9), and the dates of everybody."""
    form, today = ForecastForm(request), clock.today()
    asked = form.asked()
    context = {
        "form": form,
        "selected": selected_filters(request, form),
        "query": address(request.GET, month=None),
        "rows": [_linked(request, each) for each in _months(request, asked) if each.due],
        "until": asked.until(today),
        "watched": on_horizon(request.user, today, "service_failure")[:MOST],
        "reviewed": on_horizon(request.user, today, "oversight_review")[:MOST],
        "common": common_dates(today, asked.until(today)),
    }
    return render(request, "desk/forecast.html", context)


def forecast_chart(request: SignedInRequest) -> HttpResponse:
    """The months ahead as a drawing, which no browser may run anything of."""
    months = _months(request, ForecastForm(request).asked())
    told = "; ".join(f"{each.first:%B %Y}: {each.number}" for each in months)
    drawing = ByMonth(
        title="How many dates fall in each month",
        description=f"One bar for each month. {told}.",
        months=[each.first for each in months],
        numbers=[each.number for each in months],
    )
    return as_response(drawing)


def forecast_dates(request: SignedInRequest) -> HttpResponse:
    """The dates themselves, the earliest first: when, about whom, and what it is about."""
    form = ForecastForm(request)
    asked = form.asked()
    sort = sort_of(form, DEFAULT_SORT)
    page = page_of(request, dates_for(request.user, clock.today(), asked).order_by(*SORTS[sort]))
    context = {
        **shown(request, form, page, HEAD, sort),
        "month": asked.month,
        "back": address(request.GET, page=None, month=None),
    }
    return render(request, "desk/forecast_dates.html", context)


def _months(request: SignedInRequest, asked: Asked) -> list[Month]:
    today = clock.today()
    return by_month(dates_for(request.user, today, asked), today, asked)


def _linked(request: SignedInRequest, month: Month) -> tuple[dt.date, list[tuple[str, int, str]]]:
    """A month with each kind's label, its number, and where those dates are listed."""
    links = [
        (each.row.label, each.number, address(request.GET, kind=each.kind, month=f"{month.first:%Y-%m}"))
        for each in month.due
    ]
    return month.first, links


def _line(date: Any) -> tuple[Any, ...]:
    case, authority = date.case, date.authority
    return (
        *(date.due_on, date.row.number, date.row.label, authority.name, authority.ons_code or ""),
        *(case.ref if case else "", date.what, date.started_on, case.team.name if case else ""),
    )


class ExportForecast(ExportPage):
    """The dates as CSV."""

    heading: ClassVar[str] = "Download what falls due"
    listed: ClassVar[str] = "desk:forecast_dates"
    sheet: ClassVar[Sheet] = Sheet("forecast", COLUMNS, _line)

    def rows(self) -> tuple[forms.Form, Any]:
        """Every date that the filters leave."""
        form = ForecastForm(self.request)
        found = dates_for(self.request.user, clock.today(), form.asked())
        return form, found.order_by(*SORTS[sort_of(form, DEFAULT_SORT)])
