"""The list of everything on a case that goes beyond a notice, and the page of each instrument."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.ui.listing import page_of, pagination
from cases.asks import kind_of
from cases.letters import Letterhead
from cases.models import Instrument, Letter
from cases.moves import MOVES
from cases.policy import roles_for
from cases.selectors.details import began_on
from cases.selectors.documents import files_about
from cases.selectors.instruments import packs_of, publication_of, texts_of
from cases.views.acting import open_case
from interventions import selectors
from interventions.models import Proposal
from interventions.offers import offers
from interventions.standing import facts_of, standing_of

SECTION = "interventions:index"
# What may be begun on a case, in the order of the page: the act, and where they differ its page and its label.
BEGUN = (
    ("draft_inspection", "", ""),
    ("draft_review", "", ""),
    ("draft_package", "", ""),
    ("draft_proposal", "", ""),
    ("draft_directions", "", ""),
    ("draft_directions", "draft_urgent_directions", "Draft urgent directions"),
    ("draft_appointment", "", ""),
    ("receive_progress_report", "", ""),
    ("agree_exit_strategy", "", ""),
    ("receive_oversight_review", "", ""),
    ("restore_by_court_order", "", ""),
)
LETTERS = ("external_review", "inspection", "package", "proposal", "direction", "appointment")


def intervention_index(request: SignedInRequest, ref: str) -> HttpResponse:
    """Every inspection, review, package, proposal, set of directions and so on of a case, by kind."""
    case = open_case(request, ref, "interventions")
    roles = roles_for(request.user, case)
    begin = [
        (label or MOVES[name].label, reverse(f"interventions:{page or name}", args=[case.ref]))
        for name, page, label in BEGUN
        if case.is_open and not roles.isdisjoint(MOVES[name].performers)
    ]
    today = clock.today()
    groups = [(name, [(each, standing_of(each, today)) for each in found]) for name, found in selectors.by_kind(case)]
    return render(
        request, "interventions/index.html", {"case": case, "section": SECTION, "groups": groups, "begin": begin}
    )


def instrument_page(request: SignedInRequest, ref: str, pk: Any, kind: str) -> HttpResponse:
    """One instrument: where it stands, what may be done, its parts, its papers and its exact text."""
    case = open_case(request, ref, f"{kind}:{pk}")
    model = kind_of(kind)
    instrument = model.objects.filter(case=case, pk=pk).first() if model else None
    if instrument is None:
        raise Http404("There is no such thing on this case.")
    instrument.case = case
    roles = roles_for(request.user, case)
    context = {
        "case": case,
        "section": SECTION,
        "instrument": instrument,
        "standing": standing_of(instrument, clock.today()),
        "facts": list(facts_of(instrument)),
        "offers": offers(request.user, instrument),
        "missing": instrument.lacks(),
        "versions": texts_of(instrument),
        "files": files_about(case, instrument.key),
        "publication": publication_of(instrument),
        "packs": packs_of(instrument),
        "beside": Letter.objects.filter(case=case, about=instrument.key).order_by("created_at", "id"),
        "may_write": not roles.isdisjoint(MOVES["draft_letter"].performers),
        "parts": f"interventions/parts/{kind}.html",
        "may_publish": not roles.isdisjoint(MOVES["prepare_publication"].performers)
        and not instrument.not_publishable(),
        **(_letter(instrument) if kind in LETTERS else {}),
        **selectors.parts_of(instrument, roles, shown := _page(request, instrument)),
        "page": shown,
        "pagination": pagination(request, shown) if shown else None,
    }
    return render(request, "interventions/instrument.html", context)


def _page(request: SignedInRequest, instrument: Instrument) -> Page[Any] | None:
    """The representations that are shown; a proposal may have many."""
    return page_of(request, instrument.representations.all()) if isinstance(instrument, Proposal) else None


def _letter(instrument: Instrument) -> Mapping[str, Any]:
    head = Letterhead(date=began_on(instrument), today=clock.today(), reference=instrument.case.reference or "")
    return {"text": instrument.full_text(), "letterhead": head}
