"""The identifier of the request being served, shown to the person, written to the log and kept with every event."""

import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The present request's identifier; empty outside a request."""
    return _current.get()


def request_id_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give every request a new identifier and send it back as `X-Request-ID`; the caller's own is not believed."""

    def serve(request: HttpRequest) -> HttpResponse:
        token = _current.set(uuid.uuid4().hex)
        request.request_id = current_request_id()  # type: ignore[attr-defined]  # for what Django logs afterwards
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = current_request_id()
        finally:
            _current.reset(token)
        return response

    return serve
