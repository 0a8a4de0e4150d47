"""The register of directions across authorities, and the same as CSV."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.api.spreadsheets import table
from bestvalue.desk.forms import AuthorityFilterForm
from bestvalue.desk.selectors.directions import DEFAULT_SORT, SORTS, STANDINGS, directions_for
from bestvalue.ui.listing import address, page_of, pagination, selected_filters, sort_link
from interventions.standing import end_words, standing_of

COLUMNS = ("authority", "ons_code", "case", "standing", "since", "until", "open_ended", "review", "days_left")


class DirectionsFilterForm(AuthorityFilterForm):
    """Narrow the list of directions."""

    text = forms.CharField(label="Authority", required=False, max_length=100)
    standing = forms.MultipleChoiceField(
        label="Standing", required=False, choices=STANDINGS, widget=forms.CheckboxSelectMultiple
    )
    within = forms.IntegerField(
        label="Ending within how many months?",
        required=False,
        min_value=1,
        max_value=120,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-3"}),
    )
    sort = forms.ChoiceField(required=False, widget=forms.HiddenInput, choices=[(each, each) for each in SORTS])

    field_order = ("text", "standing", "within", "kind", "region")


def direction_list(request: SignedInRequest) -> HttpResponse:
    """Every set of directions on a case this person may know of."""
    form = DirectionsFilterForm(request.GET)
    rows = directions_for(request.user, clock.today(), **_asked(form))
    page = page_of(request, rows)
    today = clock.today()
    sort = form.cleaned_data.get("sort") or DEFAULT_SORT
    context = {
        "form": form,
        "page": page,
        "rows": [(each, standing_of(each, today), end_words(each, today)) for each in page],
        "pagination": pagination(request, page),
        "selected": selected_filters(request, form),
        "csv": address(request.GET, page=None),
        "head": [
            {"text": "Authority", "sort": sort_link(request, "authority", sort)},
            {"text": "Since"},
            {"text": "Until", "sort": sort_link(request, "ends", sort)},
            {"text": "Functions"},
            {"text": "Standing"},
        ],
    }
    return render(request, "desk/direction_list.html", context)


def direction_table(request: SignedInRequest) -> HttpResponseBase:
    """The same as CSV: every row that the filters leave."""
    rows = directions_for(request.user, clock.today(), **_asked(DirectionsFilterForm(request.GET)))
    return table(_rows(rows), "directions.csv")


def _asked(form: DirectionsFilterForm) -> dict[str, Any]:
    form.is_valid()
    given = form.cleaned_data
    return {
        "text": given.get("text", ""),
        "standings": given.get("standing", ()),
        "kinds": tuple(each.pk for each in given.get("kind", ())),
        "regions": given.get("region", ()),
        "within": given.get("within"),
        "sort": given.get("sort", "") or DEFAULT_SORT,
    }


def _rows(found: Any) -> Iterator[tuple[Any, ...]]:
    today = clock.today()
    yield COLUMNS
    for each in found.iterator(chunk_size=500):
        left = each.days_left(today)
        authority, open_ended = each.case.authority, "yes" if each.is_open_ended else "no"
        yield (
            *(authority.name, authority.ons_code or "", each.case.ref, each.standing(today), each.starts_on or ""),
            *(each.ends_on or "", open_ended, each.review_on or "", "" if left is None else left),
        )
