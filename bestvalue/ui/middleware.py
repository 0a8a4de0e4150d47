"""Headers that every answer carries, whichever door it comes from."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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
