"""The public register: what has been published, for anyone (R46)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bestvalue import clock
from bestvalue.ui.listing import page_of, shown, sort_field, sort_of
from cases.models import Authority, PublicationKind, PublishedStep
from cases.selectors.register import (
    DEFAULT_SORT,
    SORTS,
    RegisterFilters,
    letterhead_of_step,
    pdf_of_step,
    published_copy,
    published_of,
    published_one,
    register_list,
)
from cases.views.files import as_download

MINUTE = 60
EXPLAINED = {
    PublicationKind.NOTICE: "A Best Value Notice is a letter outside the powers of the Local "
    "Government Act 1999. It tells an "
    "authority what ministers are concerned about and what they expect.",
    PublicationKind.REQUIREMENT: "Under section 230 of the Local Government Act 1972 an authority "
    "can be required to send "
    "information about its functions.",
    PublicationKind.REVIEW: "An external review is carried out by agreement, or as a condition of financial support.",
    PublicationKind.INSPECTION: "Under section 10 of the Local Government Act 1999 an inspector can "
    "be appointed to look at "
    "named functions of an authority. An inspection does not presume that anything follows.",
    PublicationKind.PROPOSAL: "Before directions are made the authority must be able to respond to "
    "the proposal (section 15(9) "
    "of the Local Government Act 1999). Nothing is decided until its response has been considered.",
    PublicationKind.DIRECTION: "Under section 15 of the Local Government Act 1999 an authority that "
    "is failing to meet its best "
    "value duty can be directed to act, and functions can be exercised by others for a time.",
    PublicationKind.PACKAGE: "A non-statutory intervention is agreed between ministers and an "
    "authority, without directions.",
    PublicationKind.PROGRESS_REPORT: "Commissioners, envoys and boards report on progress. The "
    "report is in their own words.",
}


HEAD = (("Authority", "authority"), ("Kind", ""), ("Published", "published"), ("Standing", ""))
ROBOTS = """\
User-agent: *
Allow: /register/
Allow: /api/v1/register/
Allow: /static/
Disallow: /
"""


class RegisterFilterForm(forms.Form):
    """Narrow the register."""

    text = forms.CharField(label="Authority or identifier", required=False, max_length=100)
    kind = forms.MultipleChoiceField(
        label="Kind", required=False, choices=PublicationKind.choices, widget=forms.CheckboxSelectMultiple
    )
    standing = forms.ChoiceField(
        label="Standing",
        required=False,
        choices=[("", "All"), ("in_force", "In force"), ("ended", "Ended")],
        widget=forms.RadioSelect,
    )
    sort = sort_field(SORTS)


def public(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorator: anyone may read the page, and caches may keep it for a minute.

    Signed in or not, it is the same page.
    """

    @login_not_required
    @require_safe
    @cache_control(public=True, max_age=MINUTE)
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return page


@public
def register_index(request: HttpRequest) -> HttpResponse:
    """Published instruments, narrowed by filters that are the address."""
    form = RegisterFilterForm(request.GET)
    form.is_valid()
    given, sort = form.cleaned_data, sort_of(form, DEFAULT_SORT)
    filters = RegisterFilters(given.get("text", ""), tuple(given.get("kind", ())), given.get("standing", ""), sort)
    page = page_of(request, register_list(filters, today=clock.today()))
    context = {**shown(request, form, page, HEAD, sort), "today": clock.today()}
    return render(request, "register/index.html", context)


@public
def register_entry(request: HttpRequest, register_id: str) -> HttpResponse:
    """One published instrument and what has been published about it; a tombstone where it was withdrawn."""
    publication = published_one(register_id)
    if publication is None:
        raise Http404("There is nothing in the register with this identifier.")
    context = {"publication": publication, "explained": EXPLAINED[PublicationKind(publication.kind)]}
    return render(request, "register/entry.html", context | {"today": clock.today()})


@public
def register_document(request: HttpRequest, register_id: str, place: int) -> HttpResponse:
    """The published copy that goes with one dated statement, read as a letter."""
    step = _published_copy(register_id, place)
    context = {"publication": step.publication, "step": step, "place": place, "letterhead": letterhead_of_step(step)}
    return render(request, "register/document.html", context | {"pdf": pdf_of_step(step)})


@public
def register_pdf(request: HttpRequest, register_id: str, place: int) -> FileResponse:
    """The PDF of a published copy, as it was made when it was published."""
    step = _published_copy(register_id, place)
    kept = pdf_of_step(step)
    response = as_download(kept) if kept else None
    if response is None:
        raise Http404("There is no PDF of this.")
    return response


def _published_copy(register_id: str, place: int) -> PublishedStep:
    step = published_copy(register_id, place)
    if step is None:
        raise Http404("There is no such document in the register.")
    return step


@public
def register_authority(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything published about one authority."""
    authority = get_object_or_404(Authority.objects.select_related("kind"), slug=slug)
    context = {"authority": authority, "published": published_of(authority), "today": clock.today()}
    return render(request, "register/authority.html", context)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the register, and nothing else (RFC 9309)."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
