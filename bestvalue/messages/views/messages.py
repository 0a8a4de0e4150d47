"""A person's own messages, and how they want to hear of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView

from bestvalue import clock
from bestvalue.accounts.requests import SignedInRequest
from bestvalue.messages.forms import PreferencesForm
from bestvalue.messages.kinds import KINDS
from bestvalue.messages.policy import looks_after_deliveries
from bestvalue.messages.selectors import as_known, own_messages
from bestvalue.messages.services.reading import choose_ways, mark_all_read, mark_read
from bestvalue.ui.listing import page_of, pagination


@require_safe
def message_index(request: SignedInRequest) -> HttpResponse:
    """What was said to this person, unread first."""
    page = page_of(request, own_messages(request.user))
    context = {
        "page": page,
        "rows": as_known(request.user, list(page)),
        "pagination": pagination(request, page),
        "now": clock.now(),
        "looks_after_deliveries": looks_after_deliveries(request.user),
    }
    return render(request, "messages/index.html", context)


@require_safe
def message_page(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One message in full, which has then been read; anybody else's does not exist here."""
    (message,) = as_known(request.user, [get_object_or_404(own_messages(request.user), pk=pk)])
    mark_read(by=request.user, message=message)
    return render(request, "messages/message.html", {"message": message})


@require_POST
def read(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Mark one as read without opening it."""
    mark_read(by=request.user, message=get_object_or_404(own_messages(request.user), pk=pk))
    return redirect("messages:index")


@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    """Mark as read all that there was when the person opened the list."""
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        until = None
    if until is None or until.tzinfo is None:
        raise Http404("Open the list first.")
    mark_all_read(by=request.user, until=until)
    messages.success(request, "All your messages are marked as read.")
    return redirect("messages:index")


class Preferences(FormView):  # type: ignore[type-arg]
    """How this person hears of each kind of message."""

    form_class = PreferencesForm
    template_name = "messages/preferences.html"
    success_url = reverse_lazy("messages:index")
    request: SignedInRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose choices they are."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """What nobody chooses."""
        return super().get_context_data(urgent=[kind.label for kind in KINDS.values() if kind.urgent], **more)

    def form_valid(self, form: PreferencesForm) -> HttpResponse:
        """Keep them."""
        if not form.has_changed():
            messages.info(self.request, "Nothing was changed.")
            return super().form_valid(form)
        choose_ways(by=self.request.user, ways=form.cleaned_data)
        messages.success(self.request, "Your choices are saved. They apply to new messages.")
        return super().form_valid(form)
