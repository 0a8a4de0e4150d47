"""The public register: what has been published, for anyone (R46)."""

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from bestvalue import clock
from bestvalue.ui.listing import page_of, shown, sort_field, sort_of
from cases.models import PublicationKind, PublishedStep
from cases.published_kinds import explained
from cases.selectors.browsing import beside
from cases.selectors.register import (
    DEFAULT_SORT,
    SORTS,
    RegisterFilters,
    Standing,
    letterhead_of_step,
    pdf_of_step,
    published_copy,
    published_one,
    register_list,
)
from cases.structured import catalogue_data, entry_data, permanent
from cases.views.files import as_download
from cases.views.public import public, public_page

HEAD = (("Authority", "authority"), ("Kind", ""), ("Published", "published"), ("Standing", ""))


class RegisterFilterForm(forms.Form):
    """Narrow the register."""

    text = forms.CharField(label="Authority or identifier", required=False, max_length=100)
    kind = forms.MultipleChoiceField(
        label="Kind", required=False, choices=PublicationKind.choices, widget=forms.CheckboxSelectMultiple
    )
    standing = forms.ChoiceField(
        label="Standing", required=False, choices=[("", "All"), *Standing.choices], widget=forms.RadioSelect
    )
    sort = sort_field(SORTS)


@public
def register_index(request: HttpRequest) -> HttpResponse:
    """Published instruments, narrowed by filters that are the address."""
    form = RegisterFilterForm(request.GET)
    form.is_valid()
    given, sort = form.cleaned_data, sort_of(form, DEFAULT_SORT)
    filters = RegisterFilters(given.get("text", ""), tuple(given.get("kind", ())), given.get("standing", ""), sort)
    page = page_of(request, register_list(filters, today=clock.today()))
    context = {**shown(request, form, page, HEAD, sort), "today": clock.today(), "structured": catalogue_data()}
    return public_page(request, "register/index.html", context)


@public
def register_entry(request: HttpRequest, register_id: str) -> HttpResponse:
    """One published instrument and what has been published about it; a tombstone where it was withdrawn."""
    today = clock.today()
    publication = published_one(register_id, on=today)
    if publication is None:
        raise Http404("There is nothing in the register with this identifier.")
    context = {"publication": publication, "explained": explained(publication.kind), "today": today}
    if not publication.withdrawn_on:
        context |= {"beside": beside(publication, on=today), "structured": entry_data(publication)}
    return public_page(request, "register/entry.html", context)


@public
def register_document(request: HttpRequest, register_id: str, place: int) -> HttpResponse:
    """The published copy that goes with one dated statement, read as a letter."""
    step = _published_copy(register_id, place)
    context = {"publication": step.publication, "step": step, "place": place, "letterhead": letterhead_of_step(step)}
    return public_page(request, "register/document.html", context | {"pdf": pdf_of_step(step)})


@public
def register_pdf(request: HttpRequest, register_id: str, place: int) -> FileResponse:
    """The PDF of a published copy, as it was made when it was published."""
    step = _published_copy(register_id, place)
    kept = pdf_of_step(step)
    response = as_download(kept) if kept else None
    if response is None:
        raise Http404("There is no PDF of this.")
    response.headers["Link"] = f'<{permanent(request.path)}>; rel="canonical"'
    return response


def _published_copy(register_id: str, place: int) -> PublishedStep:
    step = published_copy(register_id, place)
    if step is None:
        raise Http404("There is no such document in the register.")
    return step
