"""The calendars of a person, and of a team by its lead: made, shown once, listed with their last use, revoked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bestvalue.accounts.forms import CalendarForm
from bestvalue.accounts.models import User
from bestvalue.accounts.selectors import calendars_for, signed_in_user
from bestvalue.accounts.services import calendars as services
from bestvalue.ui.listing import page_of, pagination


@never_cache
@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    """Every calendar that the person may revoke, and the form that makes one."""
    user = signed_in_user(request)
    return _page(request, user, CalendarForm(user=user))


@never_cache
@require_POST
def make_calendar(request: HttpRequest) -> HttpResponse:
    """Make a calendar and show its address, this once."""
    user = signed_in_user(request)
    form = CalendarForm(request.POST, user=user)
    if not form.is_valid():
        return _page(request, user, form)
    _, secret = services.make_calendar(user=user, **form.cleaned_data)
    address = request.build_absolute_uri(reverse("desk:calendar", args=[secret]))
    return _page(request, user, CalendarForm(user=user), address)


@require_POST
def revoke_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke a calendar of the person or of a team they lead; any other does not exist here."""
    user = signed_in_user(request)
    feed = services.revoke_calendar(actor=user, feed=get_object_or_404(calendars_for(user), pk=pk))
    messages.success(request, f"The calendar “{feed.name}” no longer works.")
    return redirect("accounts:calendars")


def _page(request: HttpRequest, user: User, form: CalendarForm, address: str = "") -> HttpResponse:
    page = page_of(request, calendars_for(user))
    context = {
        "page": page,
        "pagination": pagination(request, page, at=reverse("accounts:calendars")),
        "form": form,
        "address": address,
    }
    return render(request, "accounts/calendars.html", context)
