"""`Idempotency-Key` on POST: a request that is sent again is answered again, and acts once (anchors 6).

The key is claimed and settled in transactions of its own, outside that of the act, and no lock is held between.
"""

import datetime as dt
import hashlib
from http import HTTPStatus
from typing import Any, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.request import Request

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.records.models import Event
from bestvalue.request_id import current_request_id

from .models import IdempotencyKey

HEADER = "Idempotency-Key"
LONGEST = 255
FORGOTTEN_AFTER = dt.timedelta(hours=24)
GIVEN_UP_AFTER = dt.timedelta(minutes=1)  # the server ends any request long before
KEPT_HEADERS = ("Content-Type", "ETag", "Location")
MAY_BE_TRIED_AGAIN = frozenset({401, 403, 412, 428, 429})

State = IdempotencyKey.State


class InFlight(APIException):
    """The first request with this key is not answered yet."""

    status_code = HTTPStatus.CONFLICT
    default_detail = "The first request with this Idempotency-Key is still being answered. Send it again in a moment."
    default_code = "in_flight"
    wait = 1.0


class AnswerLost(APIException):
    """The act was done, but its answer was lost on the way."""

    status_code = HTTPStatus.CONFLICT
    default_detail = "This was done, but its answer was lost. Read the resource to see it."
    default_code = "answer_lost"


class KeyReused(APIException):
    """The key was sent before with another address or body."""

    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_detail = "This Idempotency-Key was sent before with another address or body. Use a new one."
    default_code = "key_reused"


class Replayed(Exception):
    """Not an error: the request was answered before, and this is the answer."""

    def __init__(self, row: IdempotencyKey) -> None:
        super().__init__()
        self.row = row

    def response(self) -> HttpResponse:
        """The stored answer, marked as sent again."""
        headers = {**self.row.headers, "Idempotency-Replayed": "true"}
        return HttpResponse(bytes(self.row.body), status=self.row.status, headers=headers)


def claim(request: Request) -> IdempotencyKey | None:
    """Take the request's key for this attempt; None where there is none to take.

    Raises Replayed with the answer that was given before, InFlight, AnswerLost, KeyReused or ValidationError.
    """
    key = request.headers.get(HEADER)
    if request.method != "POST" or key is None or not isinstance(request.user, User):
        return None
    if not (1 <= len(key) <= LONGEST and key.isascii() and key.isprintable()):
        message = f"Must be 1 to {LONGEST} printable ASCII characters."
        raise ValidationError({HEADER: [ErrorDetail(message, code="idempotency_key")]})
    attempt = {
        "target": f"POST {request.get_full_path()}",
        "body_hash": _fingerprint(request),
        "state": State.IN_FLIGHT,
        "request_id": current_request_id(),
        "started_at": clock.now(),
    }
    row, is_new = IdempotencyKey.objects.get_or_create(user=request.user, key=key, defaults=attempt)
    return row if is_new else _again(row, attempt)


def settle(row: IdempotencyKey, response: Any) -> None:
    """Keep an answer that is final; leave the key open where the caller may try again."""
    if response.status_code >= 500 or response.status_code in MAY_BE_TRIED_AGAIN or "Retry-After" in response.headers:
        reopen(row)
        return
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    _attempt_of(row).update(
        state=State.DONE, status=response.status_code, body=bytes(response.content), headers=headers
    )


def reopen(row: IdempotencyKey) -> None:
    """Let the next request with this key be tried at once."""
    _attempt_of(row).update(state=State.OPEN)


def forget_old_keys() -> int:
    """Delete the keys last used more than a day ago; returns how many."""
    return IdempotencyKey.objects.filter(started_at__lt=clock.now() - FORGOTTEN_AFTER).delete()[0]


def _fingerprint(request: Request) -> str:
    """The SHA-256 of the body; of an upload, that of its parts, as each sending draws another boundary."""
    if not request.content_type.startswith("multipart/"):
        return hashlib.sha256(request.body).hexdigest()
    digest, sent = hashlib.sha256(), cast(QueryDict, request.data)
    for name, values in sorted(sent.lists()):
        for value in values:
            content = value.read() if isinstance(value, UploadedFile) else value.encode()
            digest.update(f"{name!r} {getattr(value, 'name', '')!r} {len(content)} ".encode() + content)
            if isinstance(value, UploadedFile):
                value.seek(0)
    return digest.hexdigest()


def _attempt_of(row: IdempotencyKey) -> Any:
    return IdempotencyKey.objects.filter(pk=row.pk, state=State.IN_FLIGHT, request_id=row.request_id)


def _again(row: IdempotencyKey, attempt: dict[str, Any]) -> IdempotencyKey:
    age = attempt["started_at"] - row.started_at
    if age >= FORGOTTEN_AFTER:
        return _taken_over(row, attempt)
    if (row.target, row.body_hash) != (attempt["target"], attempt["body_hash"]):
        raise KeyReused
    if row.state == State.DONE:
        raise Replayed(row)
    if row.state == State.IN_FLIGHT and age < GIVEN_UP_AFTER:
        raise InFlight
    if Event.objects.filter(actor=row.user_id, request_id=row.request_id).exists():
        raise AnswerLost
    return _taken_over(row, attempt)


def _taken_over(row: IdempotencyKey, attempt: dict[str, Any]) -> IdempotencyKey:
    """The row, if nobody else took it over at the same moment; else raises InFlight."""
    as_found = IdempotencyKey.objects.filter(pk=row.pk, state=row.state, request_id=row.request_id)
    if not as_found.update(**attempt, status=None, body=b"", headers={}):
        raise InFlight
    row.request_id = attempt["request_id"]
    return row
