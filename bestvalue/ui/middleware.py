"""What every answer carries, whichever door it comes from, and the page for an act that was refused."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.views import defaults

from bestvalue.accounts.security import note
from bestvalue.errors import Changed, Forbidden, Refused, Unmet
from bestvalue.request_log import route_of

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
HTML = "text/html"
PAGES_TAKE = ("GET", "HEAD", "POST", "OPTIONS")
INERT = "default-src 'none'; frame-ancestors 'none'; sandbox"  # for what is no page: nothing of it may run or load


def policy(directives: Mapping[str, list[str]]) -> str:
    """A Content-Security-Policy header from a mapping shaped as Django 6's `SECURE_CSP`."""
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def security_headers_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say what pages may load and do, and let nobody keep a copy unless the answer itself says how long.

    Static files and the public register set their own `Cache-Control`; everything else is `no-store`.
    Django's own middleware sets the rest: nosniff, Referrer-Policy, opener policy, HSTS and X-Frame-Options.
    """

    def serve(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", HTML).startswith(HTML)
        response.headers.setdefault("Content-Security-Policy", policy(settings.SECURE_CSP) if is_page else INERT)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return serve


class CompressedPagesMiddleware(GZipMiddleware):
    """Compresses pages, with the padding of Django's against guessing secrets by length (BREACH).

    Answers of the API stay as they are: compressed, their ETags would be weak, and `If-Match` needs strong ones.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed if it is a page and the browser takes it so."""
        is_page = response.headers.get("Content-Type", "").startswith(HTML)
        return super().process_response(request, response) if is_page else response


def methods_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse whatever no browser asks of a page: Django's own form pages and its admin would take PUT for POST or GET.

    The API refuses for itself what it does not offer.
    """

    def serve(request: HttpRequest) -> HttpResponse:
        if request.method in PAGES_TAKE or request.path.startswith("/api/"):
            return get_response(request)
        return HttpResponseNotAllowed(PAGES_TAKE)

    return serve


def body_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a body that is longer than anybody may send, before any of it is read.

    Only those who have signed in may send files; the API looks for itself who calls.
    """

    def serve(request: HttpRequest) -> HttpResponse:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and length > _most(request):
            return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return get_response(request)

    return serve


def _most(request: HttpRequest) -> int:
    takes_files = request.content_type == "multipart/form-data"
    if takes_files and (request.path.startswith("/api/") or request.user.is_authenticated):
        return settings.LARGEST_BODY
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class RefusedActMiddleware:
    """Turns a service's refusal that no page caught into a page that says why (the API has its own)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """403 for a person without the role, 409 for an act that is not open now."""
        if isinstance(error, Forbidden | PermissionDenied):
            note("An act was refused.", route=route_of(request), account=request.user.pk)
        if isinstance(error, Forbidden):
            return defaults.permission_denied(request, PermissionDenied(str(error)))
        if isinstance(error, Refused):
            return render(request, "refused.html", {"unmet": error.unmet}, status=409)
        if isinstance(error, Changed):
            return render(request, "refused.html", {"unmet": [Unmet("changed", str(error))]}, status=409)
        return None
