"""ETags: a hash of the very bytes that this reader is shown, so that nothing hidden shows through (rulings 20, 24)."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from .problems import PreconditionFailed, PreconditionRequired

SHARED_FOR = 300  # seconds
VERSION = re.compile(r'-(\d{1,9})"\s*$')


def etag_of(content: bytes, version: object = None) -> str:
    """The strong ETag of a body, with the `version` that it shows, where it shows one."""
    tail = f"-{version}" if isinstance(version, int) else ""
    return f'"{hashlib.sha256(content).hexdigest()[:40]}{tail}"'


def etag_of_response(response: Any) -> str:
    """The ETag of a rendered response."""
    return etag_of(response.content, version_shown(response.data))


def version_shown(data: Any) -> object:
    """The `version` of an object about to be sent; None for anything else."""
    return data.get("version") if isinstance(data, Mapping) else None


def version_seen(request: Request) -> int | None:
    """The version that the caller saw, as their `If-Match` tells; None where it tells none."""
    found = VERSION.search(request.headers.get("If-Match", ""))
    return int(found[1]) if found else None


def refuse_blind_write(request: Request, view: Any) -> None:
    """Raise PreconditionRequired (428) for a write without `If-Match`, unless it is a POST where the view `creates`."""
    method = request.method
    writes = method not in SAFE_METHODS and method in view.allowed_methods
    if writes and not (method == "POST" and view.creates) and "If-Match" not in request.headers:
        raise PreconditionRequired


def require_if_match(request: Request, current: str) -> None:
    """Let a write through only if the caller saw what is there now, `current` being its ETag; `*` is no answer.

    Raises PreconditionRequired (428) without `If-Match`, PreconditionFailed (412) when it is stale.
    """
    given = request.headers.get("If-Match")
    if given is None:
        raise PreconditionRequired
    if current not in [each.strip() for each in given.split(",")]:
        raise PreconditionFailed


def make_conditional(request: Request, response: Response, *, public: bool = False) -> None:
    """Give a successful read an ETag once its bytes are known, and answer 304 where the caller has them already.

    What is `public` is the same for everyone, and any cache may keep it and ask whether it still holds.
    """
    if request.method in ("GET", "HEAD") and response.status_code == 200:
        response.add_post_render_callback(lambda rendered: _answer(request._request, rendered, public=public))


def share(response: HttpResponseBase) -> None:
    """Let any cache keep an answer that is the same for everyone, and ask each time whether it still holds.

    What was withdrawn is gone at once, wherever it was kept.
    """
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ("Accept",))


def unchanging(request: HttpRequest, content: bytes, media_type: str) -> HttpResponseBase:
    """An answer of ready bytes that any cache may keep for five minutes; 304 where the caller has them already."""
    response = HttpResponse(content, content_type=media_type, headers={"ETag": etag_of(content)})
    patch_cache_control(response, public=True, max_age=SHARED_FOR)
    patch_vary_headers(response, ("Accept",))
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return cast(HttpResponseBase, answer)


def _answer(request: HttpRequest, response: Any, *, public: bool) -> HttpResponse:
    response.headers["ETag"] = etag_of_response(response)
    if public:
        share(response)
    else:
        patch_vary_headers(response, ("Authorization", "Cookie", "Accept"))
        patch_cache_control(response, private=True, no_store=True)
    answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return cast(HttpResponse, answer)
