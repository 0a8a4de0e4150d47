"""One line of the log for each request. No path, query string, body or header is in it, as any may hold a secret."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import LazyObject, empty

NO_ROUTE = "(no such address)"
logger = logging.getLogger(__name__)


def request_log_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Write method, route, status, milliseconds, bytes, and user and case where the request had any."""

    def serve(request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        response = get_response(request)
        facts = {
            "method": request.method,
            "route": route_of(request),
            "status": response.status_code,
            "ms": round((time.monotonic() - started) * 1000),
            "bytes": _bytes(response),
            "user": _user(request),
            "case": request.resolver_match.kwargs.get("ref") if request.resolver_match else None,
        }
        known = {name: value for name, value in facts.items() if value is not None}
        logger.info("%s %s %s", request.method, facts["route"], response.status_code, extra={"facts": known})
        return response

    return serve


def route_of(request: HttpRequest) -> str:
    """The pattern that the request's address fits, such as `/cases/<slug:ref>/`; never the address itself."""
    if request.resolver_match:
        return f"/{request.resolver_match.route}"
    return f"{settings.STATIC_URL}*" if request.path.startswith(settings.STATIC_URL) else NO_ROUTE


def _bytes(response: HttpResponse) -> int | None:
    """The length of the body; None where it is sent bit by bit and nobody said how long it is."""
    if not response.streaming:
        return len(response.content)
    length = response.headers.get("Content-Length")
    return int(length) if length else None


def _user(request: HttpRequest) -> Any:
    """The id of who is signed in, if that was looked at anyway: the log asks the database nothing."""
    user = getattr(request, "user", None)
    if isinstance(user, LazyObject) and user.__dict__["_wrapped"] is empty:
        return None
    return getattr(user, "pk", None)
