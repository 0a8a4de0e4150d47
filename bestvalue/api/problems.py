"""Problem documents (RFC 9457): every error under `/api/` has the same shape, whichever layer found it."""

from collections.abc import Iterator, Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import Http404, HttpRequest
from rest_framework import exceptions
from rest_framework.fields import get_error_detail
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from bestvalue.accounts.security import note
from bestvalue.accounts.services.attempts import TooManyAttemptsError
from bestvalue.accounts.services.step_up import StepUpRequiredError
from bestvalue.errors import ActError, Changed, Forbidden, Refused, Unmet
from bestvalue.faults import NO_ROOM
from bestvalue.request_id import current_request_id
from bestvalue.request_log import route_of

MEDIA_TYPE = "application/problem+json"


class ProblemRenderer(JSONRenderer):
    """JSON under its own media type."""

    media_type = MEDIA_TYPE
    format = "problem"


class ActRefused(exceptions.APIException):
    """The law or the state of the matter does not allow the act now: 409 with every unmet condition."""

    status_code = HTTPStatus.CONFLICT
    default_detail = "The act is not open now."
    default_code = "refused"

    def __init__(self, unmet: tuple[Unmet, ...]) -> None:
        super().__init__()
        self.unmet = unmet
        if any(each.code == "busy" for each in unmet):
            self.wait = 1.0


class NotStored(ActRefused):
    """What was sent is in order, but its file could not be kept: 507, and nothing was done."""

    status_code = HTTPStatus.INSUFFICIENT_STORAGE
    default_detail = NO_ROOM.detail
    default_code = NO_ROOM.code
    wait = float(NO_ROOM.wait)


class PreconditionFailed(exceptions.APIException):
    """The resource is no longer as the caller last saw it; `changes` are the acts that the caller had not seen."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_detail = "This has changed since you read it. Read it again and decide afresh."
    default_code = "changed"

    def __init__(self, changes: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__()
        self.changes = changes


class StepUpNeeded(exceptions.APIException):
    """The act needs a fresh proof that it is the person: 403 with where a code is to be had (rulings 18)."""

    status_code = HTTPStatus.FORBIDDEN
    default_detail = "Confirm in the browser that it is you, and send the code in the header Step-Up-Code."
    default_code = "step_up_required"

    def __init__(self, link: str) -> None:
        super().__init__()
        message = "A code is made by entering your password. It works once, within five minutes, for this act only."
        self.unmet = (Unmet(self.default_code, message, link),)


class PreconditionRequired(exceptions.APIException):
    """A write came without `If-Match`."""

    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_detail = "Send If-Match with the ETag of what you read."
    default_code = "if_match_required"


class TooLarge(exceptions.APIException):
    """The body has more bytes than are read."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"

    def __init__(self, most: int) -> None:
        super().__init__(f"The body has more than {most:,} bytes.")


class LimitReached(exceptions.Throttled):
    """The caller asked more often than the limit allows; `wait` is in seconds."""

    def __init__(self, name: str, quota: int, wait: int) -> None:
        super().__init__(wait=wait)
        self.unmet = (Unmet(f"limit_{name}", f"At most {quota} requests a minute are answered here.", "/api/"),)


def handle_exception(error: Exception, context: dict[str, Any]) -> Response | None:
    """The problem document for any error that is the caller's; None for ours, which becomes a 500."""
    found = _translated(error)
    if found is None:
        return None
    set_rollback()
    request = context["request"]
    if found.status_code == HTTPStatus.FORBIDDEN:
        note("An act was refused.", route=route_of(request), account=request.user.pk, code=str(found.get_codes()))
    request.accepted_renderer, request.accepted_media_type = ProblemRenderer(), MEDIA_TYPE
    return Response(_document(found, request), status=found.status_code, headers=_headers(found))


def problem(request: HttpRequest, status: HTTPStatus, *, code: str, detail: str = "", **more: Any) -> dict[str, Any]:
    """The members of a problem document; `more` are `errors`, `unmet_conditions` and `changes`, empty if not given."""
    return {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail or f"{status.description or status.phrase}.",
        "instance": request.path,
        "code": code,
        "errors": more.get("errors", []),
        "unmet_conditions": more.get("unmet_conditions", []),
        "changes": more.get("changes", []),
        "request_id": current_request_id(),
    }


def _translated(error: Exception) -> exceptions.APIException | None:
    if isinstance(error, exceptions.APIException):
        return error
    if isinstance(error, Http404):
        return exceptions.NotFound()
    if isinstance(error, RequestDataTooBig):
        return TooLarge(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, TooManyAttemptsError):
        return exceptions.Throttled(wait=error.wait.total_seconds())
    if isinstance(error, StepUpRequiredError):
        return StepUpNeeded(error.link)
    if isinstance(error, ValidationError):
        return exceptions.ValidationError(get_error_detail(error))
    return _translated_act(error) if isinstance(error, ActError) else None


def _translated_act(error: ActError) -> exceptions.APIException | None:
    if isinstance(error, Refused):
        kept = all(each.code != "not_stored" for each in error.unmet)
        return ActRefused(error.unmet) if kept else NotStored(error.unmet)
    if isinstance(error, Forbidden):
        return exceptions.PermissionDenied(str(error) or None)
    return PreconditionFailed() if isinstance(error, Changed) else None


def _document(error: exceptions.APIException, request: HttpRequest) -> dict[str, Any]:
    invalid = isinstance(error, exceptions.ValidationError)
    return problem(
        request,
        HTTPStatus(error.status_code),
        code="invalid" if invalid else str(error.get_codes()),
        detail="Some of what was sent is not valid." if invalid else str(error.detail),
        errors=list(_flat(error.detail, "")) if invalid else [],
        unmet_conditions=[
            {"code": each.code, "message": each.message, "link": each.link} for each in getattr(error, "unmet", ())
        ],
        changes=list(getattr(error, "changes", ())),
    )


def _flat(detail: Any, pointer: str) -> Iterator[dict[str, str]]:
    """Every message of a tree of errors, with the JSON pointer (RFC 6901) of the member that it is about."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            step = (
                "" if key in ("non_field_errors", "__all__") else "/" + str(key).replace("~", "~0").replace("/", "~1")
            )
            yield from _flat(value, pointer + step)
    elif isinstance(detail, list):
        for place, value in enumerate(detail):
            yield from _flat(value, pointer if isinstance(value, str) else f"{pointer}/{place}")
    else:
        yield {"pointer": pointer, "code": str(getattr(detail, "code", "invalid")), "message": str(detail)}


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if auth_header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(auth_header)
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = f"{wait:.0f}"
    return headers
