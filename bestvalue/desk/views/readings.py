"""Who read what of private cases, and the same as CSV."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.api.spreadsheets import table
from bestvalue.desk.selectors.readings import readings_for, what_was_read
from bestvalue.records.models import Reading
from bestvalue.ui.dates import DateField
from bestvalue.ui.listing import address, page_of, pagination, selected_filters
from cases.policy import reviews_readings, reviews_sealed_readings

COLUMNS = ("read_at", "person", "email", "case", "what", "subject", "request_id")


class ReadingFilterForm(forms.Form):
    """Narrow the list of readings."""

    case = forms.CharField(label="Case", required=False, max_length=40, help_text="Its reference or handle.")
    person = forms.CharField(label="Person", required=False, max_length=100, help_text="Part of a name, or an email.")
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "The last day must not be before the first")
        return given


def reading_list(request: SignedInRequest) -> HttpResponse:
    """Every reading that this person reviews, the latest first."""
    form = ReadingFilterForm(request.GET)
    page = page_of(request, _found(request, form))
    context = {
        "form": form,
        "page": page,
        "rows": [(each, what_was_read(each.subject)) for each in page],
        "sealed": reviews_sealed_readings(request.user),
        "pagination": pagination(request, page),
        "selected": selected_filters(request, form),
        "csv": address(request.GET, page=None),
    }
    return render(request, "desk/reading_list.html", context)


def reading_table(request: SignedInRequest) -> HttpResponseBase:
    """The same as CSV: every row that the filters leave."""
    return table(_rows(_found(request, ReadingFilterForm(request.GET))), "readings.csv")


def _found(request: SignedInRequest, form: ReadingFilterForm) -> QuerySet[Reading]:
    if not reviews_readings(request.user):
        raise Http404
    given = form.cleaned_data if form.is_valid() else {}
    return readings_for(request.user, **given)


def _rows(found: QuerySet[Reading]) -> Iterator[tuple[Any, ...]]:
    yield COLUMNS
    for each in found.iterator(chunk_size=500):
        case = each.case.ref if each.case else ""
        who = (each.reader.name, each.reader.email)
        yield each.read_at.isoformat(), *who, case, what_was_read(each.subject), each.subject, each.request_id
