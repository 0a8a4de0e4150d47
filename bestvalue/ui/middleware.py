"""What every answer carries, whichever door it comes from, and the page for an act that was refused."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from bestvalue.accounts.security import note
from bestvalue.errors import Changed, Forbidden, Refused, Unmet
from bestvalue.request_log import route_of

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def policy(directives: Mapping[str, list[str]]) -> str:
    """A Content-Security-Policy header from a mapping shaped as Django 6's `SECURE_CSP`."""
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def security_headers_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say what pages may load and do, and let nobody keep a copy unless the answer itself says how long.

    Static files and the public register set their own `Cache-Control`; everything else is `no-store`.
    Django's `SecurityMiddleware` sets the rest: nosniff, Referrer-Policy, opener policy and HSTS.
    """

    def serve(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy(settings.SECURE_CSP))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return serve


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
