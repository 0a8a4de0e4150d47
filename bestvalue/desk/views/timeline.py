"""The timeline of a case: narrowed by filters that are its address, printed as a whole, each event at its address."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.ui.counting import MOST_COUNTED
from bestvalue.ui.dates import DateField
from bestvalue.ui.listing import PER_PAGE, address, page_of, pagination, selected_filters
from cases import policy
from cases.models import Case
from cases.selectors.timeline import KINDS, EventFilters, people_of, place_of, timeline_of
from cases.views.acting import open_case

TIMELINE, OLDEST = "desk:case_timeline", "oldest"
ORDERS = (("", "The latest first"), (OLDEST, "The oldest first"))


class TimelineForm(forms.Form):
    """Narrow a timeline."""

    kind = forms.MultipleChoiceField(
        label="Kind of event",
        required=False,
        choices=[(name, kind.label) for name, kind in KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    person = forms.ChoiceField(label="Recorded or decided by", required=False)
    since = DateField(label="From", required=False, help_text="For example, 5 1 2026 or 5 January 2026.")
    until = DateField(label="To", required=False)
    order = forms.ChoiceField(label="Order", required=False, choices=ORDERS)

    def __init__(self, data: Any, case: Case) -> None:
        super().__init__(data)
        self.people = {str(each.pk or each.name): each for each in people_of(case)}
        self.fields["person"].choices = [("", "Anybody"), *self.people.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "The last day must not be before the first")
        return given

    def filters(self) -> EventFilters:
        """What is asked for; a field with an error narrows nothing, and its error is shown."""
        self.is_valid()
        given = self.cleaned_data
        return EventFilters(
            kinds=tuple(given.get("kind", ())),
            person=self.people.get(given.get("person", "")),
            since=given.get("since"),
            until=given.get("until"),
            oldest_first=given.get("order") == OLDEST,
        )


def in_words(filters: EventFilters) -> str:
    """What a timeline is narrowed to, in one sentence, as paper has no form to read it from."""
    said = [kind.label for name, kind in KINDS.items() if name in filters.kinds] or ["All events"]
    words = ", ".join([said[0], *(each[:1].lower() + each[1:] for each in said[1:])])
    words += f", by {filters.person}" if filters.person else ""
    words += f", from {date_format(filters.since, 'j F Y')}" if filters.since else ""
    words += f", to {date_format(filters.until, 'j F Y')}" if filters.until else ""
    return f"{words}, the {'oldest' if filters.oldest_first else 'latest'} first"


def case_timeline(request: SignedInRequest, ref: str) -> HttpResponse:
    """The events of a case that the filters leave, a page of them, or as many as are printed at once."""
    case = open_case(request, ref, TIMELINE)
    if ref != case.ref:
        return redirect(TIMELINE, ref=case.ref)
    form = TimelineForm(request.GET, case)
    filters, whole = form.filters(), request.GET.get("show") == "all"
    page = page_of(request, timeline_of(case, filters), MOST_COUNTED if whole else PER_PAGE)
    context = {
        "case": case,
        "section": TIMELINE,
        "form": form,
        "page": page,
        "pagination": pagination(request, page),
        "selected": selected_filters(request, form),
        "words": in_words(filters),
        "whole": whole,
        "other_way": address(request.GET, show=None if whole else "all", page=None),
        "may_export": policy.may_export(request.user, case),
    }
    return render(request, "desk/case_timeline.html", context)


def case_event(request: SignedInRequest, ref: str, version: int) -> HttpResponse:
    """The lasting address of one event: it leads to the page of the timeline on which the event now is."""
    case = open_case(request, ref, "desk:case_event")
    later = place_of(case, version)
    if later is None:
        raise Http404("There is no such event.")
    timeline = reverse(TIMELINE, args=[case.ref])
    page = later // PER_PAGE + 1
    return redirect(f"{timeline}{f'?page={page}' if page > 1 else ''}#event-{version}")
