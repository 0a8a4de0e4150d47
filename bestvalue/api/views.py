"""What every endpoint is built on."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NoReturn

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework import generics
from rest_framework.exceptions import NotFound
from rest_framework.parsers import BaseParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from bestvalue.records.as_at import looked_at

from . import idempotency
from .bodies import StrictJSONParser, refuse_oversize
from .documentation import written
from .etags import make_conditional, refuse_blind_write, unchanging
from .filters import refuse_unknown_parameters
from .limits import Limit, RegisterLimit
from .middleware import always
from .models import IdempotencyKey
from .paging import EventFeed, Pages

FROM_ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After, X-Request-ID",
}


class Limited(APIView):
    """Counts every request before anything else is said to it, those with a bad token too."""

    throttle_classes = (Limit,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Find out who calls, and count it whoever it is."""
        try:
            self.perform_authentication(request)
        finally:
            super().check_throttles(request)
        super().initial(request, *args, **kwargs)

    def check_throttles(self, request: Request) -> None:
        """Nothing more: the request is counted already."""


class Endpoint(Limited):
    """An endpoint that refuses unknown query parameters and blind writes, and gives every read an ETag.

    `query_parameters` names what it takes besides the filters of `filterset_class` and its pager's parameters.
    `creates` says that a POST makes a new thing in a collection, the only write that needs no `If-Match`; for every
    other the view compares it, by `etags.require_if_match`, with what the writer would be shown now.
    `machine_scope` is the scope with which a machine may POST; without one, machines only read.
    `reads_the_past` says that a read may be as at a past moment (`as_known`, `as_stood`).
    `is_public` says that the answer is the same for everyone, so that shared caches may keep it.
    A POST that bears an `Idempotency-Key` acts once, however often it is sent.
    """

    http_method_names = ["get", "head", "post", "put", "patch", "delete"]  # noqa: RUF012 - as Django declares it
    parser_classes: Sequence[type[BaseParser]] = (StrictJSONParser,)
    query_parameters: tuple[str, ...] = ()
    creates = False
    is_public = False
    reads_the_past = False
    machine_scope: str | None = None
    claimed: IdempotencyKey | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with instants in UTC, written with a Z."""
        with timezone.override(dt.UTC):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the caller first, then the query, so that a stranger learns nothing from it."""
        super().initial(request, *args, **kwargs)
        refuse_oversize(request)
        refuse_unknown_parameters(request, self)
        refuse_blind_write(request, self)
        self.reach(request)
        self.claimed = idempotency.claim(request)

    def reach(self, request: Request) -> None:
        """Raise NotFound where the caller may not know of what the address is about; asked before any old answer."""

    def handle_exception(self, exc: Exception) -> Any:
        """Give the old answer to a request that is sent again; the problem document for any error of the caller's."""
        return exc.response() if isinstance(exc, idempotency.Replayed) else super().handle_exception(exc)

    def raise_uncaught_exception(self, exc: Exception) -> NoReturn:
        """Let the caller try again after a failure of ours."""
        if self.claimed:
            idempotency.reopen(self.claimed)
        super().raise_uncaught_exception(exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Add the ETag."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(response, Response) and not looked_at():  # a past state has no ETag: nobody writes on it
            make_conditional(request, response, public=self.is_public)
            if row := self.claimed:
                response.add_post_render_callback(lambda sent: idempotency.settle(row, sent))
        return response


class Public(Endpoint):
    """Open to anyone, pages of other sites too: asks for no token, looks at none, and answers the same to all."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (RegisterLimit,)
    is_public = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Let pages of any site read the answer (CORS): a plain GET, as no preflight is answered."""
        always(request._request).update(FROM_ANYWHERE)
        super().initial(request, *args, **kwargs)


class Listing(Endpoint, generics.ListAPIView[Any]):
    """A list in numbered pages. Give `get_queryset` (from a selector that takes the user) and `serializer_class`."""

    pagination_class = Pages


class Feed(Endpoint, generics.ListAPIView[Any]):
    """A feed of events behind a cursor."""

    pagination_class = EventFeed


class Detail(Endpoint, generics.RetrieveAPIView[Any]):
    """One resource. Give `get_object` or `get_queryset` (from a selector) and `serializer_class`."""

    pagination_class = None


@extend_schema(exclude=True)
class Schema(Public):
    """The OpenAPI 3.1 document of this API, as YAML or JSON."""

    renderer_classes = SpectacularAPIView.renderer_classes

    def get(self, request: Request) -> HttpResponseBase:
        """The bytes that were written once, not a document rendered for each caller."""
        renderer = request.accepted_renderer
        return unchanging(request._request, written(renderer.format), renderer.media_type)


@extend_schema(exclude=True)
class Root(Endpoint):
    """The way in: where the OpenAPI document is."""

    permission_classes = (AllowAny,)

    def get(self, request: Request) -> Response:
        """An object of links."""
        return Response({"name": "Best Value", "version": 1, "schema": reverse("api:schema", request=request)})


@extend_schema(exclude=True)
class Unknown(Limited):
    """Any address under `/api/` that is nothing else: 404 for everybody, whatever the method."""

    permission_classes = (AllowAny,)
    authentication_classes = ()

    def check_permissions(self, request: Request) -> NoReturn:
        """Raise NotFound before anything more about the request is looked at."""
        raise NotFound("There is nothing here.")
