"""What could not be delivered, for administrators: to whom, of which kind and why, and nothing that it says."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from bestvalue.accounts.requests import SignedInRequest
from bestvalue.errors import Forbidden
from bestvalue.messages.forms import GiveUpForm
from bestvalue.messages.models import Delivery
from bestvalue.messages.policy import looks_after_deliveries
from bestvalue.messages.selectors import deliveries_for, oldest_waiting, outbox_depth, undelivered_for
from bestvalue.messages.services import undelivered
from bestvalue.ui.listing import page_of, pagination


@require_safe
def undelivered_index(request: SignedInRequest) -> HttpResponse:
    """The emails that nobody tries any more, and how many still wait."""
    _check(request)
    page = page_of(request, undelivered_for(request.user))
    context = {
        "page": page,
        "pagination": pagination(request, page),
        "depth": outbox_depth(),
        "oldest": oldest_waiting(),
    }
    return render(request, "messages/undelivered.html", context)


@require_POST
def try_again(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Have one tried again."""
    _check(request)
    undelivered.try_again(by=request.user, delivery=get_object_or_404(deliveries_for(request.user), pk=pk))
    messages.success(request, "It is tried again within a minute.")
    return redirect("messages:undelivered")


class GiveUp(FormView):  # type: ignore[type-arg]
    """Give one up, with a reason."""

    form_class = GiveUpForm
    template_name = "messages/give_up.html"
    success_url = reverse_lazy("messages:undelivered")
    request: SignedInRequest
    delivery: Delivery

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find it, for administrators only."""
        _check(self.request)
        self.delivery = get_object_or_404(undelivered_for(self.request.user), pk=self.kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Which one it is."""
        return super().get_context_data(delivery=self.delivery, **more)

    def form_valid(self, form: GiveUpForm) -> HttpResponse:
        """Give it up."""
        undelivered.give_up(by=self.request.user, delivery=self.delivery, **form.cleaned_data)
        messages.success(self.request, "The email is given up.")
        return super().form_valid(form)


def _check(request: SignedInRequest) -> None:
    if not looks_after_deliveries(request.user):
        raise Forbidden("Only an administrator looks after emails that were not delivered.")
