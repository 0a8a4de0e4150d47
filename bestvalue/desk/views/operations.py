"""What who keeps the service running sees: the work of the clock, and what failed. No case is shown or named."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bestvalue.accounts.models import Role
from bestvalue.accounts.policy import holds
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.desk.selectors.operations import failing_clocks, operations
from bestvalue.errors import Forbidden
from bestvalue.ui.listing import page_of, pagination
from cases.models import Clock
from cases.services.sweeping import try_again


def operation_page(request: SignedInRequest) -> HttpResponse:
    """The numbers, and the clocks that failed."""
    _only_administrators(request)
    page = page_of(request, failing_clocks())
    context = {"now": operations(), "page": page, "pagination": pagination(request, page)}
    return render(request, "desk/operations.html", context)


@require_POST
def retry_clock(request: SignedInRequest, pk: object) -> HttpResponse:
    """Try a clock that failed with the next sweep."""
    _only_administrators(request)
    try_again(by=request.user, clock=get_object_or_404(Clock, pk=pk, attempts__gt=0))
    messages.success(request, "It is tried again with the next sweep.")
    return HttpResponseRedirect(reverse("desk:operations"))


def _only_administrators(request: SignedInRequest) -> None:
    if not holds(request.user, Role.ADMINISTRATOR):
        raise Forbidden("Only an administrator sees how the service runs.")
