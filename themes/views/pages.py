"""Reading evidence: the register of an authority and of a case, one item, its files, and who a sealed one came from."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.records.services import note_reading
from bestvalue.ui.listing import page_of, pagination, selected_filters
from cases.models import Authority, Case, File
from cases.views.acting import open_case
from cases.views.files import as_download
from themes import policy
from themes.forms.evidence import EvidenceFilterForm
from themes.meetings import statutory_meeting
from themes.models import Evidence
from themes.reliance import bars_to_reliance
from themes.selectors.evidence import (
    EvidenceFilters,
    borne_out_by,
    current_versions,
    files_of_versions,
    narrowed,
    note_shown,
    reading_of,
    relied_on_by,
    visible_versions,
)
from themes.selectors.sector import sector_picture


def of_authority(request: SignedInRequest, slug: str) -> HttpResponse:
    """The evidence about an authority of which this person may know, and the sector's picture of it."""
    if not policy.reads_evidence(request.user):
        raise Http404("There is no such page.")
    authority = get_object_or_404(Authority.objects.select_related("kind"), slug=slug)
    return _register(request, authority, None, reverse("evidence:add", args=[authority.slug]))


def of_case(request: SignedInRequest, ref: str) -> HttpResponse:
    """The evidence that belongs to a case."""
    case = open_case(request, ref, "evidence:of_case")
    return _register(request, case.authority, case, reverse("evidence:add_to_case", args=[case.ref]))


def _register(request: SignedInRequest, authority: Authority, case: Case | None, add: str) -> HttpResponse:
    form = EvidenceFilterForm(request.GET)
    rows = narrowed(current_versions(request.user), _asked(form)).filter(evidence__authority=authority)
    if case:
        rows = rows.filter(evidence__case=case)
    page = page_of(request, rows)
    sector = None if case else sector_picture(request.user, authority)
    note_shown(request.user, [*page, *(sector.versions if sector else ())])
    context = {
        "authority": authority,
        "case": case,
        "section": "evidence:of_case",
        "form": form,
        "page": page,
        "pagination": pagination(request, page),
        "selected": selected_filters(request, form),
        "add": add if policy.keeps_evidence(request.user) else "",
        "sector": sector,
    }
    return render(request, "evidence/register.html", context)


def _asked(form: EvidenceFilterForm) -> EvidenceFilters:
    """What the register is narrowed to; a bad value is explained, and narrows nothing."""
    form.is_valid()
    given = form.cleaned_data
    return EvidenceFilters(
        sources=(given["source"].pk,) if given.get("source") else (),
        themes=tuple(each.pk for each in given.get("theme", ())),
        directions=tuple(given.get("direction", ())),
        states=tuple(given.get("status", ())),
    )


def item_for(request: SignedInRequest, pk: Any) -> Evidence:
    """The item of the address, its reading recorded where it is private; Http404 alike for none and for an unknown."""
    known = policy.visible_evidence(request.user).select_related("authority", "case", "source_type")
    item = known.filter(pk=pk).first()
    if item is None:
        raise Http404("There is no such item of evidence.")
    if item.is_sealed or item.case_id:
        case_id, subject = reading_of(item)
        note_reading(reader=request.user, case_id=case_id, subject=subject)
    return item


def item_page(request: SignedInRequest, pk: Any) -> HttpResponse:
    """One item: what it says now, what stands beside it, what relied on it, and its earlier versions."""
    item = item_for(request, pk)
    versions = list(
        visible_versions(request.user).filter(evidence=item).prefetch_related("checks__by").order_by("-number")
    )
    files, current = files_of_versions(versions), versions[0]
    context = {
        "item": item,
        "version": current,
        "versions": [(each, files[each.key]) for each in versions],
        "accounts": item.accounts.select_related("recorded_by"),
        "borne_out_by": borne_out_by(request.user, item),
        "bars": bars_to_reliance(current),
        "meeting_due": statutory_meeting(current),
        "meeting": getattr(item, "meeting", None),
        "decisions": relied_on_by(request.user, item),
        "readers": item.readers.select_related("person", "named_by", "taken_off_by") if item.is_sealed else (),
        "keeps": policy.keeps_evidence(request.user),
        "seals": policy.seals_evidence(request.user),
    }
    return render(request, "evidence/item.html", context)


def file(request: SignedInRequest, pk: Any, file: Any) -> FileResponse:
    """One file that came with an item, as it was kept. Its reading is recorded with the item's."""
    item = item_for(request, pk)
    keys = [each.key for each in item.versions.all()]
    kept = File.objects.filter(subject__in=keys, pk=file).first()
    response = as_download(kept) if kept else None
    if response is None:
        raise Http404("There is no such file.")
    return response
