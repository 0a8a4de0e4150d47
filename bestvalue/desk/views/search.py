"""Finding anything: one search over all that a person may see, and the same on one case."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.finding.searching import kinds_searched, note_found, search
from bestvalue.desk.finding.words import asked_for
from bestvalue.desk.search_forms import SearchForm
from bestvalue.ui.listing import address, page_of, pagination
from cases.models import Case
from cases.views.acting import open_case


def search_page(request: SignedInRequest) -> HttpResponse:
    """What was found of each kind, or all of one kind, page by page."""
    return render(request, "desk/search.html", _answer(request, None))


def case_search(request: SignedInRequest, ref: str) -> HttpResponse:
    """The same among what belongs to one case; reading it is recorded."""
    case = open_case(request, ref, "desk:case_search")
    if ref != case.ref:
        return redirect("desk:case_search", ref=case.ref)
    return render(request, "desk/case_search.html", {"case": case, "section": "", **_answer(request, case)})


def _answer(request: SignedInRequest, case: Case | None) -> dict[str, Any]:
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "text": text, "kinds": kinds_searched(case)}
    if not text:
        return context
    if name := request.GET.get("kind"):
        return context | _one_kind(request, case, text, name)
    found = search(request.user, text, case)
    more = [(each, address(request.GET, kind=each.kind.name, page=None)) for each in found.groups]
    alike = [(each, address(request.GET, q=each, page=None)) for each in found.suggestions]
    return context | {"found": found, "groups": more, "suggestions": alike}


def _one_kind(request: SignedInRequest, case: Case | None, text: str, name: str) -> dict[str, Any]:
    kind = next((each for each in kinds_searched(case) if each.name == name), None)
    if kind is None:
        raise Http404("There is no such kind.")
    asked = asked_for(text)
    page = page_of(request, kind.found(request.user, asked, case))
    hits = [kind.hit(each, asked) for each in page]
    note_found(request.user, hits)
    all_kinds = address(request.GET, kind=None, page=None)
    return {"kind": kind, "hits": hits, "page": page, "pagination": pagination(request, page), "all_kinds": all_kinds}
