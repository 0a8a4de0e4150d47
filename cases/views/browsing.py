"""Ways through the public register: by authority, by kind of instrument, by date."""

import calendar
import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from bestvalue import clock
from bestvalue.ui.listing import page_of, pagination, shown
from cases.models import Authority, Publication
from cases.published_kinds import PublishedKind, published_kinds
from cases.selectors.browsing import (
    letters,
    months,
    predecessors_and_successors,
    published_between,
    published_of,
    published_under,
)
from cases.selectors.register import RegisterFilters, Standing, register_list, standing_now
from cases.structured import authority_data, kind_data
from cases.views.public import public, public_page

KIND = ("Kind", "")
HEAD = (("Authority", ""), KIND, ("Published", ""), ("Standing", ""))


class StandingForm(forms.Form):
    """Narrow a list of the register by what the published dates say today."""

    standing = forms.ChoiceField(
        label="Standing", required=False, choices=[("", "All"), *Standing.choices], widget=forms.RadioSelect
    )


@public
def authorities(request: HttpRequest) -> HttpResponse:
    """Authorities about which something was published, from A to Z."""
    known, asked = letters(), request.GET.get("letter", "").upper()
    if asked and asked not in known:
        raise Http404("There is no authority with this letter in the register.")
    page = page_of(request, published_under(asked), 50)
    context = {"page": page, "pagination": pagination(request, page), "letters": known, "letter": asked}
    return public_page(request, "register/authorities.html", context)


@public
def authority(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything published about one authority, what is in force first; what it replaced and what replaced it."""
    found = get_object_or_404(Authority.objects.select_related("kind"), slug=slug)
    today = clock.today()
    page = page_of(request, published_of(found, on=today))
    replaced, replacing = predecessors_and_successors(found)
    context = {
        "authority": found,
        "page": page,
        "pagination": pagination(request, page),
        "replaced": replaced,
        "replacing": replacing,
        "today": today,
        "structured": authority_data(found),
    }
    return public_page(request, "register/authority.html", context)


@public
def kinds(request: HttpRequest) -> HttpResponse:
    """Every kind of instrument, in a sentence each."""
    return public_page(request, "register/kinds.html", {"kinds": published_kinds().values()})


@public
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """What one kind of instrument is, with its power, and all that was published of that kind."""
    found = _kind(kind)
    rows = register_list(RegisterFilters(kinds=(found.kind,)), today=clock.today())
    return _listed(request, "register/kind.html", rows, {"kind": found, "structured": kind_data(found)})


@public
def dates(request: HttpRequest) -> HttpResponse:
    """The months in which something was published, by year."""
    return public_page(request, "register/dates.html", {"months": list(months())})


@public
def year(request: HttpRequest, year: int) -> HttpResponse:
    """What was published in one year."""
    first, last = _day(year, 1), _day(year, 12, last=True)
    return _between(request, first, last, {"year": year, "title": str(year)})


@public
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """What was published in one month."""
    first, last = _day(year, month), _day(year, month, last=True)
    return _between(request, first, last, {"year": year, "title": first.strftime("%B %Y")})


def _between(request: HttpRequest, first: dt.date, last: dt.date, context: dict[str, Any]) -> HttpResponse:
    rows = published_between(first, last, on=clock.today())
    if not rows.exists():
        raise Http404("Nothing was published then.")
    return _listed(request, "register/date.html", rows, context)


def _listed(request: HttpRequest, template: str, rows: QuerySet[Publication], context: dict[str, Any]) -> HttpResponse:
    form = StandingForm(request.GET)
    standing = form.cleaned_data.get("standing") if form.is_valid() else ""
    page = page_of(request, standing_now(rows, standing) if standing else rows)
    head = [each for each in HEAD if each != KIND or "kind" not in context]
    listed = {**shown(request, form, page, head), "today": clock.today()}
    return public_page(request, template, context | listed)


def _kind(name: str) -> PublishedKind:
    found = published_kinds().get(name)
    if found is None:
        raise Http404("There is no such kind of instrument.")
    return found


def _day(year: int, month: int, *, last: bool = False) -> dt.date:
    """The first or last day of a month; where there is no such month, a day on which nothing was published."""
    try:
        return dt.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
    except (ValueError, OverflowError, IndexError):
        return dt.date.max
