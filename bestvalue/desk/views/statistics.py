"""Quarterly statistics: the releases, one release computed again, what a figure counts, and freezing a quarter."""

from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue.accounts.models import User
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.api.spreadsheets import as_file
from bestvalue.desk.models import StatisticsRelease
from bestvalue.desk.portfolio.tables import Cell, Row, Table
from bestvalue.desk.statistics.figures import MEASURES, SCOPE, counted_in
from bestvalue.desk.statistics.quarters import quarter_named
from bestvalue.desk.statistics.record import published_record
from bestvalue.desk.statistics.releasing import freeze_statistics, reproduce
from bestvalue.desk.statistics_forms import FreezeForm
from bestvalue.ui.listing import page_of, pagination
from cases.models import Authority, PublicationKind
from cases.policy import freezes_statistics, reads_portfolio
from cases.views.acting import FreeAct

from .portfolio import day, for_readers

RELEASES = StatisticsRelease.objects.select_related("frozen_by", "superseded_by")


@for_readers
def statistics(request: SignedInRequest) -> HttpResponse:
    """Every release, the latest quarter first; superseded ones stay."""
    page = page_of(request, RELEASES.all())
    context = {
        "page": page,
        "rows": [(each, quarter_named(each.quarter).words) for each in page],
        "pagination": pagination(request, page),
        "may_freeze": freezes_statistics(request.user),
        "scope": SCOPE,
    }
    return render(request, "desk/statistics/index.html", context)


@for_readers
def release(request: SignedInRequest, quarter: str, number: int) -> HttpResponse:
    """One release with its figures and their definitions; with `?again=1`, what computing it again gives."""
    found = _release(quarter, number)
    context = {
        "release": found,
        "words": quarter_named(quarter).words,
        "table": _figures(found),
        "measures": MEASURES.values(),
        "scope": SCOPE,
        "again": reproduce(found) if request.GET.get("again") == "1" else None,
        "kinds": dict(PublicationKind.choices),
    }
    return render(request, "desk/statistics/release.html", context)


def _figures(found: StatisticsRelease) -> Table:
    numbers = {(each["kind"], each["measure"]): each["number"] for each in found.figures}
    rows = [
        Row(
            kind.label,
            [Cell(numbers[kind, name], _counted(found, kind, name)) for name in MEASURES],
        )
        for kind in PublicationKind
    ]
    return Table("Figures", ("Kind", *(label for label, _ in MEASURES.values())), rows)


def _counted(found: StatisticsRelease, kind: PublicationKind, measure: str) -> str:
    return reverse("desk:release_counted", args=[found.quarter, found.number, kind.value, measure])


@for_readers
def release_csv(request: SignedInRequest, quarter: str, number: int) -> HttpResponse:
    """The figures as the file that was hashed; it tells of what is published alone."""
    found = _release(quarter, number)
    return as_file(found.csv.encode(), f"best_value_{quarter}_release_{number}.csv")


@for_readers
def release_counted(request: SignedInRequest, quarter: str, number: int, kind: str, measure: str) -> HttpResponse:
    """What one figure of a release counts, by the record as it was known when it was frozen."""
    found = _release(quarter, number)
    if kind not in PublicationKind.values or measure not in MEASURES:
        raise Http404("There is no such figure.")
    counted = counted_in(published_record(found.known_to), quarter_named(quarter), kind, measure)
    names = {each.pk: each for each in Authority.objects.filter(pk__in={each.authority for each in counted})}
    counted.sort(key=lambda each: (names[each.authority].name, each.register_id))
    page = page_of(request, counted)  # type: ignore[arg-type]
    rows = [
        Row(
            str(names[each.authority]),
            [Cell(day(each.in_force_from)), Cell(day(each.ended_on or each.in_force_until))],
            each.register_id,
            reverse("register:entry", args=[each.register_id]),
        )
        for each in page
    ]
    label, means = MEASURES[measure]
    context = {
        "title": f"{PublicationKind(kind).label}: {label[0].lower()}{label[1:]}",
        "table": Table("What is counted", ("Authority", "From", "Until"), rows, means),
        "page": page,
        "pagination": pagination(request, page),
        "scope": f"{quarter_named(quarter).words}, as it was known when release {number} was frozen.",
        "back": reverse("desk:release", args=[quarter, number]),
        "back_text": str(found),
    }
    return render(request, "desk/portfolio/list.html", context)


def _release(quarter: str, number: int) -> StatisticsRelease:
    return get_object_or_404(RELEASES, quarter=quarter, number=number)


class FreezeStatistics(FreeAct):
    """Freeze the figures of a quarter that is over."""

    heading: ClassVar[str] = "Freeze the statistics of a quarter"
    button: ClassVar[str] = "Freeze the figures"
    done: ClassVar[str] = "The figures are frozen."
    lede: ClassVar[str] = (
        "Nobody can change them afterwards. What turns out wrong is put right by a further release, which supersedes "
        "this one and says why."
    )
    form_class = FreezeForm

    def find(self) -> None:
        """Nothing: it is about a quarter that the form names. Raises Http404 for who may not freeze."""
        if not (reads_portfolio(self.request.user) and freezes_statistics(self.request.user)):
            raise Http404("There is no such page.")

    def check_may(self, user: User) -> None:
        """Whoever was let in."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """The request, which the password is asked for."""
        return {**super().get_form_kwargs(), "request": self.request}

    def act(self, given: dict[str, Any]) -> StatisticsRelease:
        """Freeze it."""
        return freeze_statistics(by=self.request.user, quarter=given["quarter"], reason=given["reason"])

    def next_page(self, result: StatisticsRelease | None) -> str:
        """The release."""
        return reverse("desk:release", args=[result.quarter, result.number]) if result else reverse("desk:statistics")
