"""The project's last-resort handlers: a problem document under `/api/`, Django's page elsewhere."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from .problems import problem_response

ROOT = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, for a request that no endpoint could read."""
    if request.path.startswith(ROOT):
        return problem_response(request, HTTPStatus.BAD_REQUEST, code="bad_request")
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, raised outside any endpoint."""
    if request.path.startswith(ROOT):
        return problem_response(request, HTTPStatus.FORBIDDEN, code="permission_denied")
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, for an address that leads nowhere."""
    if request.path.startswith(ROOT):
        return problem_response(request, HTTPStatus.NOT_FOUND, code="not_found", detail="There is nothing here.")
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: says nothing of the cause, only the identifier under which it is in the log."""
    if request.path.startswith(ROOT):
        return problem_response(
            request, HTTPStatus.INTERNAL_SERVER_ERROR, code="server_error", detail="Something went wrong on our side."
        )
    return defaults.server_error(request)
