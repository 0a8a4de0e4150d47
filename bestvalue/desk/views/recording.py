"""The past events of an authority: what was entered, and the form that enters one more (rulings 25)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.recording import Malformed, may_record, record_past_event
from bestvalue.desk.recording_forms import LABELS, PastEventForm
from bestvalue.errors import Unmet
from bestvalue.ui.listing import page_of, pagination
from cases.models import Authority, PastEvent
from cases.moves import MOVES

CONFLICT = 409


def past_events(request: SignedInRequest, slug: str) -> HttpResponse:
    """What was entered for an authority from the published record, in the order in which it was told."""
    authority = _authority(request, slug)
    page = page_of(request, PastEvent.objects.filter(authority=authority).select_related("entered_by"))
    rows = [(each, LABELS.get(each.type, each.type), [MOVES[name].label for name in each.moves]) for each in page]
    context = {"authority": authority, "rows": rows, "page": page, "pagination": pagination(request, page)}
    return render(request, "desk/recording/index.html", context)


def record_event(request: SignedInRequest, slug: str) -> HttpResponse:
    """The form, and what became of what was sent: done, or why not with everything that was typed."""
    authority = _authority(request, slug)
    form = PastEventForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, authority, form)
    try:
        played = record_past_event(by=request.user, authority=authority, told=form.told())
    except Malformed as error:
        form.add_error(None, str(error).removeprefix("The event: "))
        return _form(request, authority, form)
    if played.unmet:
        return _form(request, authority, form, refused=played.unmet)
    moves = ", ".join(MOVES[name].label.lower() for name in played.moves)
    messages.success(request, f"The event is entered. Acts recorded with it: {moves or 'none'}.")
    return redirect("desk:past_events", slug=slug)


def _form(
    request: SignedInRequest, authority: Authority, form: PastEventForm, *, refused: list[Unmet] | None = None
) -> HttpResponse:
    context: dict[str, Any] = {"authority": authority, "form": form, "refused": refused}
    return render(request, "desk/recording/new.html", context, status=CONFLICT if refused else 200)


def _authority(request: SignedInRequest, slug: str) -> Authority:
    """The authority; for whoever is no records manager there is no such page."""
    if not may_record(request.user):
        raise Http404("There is no such page.")
    return get_object_or_404(Authority, slug=slug)
