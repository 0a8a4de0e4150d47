"""Definitions of metrics: the list, one of them, and keeping them."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Changed, Refused, Unmet
from bestvalue.ui.listing import page_of, shown, sort_of
from cases.views.acting import FreeAct
from themes.forms import metrics as forms
from themes.metric_selectors import metric_list
from themes.models import Metric
from themes.policy import check_keeps_metrics, keeps_metrics
from themes.services.metrics import define_metric, edit_metric

HEAD = (("Title", "title"), ("Unit", ""), ("Published by", "publisher"), ("Themes", ""))
SOMEBODY_ELSE = "Somebody changed this definition since you opened it. Compare it with yours, then save again."


def metric_index(request: SignedInRequest) -> HttpResponse:
    """Every definition, by title."""
    form = forms.MetricFilterForm(request.GET)
    form.is_valid()
    given = form.cleaned_data
    themes = [each.pk for each in given.get("theme", ())]
    sort = sort_of(form, forms.DEFAULT_SORT)
    found = metric_list(text=given.get("text", ""), themes=themes).order_by(*forms.SORTS[sort])
    context = {**shown(request, form, page_of(request, found), HEAD, sort), "keeps": keeps_metrics(request.user)}
    return render(request, "metrics/index.html", context)


def metric_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """One definition: what is counted, what it bears on, what must be asked, and what to keep in mind."""
    metric = get_object_or_404(Metric, slug=slug)
    lines = metric.lines.prefetch_related("wordings__questions")  # the words of the latest edition come first
    context = {
        "metric": metric,
        "themes": metric.themes.all(),
        "wordings": [each for line in lines for each in list(line.wordings.all())[:1]],
        "keeps": keeps_metrics(request.user),
    }
    return render(request, "metrics/metric.html", context)


class DefineMetric(FreeAct):
    """Define a metric."""

    heading: ClassVar[str] = "Define a metric"
    button: ClassVar[str] = "Save the definition"
    done: ClassVar[str] = "The metric is defined."
    lede: ClassVar[str] = (
        "A metric counts something that is published about authorities. It is never about one person, and never rates "
        "a culture by what people are said to feel."
    )
    form_class: type[forms.MetricForm] = forms.DefineForm
    template_name = "metrics/edit.html"

    def find(self) -> None:
        """Only those who keep the metrics."""
        check_keeps_metrics(self.request.user)

    def act(self, given: dict[str, Any]) -> Metric:
        """Define it."""
        return define_metric(by=self.request.user, **given)

    def next_page(self, result: Any) -> str:
        """Its page."""
        return reverse("metrics:metric", args=[result.slug]) if result else reverse("metrics:metrics")


class EditMetric(DefineMetric):
    """Change a definition."""

    heading: ClassVar[str] = "Change the definition"
    done: ClassVar[str] = "The definition is changed."
    lede: ClassVar[str] = "Figures that are there already are read with the new words from now on."
    form_class = forms.EditForm
    metric: Metric

    def find(self) -> None:
        """The definition that the address names."""
        super().find()
        self.metric = get_object_or_404(Metric, slug=self.kwargs["slug"])

    def get_initial(self) -> dict[str, Any]:
        """The definition as it is."""
        return forms.initial_of(self.metric)

    def act(self, given: dict[str, Any]) -> Metric:
        """Change it; what somebody else changed meanwhile is not lost, and neither is what was typed."""
        try:
            return edit_metric(by=self.request.user, metric=self.metric, expected_version=given.pop("version"), **given)
        except Changed as error:
            raise Refused(
                [Unmet("changed", SOMEBODY_ELSE, reverse("metrics:metric", args=[self.metric.slug]))]
            ) from error

    def next_page(self, result: Any) -> str:
        """Its page."""
        return reverse("metrics:metric", args=[self.metric.slug])

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Which metric it is, and the version that a form sent again builds on."""
        context = super().get_context_data(**{"about": self.metric, **more})
        if "refused" in more:
            context["form"].data = context["form"].data.copy()
            context["form"].data["version"] = self.metric.version
        return context
