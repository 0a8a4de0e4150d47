"""The register of directions across authorities, and the same as CSV."""

from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.exporting import Sheet
from bestvalue.desk.forms import AuthorityFilterForm
from bestvalue.desk.selectors.directions import DEFAULT_SORT, SORTS, STANDINGS, directions_for
from bestvalue.ui.listing import page_of, shown, sort_field, sort_of
from interventions.standing import end_words, standing_of

from .exporting import ExportPage

HEAD = (("Authority", "authority"), ("Since", "since"), ("Until", "ends"), ("Functions", ""), ("Standing", ""))
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
    sort = sort_field(SORTS)

    field_order = ("text", "standing", "within", "kind", "region")


def direction_list(request: SignedInRequest) -> HttpResponse:
    """Every set of directions on a case this person may know of."""
    form = DirectionsFilterForm(request.GET)
    rows = directions_for(request.user, clock.today(), **_asked(form))
    page = page_of(request, rows)
    today = clock.today()
    context = {
        **shown(request, form, page, HEAD, sort_of(form, DEFAULT_SORT)),
        "rows": [(each, standing_of(each, today), end_words(each, today)) for each in page],
    }
    return render(request, "desk/direction_list.html", context)


def _asked(form: DirectionsFilterForm) -> dict[str, Any]:
    form.is_valid()
    given = form.cleaned_data
    return {
        "text": given.get("text", ""),
        "standings": given.get("standing", ()),
        "kinds": tuple(each.pk for each in given.get("kind", ())),
        "regions": given.get("region", ()),
        "within": given.get("within"),
        "sort": sort_of(form, DEFAULT_SORT),
    }


def _line(directions: Any) -> tuple[Any, ...]:
    today, authority = clock.today(), directions.case.authority
    left = directions.days_left(today)
    return (
        *(authority.name, authority.ons_code or "", directions.case.ref, directions.standing(today)),
        *(directions.starts_on or "", directions.ends_on or "", "yes" if directions.is_open_ended else "no"),
        *(directions.review_on or "", "" if left is None else left),
    )


class ExportDirections(ExportPage):
    """The same as CSV."""

    heading: ClassVar[str] = "Download the register of directions"
    listed: ClassVar[str] = "desk:directions"
    sheet: ClassVar[Sheet] = Sheet("directions", COLUMNS, _line)

    def rows(self) -> tuple[forms.Form, Any]:
        """Every set of directions that the filters leave."""
        form = DirectionsFilterForm(self.request.GET)
        return form, directions_for(self.request.user, clock.today(), **_asked(form))
