"""Who read what of private cases, and the same as CSV."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.exporting import Sheet
from bestvalue.desk.selectors.readings import readings_for, what_was_read
from bestvalue.records.models import Reading
from bestvalue.ui.dates import DateField
from bestvalue.ui.listing import both_ways, page_of, shown, sort_field, sort_of
from cases.policy import reviews_readings, reviews_sealed_readings

from .exporting import ExportPage

HEAD = (("When", "when"), ("Who", "who"), ("Case", ""), ("What", ""))
SORTS = both_ways(when=("read_at", "id"), who=("reader__name", "-read_at", "-id"))
DEFAULT_SORT = "-when"
COLUMNS = ("read_at", "person", "email", "case", "what", "subject", "request_id")


class ReadingFilterForm(forms.Form):
    """Narrow the list of readings."""

    case = forms.CharField(label="Case", required=False, max_length=40, help_text="Its reference or handle.")
    person = forms.CharField(label="Person", required=False, max_length=100, help_text="Part of a name, or an email.")
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)
    sort = sort_field(SORTS)

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
        **shown(request, form, page, HEAD, sort_of(form, DEFAULT_SORT)),
        "rows": [(each, what_was_read(each.subject)) for each in page],
        "sealed": reviews_sealed_readings(request.user),
    }
    return render(request, "desk/reading_list.html", context)


def _found(request: SignedInRequest, form: ReadingFilterForm) -> QuerySet[Reading]:
    if not reviews_readings(request.user):
        raise Http404
    given = dict(form.cleaned_data) if form.is_valid() else {}
    given.pop("sort", None)
    return readings_for(request.user, **given).order_by(*SORTS[sort_of(form, DEFAULT_SORT)])


def _line(reading: Reading) -> tuple[Any, ...]:
    case, who = reading.case.ref if reading.case else "", (reading.reader.name, reading.reader.email)
    what = what_was_read(reading.subject)
    return reading.read_at.isoformat(), *who, case, what, reading.subject, reading.request_id


class ExportReadings(ExportPage):
    """The same as CSV."""

    heading: ClassVar[str] = "Download who read what"
    listed: ClassVar[str] = "desk:readings"
    sheet: ClassVar[Sheet] = Sheet("readings", COLUMNS, _line)

    def rows(self) -> tuple[forms.Form, QuerySet[Reading]]:
        """Every reading that the filters leave."""
        form = ReadingFilterForm(self.request.GET)
        return form, _found(self.request, form)
