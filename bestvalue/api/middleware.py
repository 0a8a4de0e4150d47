"""What holds of every answer under `/api/`, whichever layer gave it."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from django.http import HttpRequest, HttpResponse

from bestvalue.faults import Fault

from .problems import MEDIA_TYPE, problem

ROOT = "/api/"
CODES = {403: "permission_denied", 413: "too_large", 500: "server_error"}


def api_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Make a problem document of what the framework refused by itself, and add the headers that `always` holds."""

    def serve(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path.startswith(ROOT):
            return response
        if response.status_code >= 400 and response.headers["Content-Type"].startswith("text/html"):
            status = HTTPStatus(response.status_code)
            response.content = json.dumps(problem(request, status, **_said(response, status)))
            response.headers["Content-Type"] = MEDIA_TYPE
            response.headers["Content-Length"] = str(len(response.content))
        for name, value in always(request).items():
            response.headers[name] = value
        return response

    return serve


def _said(response: HttpResponse, status: HTTPStatus) -> dict[str, str]:
    """The code, and what is the matter where a fault is."""
    fault: Fault | None = getattr(response, "fault", None)
    return {"code": fault.code, "detail": fault.detail} if fault else {"code": CODES.get(status, status.name.lower())}


def always(request: HttpRequest) -> dict[str, str]:
    """The headers that the answer to a request will bear, whatever becomes of it; add to them."""
    return cast(dict[str, str], request.__dict__.setdefault("_always", {}))
