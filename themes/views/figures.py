"""The figures of one authority: by theme, and one metric over time beside its comparators as a set."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.api.spreadsheets import table
from bestvalue.ui.charts import OverTime, as_response
from bestvalue.ui.listing import address, page_of, pagination
from cases.models import Authority
from cases.views.authorities import AuthorityAct
from themes.forms.metrics import ComparatorsForm
from themes.metric_selectors import (
    Compared,
    compared,
    current_values,
    earlier_values,
    groups_of,
    latest_values,
    metrics_by_theme,
)
from themes.models import FEWEST, ComparatorGroup, Metric
from themes.policy import check_keeps_metrics, keeps_metrics
from themes.services.metrics import set_comparators

PERIODS = 24
"""The most periods of one chart and its table."""

COLUMNS = (
    *("authority", "ons_code", "metric", "unit", "period_start", "period_end", "value", "status"),
    *("comparators", "lower_quartile", "median", "upper_quartile", "caveat"),
)


class Figures:
    """What the pages, the chart and the table of one metric of one authority show alike."""

    def __init__(self, request: SignedInRequest, slug: str, metric: str) -> None:
        self.authority = get_object_or_404(Authority, slug=slug)
        self.metric = get_object_or_404(Metric, slug=metric)
        self.groups = list(groups_of(self.authority, on=clock.today()))
        self.group = self._chosen(request.GET.get("comparators", ""))
        self.values = current_values(self.authority).filter(metric=self.metric)

    def _chosen(self, asked: str) -> ComparatorGroup | None:
        """The group that the address asks for, by kind; else the first in use."""
        if not asked:
            return self.groups[0] if self.groups else None
        found = next((each for each in self.groups if each.kind == asked), None)
        if found is None:
            raise Http404("There is no such group of comparators.")
        return found

    def beside(self, values: Sequence[Any]) -> list[Compared]:
        """Figures beside the spread of the comparators."""
        return compared(values, self.metric, self.group)

    @property
    def about(self) -> str:
        """What the chart shows, in words."""
        about = f"{self.metric.title} of {self.authority} over time"
        if not self.group:
            return f"{about}."
        return f"{about}, beside the median and the middle half of its {self.group.get_kind_display().lower()}."


def authority_metrics(request: SignedInRequest, slug: str) -> HttpResponse:
    """The metrics of one authority, by theme, each with its latest figure."""
    authority = get_object_or_404(Authority, slug=slug)
    page = page_of(request, metrics_by_theme(authority), 50)
    context = {
        "authority": authority,
        "page": page,
        "pagination": pagination(request, page),
        "latest": latest_values(authority, [each.metric_id for each in page]),
        "groups": groups_of(authority, on=clock.today()),
        "keeps": keeps_metrics(request.user),
    }
    return render(request, "metrics/authority.html", context)


def authority_metric(request: SignedInRequest, slug: str, metric: str) -> HttpResponse:
    """One metric of one authority: caveat, chart, table, and the figures that were revised."""
    shown = Figures(request, slug, metric)
    page = page_of(request, shown.values, PERIODS)
    earlier = page_of(request, earlier_values(shown.authority, shown.metric), name="earlier")
    context = {
        "shown": shown,
        "rows": shown.beside(list(page)),
        "pagination": pagination(request, page),
        "earlier": earlier,
        "earlier_pagination": pagination(request, earlier, name="earlier"),
        "query": address(request.GET, earlier=None),
        "fewest": FEWEST,
        "keeps": keeps_metrics(request.user),
    }
    return render(request, "metrics/figures.html", context)


def chart(request: SignedInRequest, slug: str, metric: str) -> HttpResponse:
    """The figures of one page of the table as a drawing, which no browser may run anything of."""
    shown = Figures(request, slug, metric)
    rows = shown.beside(list(page_of(request, shown.values, PERIODS)))[::-1]
    if not rows:
        raise Http404("There is no figure to draw.")
    drawing = OverTime(
        title=f"{shown.metric.title}: {shown.authority}",
        description=f"{shown.about} {_in_words(rows)}",
        unit=shown.metric.unit,
        periods=[each.value.period for each in rows],
        values=[float(each.value.value) for each in rows],
        **{name: [_float(getattr(each.spread, name)) for each in rows] for name in ("lower", "median", "upper")},
    )
    return as_response(drawing)


def figure_table(request: SignedInRequest, slug: str, metric: str) -> HttpResponseBase:
    """The same as CSV: every period, the latest first, each with the caveat."""
    shown = Figures(request, slug, metric)
    return table(_lines(shown), f"{shown.authority.slug}-{shown.metric.slug}.csv")


def group_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """One group of comparators: its members by name."""
    group = get_object_or_404(ComparatorGroup.objects.select_related("authority"), pk=pk)
    page = page_of(request, group.members.order_by("name", "pk"), 50)
    return render(
        request, "metrics/group.html", {"group": group, "page": page, "pagination": pagination(request, page)}
    )


class SetComparators(AuthorityAct):
    """Say with whom an authority is compared."""

    heading: ClassVar[str] = "Set the comparators"
    button: ClassVar[str] = "Set the comparators"
    done: ClassVar[str] = "The comparators are set."
    lede: ClassVar[str] = "A group takes the place of the earlier one of its kind, which is kept with its dates."
    form_class = ComparatorsForm

    def find(self) -> None:
        """Only those who keep the metrics."""
        check_keeps_metrics(self.request.user)
        super().find()

    def act(self, given: dict[str, Any]) -> ComparatorGroup:
        """Set them."""
        return set_comparators(by=self.request.user, authority=self.authority, **given)

    def next_page(self, result: Any) -> str:
        """The group, once it is set."""
        if result:
            return reverse("metrics:group", args=[result.pk])
        return reverse("metrics:authority_metrics", args=[self.authority.slug])


def _lines(shown: Figures) -> Iterator[Sequence[Any]]:
    yield COLUMNS
    authority, metric = shown.authority, shown.metric
    for each in shown.beside(list(shown.values)):
        value = each.value
        yield (
            *(authority.name, authority.ons_code, metric.slug, metric.unit, value.starts_on, value.ends_on),
            *(value.number, value.standing, each.spread.count, *each.spread.words, metric.caveat),
        )


def _in_words(rows: Sequence[Compared]) -> str:
    return "; ".join(f"{each.value.period}: {each.value.in_words}" for each in rows) + "."


def _float(number: Any) -> float | None:
    return None if number is None else float(number)
