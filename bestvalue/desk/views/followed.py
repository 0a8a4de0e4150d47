"""Following a case, and following it no more."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from bestvalue.accounts.requests import SignedInRequest
from cases.models import Case
from cases.selectors.cases import case_for
from cases.services.following import follow_case, stop_following


@require_POST
def follow(request: SignedInRequest, ref: str) -> HttpResponse:
    """Follow a case that this person may know of."""
    case = _found(request, ref)
    follow_case(by=request.user, case=case)
    messages.success(request, "You follow this case. You hear of its moves and dates among your messages.")
    return redirect("desk:case", ref=case.ref)


@require_POST
def unfollow(request: SignedInRequest, ref: str) -> HttpResponse:
    """Follow it no more."""
    case = _found(request, ref)
    stop_following(by=request.user, case=case)
    messages.success(request, "You no longer follow this case.")
    return redirect("desk:case", ref=case.ref)


def _found(request: SignedInRequest, ref: str) -> Case:
    case = case_for(request.user, ref)
    if case is None:
        raise Http404("There is no such case.")
    return case
