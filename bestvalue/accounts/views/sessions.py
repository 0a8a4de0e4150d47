"""How long the sign-in still lasts, and where else the person is signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bestvalue.accounts.kept_forms import keep
from bestvalue.accounts.selectors import signed_in_user
from bestvalue.accounts.services.sessions import end_sessions, sessions_of
from bestvalue.accounts.sessions import seconds_left
from bestvalue.ui.listing import page_of, pagination

BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    *(("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "an Android phone or tablet")),
    *(("Windows", "Windows"), ("Mac OS", "a Mac"), ("CrOS", "a Chromebook"), ("Linux", "Linux")),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """How many seconds the sign-in still lasts. Asking leaves it as it is; a POST says that the person is there."""
    return JsonResponse({"seconds": seconds_left(request.session)})


@login_not_required
@require_POST
def keep_form(request: HttpRequest) -> HttpResponse:
    """Keep a form that a script found to be too late, for the address to which it was to go; nothing else is done."""
    address = request.GET.get("for", "")
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        raise Http404
    keep(request, address)
    return redirect(address)


@never_cache
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in: since when, last seen when, from which address, with what."""
    page = page_of(request, sessions_of(signed_in_user(request)))
    rows = [(each, browser_in_words(each.user_agent), each.session_key == request.session.session_key) for each in page]
    context = {"rows": rows, "pagination": pagination(request, page)}
    return render(request, "accounts/sessions.html", context)


@require_POST
def end_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the person out of one other browser; somebody else's does not exist here."""
    if not end_sessions(signed_in_user(request), but=request.session.session_key, only=pk):
        raise Http404
    messages.success(request, "That browser is signed out.")
    return redirect("accounts:sessions")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign the person out everywhere but here."""
    end_sessions(signed_in_user(request), but=request.session.session_key)
    messages.success(request, "You are signed out everywhere else.")
    return redirect("accounts:sessions")


def browser_in_words(agent: str) -> str:
    """What a browser says of itself, in plain words; it may say anything."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "Another browser")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser} on {system}" if system else browser
