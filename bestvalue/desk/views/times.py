"""Time from step to step: for each measure its definition, a table of ranges, a drawing, the cases, and CSV."""

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.exporting import Sheet
from bestvalue.desk.portfolio.scope import scope_of
from bestvalue.desk.portfolio.tables import NONE, Cell, Row, Table
from bestvalue.desk.portfolio.times import MEASURES, Measure, Spread, in_range, measured, spread_of
from bestvalue.ui.charts import ByRange, as_response
from bestvalue.ui.listing import address, page_of, pagination
from cases.policy import reads_portfolio
from cases.where import page_of_instrument

from .exporting import ExportPage
from .portfolio import day, for_readers

UNKNOWN = "none"
NOT_PUBLISHED = "A day was not published"
COLUMNS = ("measure", "authority", "ons_code", "case", "instrument", "from", "to", "days", "range", "month_only")


class RangeForm(forms.Form):
    """Narrow a measure to one of its ranges, or to what can be placed in none."""

    range = forms.ChoiceField(label="How long", required=False)

    def __init__(self, given: Any, measure: Measure) -> None:
        super().__init__(given)
        ranges = [(str(place), each.label) for place, each in enumerate(measure.ranges)]
        self.fields["range"].choices = [("", "All"), *ranges, (UNKNOWN, NOT_PUBLISHED)]  # type: ignore[attr-defined]

    def found(self, request: SignedInRequest, measure: Measure) -> Any:
        """The instruments that the range leaves. Raises Http404 for a range that is none."""
        if not self.is_valid():
            raise Http404("There is no such range.")
        chosen = self.cleaned_data["range"]
        if not chosen:
            return measured(request.user, measure)
        return in_range(request.user, measure, None if chosen == UNKNOWN else int(chosen))

    @property
    def label(self) -> str:
        """The range in words; empty for all."""
        field: Any = self.fields["range"]
        return dict(field.choices)[self.cleaned_data["range"]] if self.cleaned_data["range"] else ""


@for_readers
def times(request: SignedInRequest) -> HttpResponse:
    """Every measure, with how many were counted and the median."""
    spreads = [spread_of(request.user, each) for each in MEASURES.values()]
    rows = [
        Row(
            each.measure.label,
            [Cell(each.placed), Cell(_median(each)), Cell(_half(each)), Cell(each.not_published)],
            each.measure.counted,
            reverse("desk:time", args=[each.measure.key]),
        )
        for each in spreads
    ]
    head = ("From step to step", "Counted", "Median", "Middle half", "Left out: a day not published")
    context = {"table": Table("Time from step to step", head, rows), "scope": scope_of(request.user)}
    return render(request, "desk/portfolio/times.html", context)


@for_readers
def time(request: SignedInRequest, measure: str) -> HttpResponse:
    """One measure: what it counts, how many are in each range, and the same as a drawing."""
    spread = spread_of(request.user, _measure(measure))
    listed = reverse("desk:time_rows", args=[measure])
    ranges = enumerate(zip(spread.measure.ranges, spread.numbers, strict=True))
    rows = [Row(each.label, [Cell(number, f"{listed}?range={place}")]) for place, (each, number) in ranges]
    rows.append(Row(f"{NOT_PUBLISHED}: left out", [Cell(spread.not_published, f"{listed}?range={UNKNOWN}")]))
    context = {
        "measure": spread.measure,
        "spread": spread,
        "median": _median(spread),
        "half": _half(spread),
        "table": Table(spread.measure.label, ("How long", "How many"), rows),
        "scope": scope_of(request.user),
        "listed": listed,
    }
    return render(request, "desk/portfolio/time.html", context)


@for_readers
def time_chart(request: SignedInRequest, measure: str) -> HttpResponse:
    """The same numbers as a drawing, which no browser may run anything of."""
    spread = spread_of(request.user, _measure(measure))
    labels = [each.label for each in spread.measure.ranges]
    told = "; ".join(f"{label}: {number}" for label, number in zip(labels, spread.numbers, strict=True))
    drawing = ByRange(
        title=spread.measure.label,
        description=f"How many took how long. From: {spread.measure.starts} To: {spread.measure.ends} {told}.",
        ranges=labels,
        numbers=spread.numbers,
    )
    return as_response(drawing)


@for_readers
def time_rows(request: SignedInRequest, measure: str) -> HttpResponse:
    """What a measure counts, by authority: one range of it, or all."""
    chosen = _measure(measure)
    form = RangeForm(request.GET, chosen)
    page = page_of(request, form.found(request, chosen))
    rows = [
        Row(
            str(each.case.authority),
            [
                Cell(day(each.begun, each.month_only)),
                Cell(day(each.over)),
                Cell(NONE if each.days is None else each.days),
            ],
            href=page_of_instrument(each.key, each.case),
        )
        for each in page
    ]
    context = {
        "title": f"{chosen.label}: {form.label[0].lower()}{form.label[1:]}" if form.label else chosen.label,
        "table": Table(chosen.label, ("Authority", "From", "To", "Days"), rows, chosen.counted),
        "page": page,
        "pagination": pagination(request, page),
        "scope": scope_of(request.user),
        "back": reverse("desk:time", args=[measure]),
        "back_text": chosen.label,
    }
    return render(request, "desk/portfolio/list.html", context)


class ExportTimes(ExportPage):
    """What a measure counts, as CSV."""

    heading: ClassVar[str] = "Download time from step to step"
    sheet: ClassVar[Sheet] = Sheet("time_from_step_to_step", COLUMNS, lambda each: _line(each))
    measure: Measure

    def find(self) -> None:
        """The measure of the address. Raises Http404."""
        if not reads_portfolio(self.request.user):
            raise Http404("There is no such page.")
        self.measure = _measure(self.kwargs["measure"])
        super().find()

    def rows(self) -> tuple[forms.Form, Any]:
        """Everything that it counts and the range leaves."""
        form = RangeForm(self.request.GET, self.measure)
        return form, form.found(self.request, self.measure)

    def next_page(self, result: Any) -> str:
        """The measure."""
        return reverse("desk:time_rows", args=[self.measure.key]) + address(self.request.GET)


def _line(each: Any) -> tuple[Any, ...]:
    authority, measure = each.case.authority, each.measure
    label = NOT_PUBLISHED if each.place is None else MEASURES[measure].ranges[each.place].label
    return (
        *(
            measure,
            authority.name,
            authority.ons_code or "",
            each.case.ref,
            each.key,
            each.begun or "",
            each.over or "",
        ),
        *("" if each.days is None else each.days, label, "yes" if each.month_only else "no"),
    )


def _measure(key: str) -> Measure:
    """The measure that an address names. Raises Http404."""
    if key not in MEASURES:
        raise Http404("There is no such measure.")
    return MEASURES[key]


def _median(spread: Spread) -> str:
    return f"{spread.quartiles[1]:,} days" if spread.quartiles else NONE


def _half(spread: Spread) -> str:
    return f"{spread.quartiles[0]:,} to {spread.quartiles[2]:,} days" if spread.quartiles else NONE
