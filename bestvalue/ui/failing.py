"""The page for what fails: in plain words where the database or the disk is the cause, and without asking either."""

import sys
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from bestvalue.faults import fault_of


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a request that failed: with the fault and when to try again, else that the problem is ours.

    What was typed is kept on the page, to be sent again as it was.
    """
    fault = fault_of(sys.exception())
    if fault is None:
        return defaults.server_error(request)
    _let_go_of_half_uploads(request)
    context = {
        "fault": fault,
        "sent": request.method == "POST",
        "typed": _typed(request),
        "files": request.FILES,
        "address": request.get_full_path(),
    }
    response = HttpResponse(render_to_string("fault.html", context), status=fault.status)
    response.headers["Retry-After"] = str(fault.wait)
    response.fault = fault  # type: ignore[attr-defined]  # for the API, which says it in its own way
    return response


def _let_go_of_half_uploads(request: HttpRequest) -> None:
    """Free at once the room of a file that did not come in whole."""
    for each in request.upload_handlers:
        with suppress(OSError):  # what was still to be written finds no room either
            each.upload_interrupted()


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form held, without passwords, which no page shows."""
    return [(name, str(text)) for name, texts in request.POST.lists() for text in texts if "password" not in name]
