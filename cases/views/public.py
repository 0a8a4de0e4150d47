"""What public pages share: anyone may read them, caches may keep them, and search engines know what they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from bestvalue.api.etags import etag_of
from cases.structured import permanent

SECTIONS = (
    ("register:authorities", "By authority"),
    ("register:kinds", "By kind"),
    ("register:dates", "By date"),
    ("register:data", "Data"),
)


def public(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorator: anyone may read the page; signed in or not, it is the same page.

    Any cache may keep it, but asks each time whether it still holds, so that what was withdrawn is gone at once. The
    ETag is of the page itself, and there is no `Last-Modified`: standings change with the day, and no row changes.
    """

    @login_not_required
    @require_safe
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, no_cache=True)
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        if not isinstance(response, HttpResponse) or response.status_code != 200:
            return response
        response.headers["ETag"] = etag_of(response.content)
        answer = get_conditional_response(request, etag=response.headers["ETag"], response=response)
        return cast(HttpResponseBase, answer)

    return page


def public_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A public page with its permanent address: that of its own page of a list, without filters.

    It is rendered without the request, so that nothing about who asks can reach it, and no session is looked at.
    """
    page = context.get("page")
    own = f"?page={page.number}" if isinstance(page, Page) and page.number > 1 else ""
    frame = {"canonical": permanent(request.path) + own, "path": request.path, "sections": _sections(request.path)}
    return HttpResponse(render_to_string(template, context | frame))


def _sections(path: str) -> list[dict[str, Any]]:
    links = [{"href": reverse(name), "text": text} for name, text in SECTIONS]
    return [each | {"active": path.startswith(each["href"])} for each in links]
