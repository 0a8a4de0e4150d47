"""What every act through the API is built on: a POST that calls one service (design 11, rulings 18 and 24)."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, ClassVar, cast

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request, clone_request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from bestvalue.accounts.models import User
from bestvalue.accounts.services.step_up import spend_step_up
from bestvalue.accounts.step_up import HEADER, STEP_UP
from bestvalue.errors import Changed

from .etags import etag_of, etag_of_response, require_if_match, version_seen, version_shown
from .inputs import Input
from .problems import PreconditionFailed
from .views import Endpoint

Changes = list[dict[str, Any]]


class Act(Endpoint):
    """One act on a resource, as a POST below its address. Answers 200 with the resource as its GET then shows it.

    Give `resource`, the route of what the caller must have read and names in `If-Match`; its arguments are those of
    the act's own address. `move` is the act's name, from which it follows whether it needs a step-up code;
    `input_class` is what the body holds.
    """

    resource: ClassVar[str]
    move: ClassVar[str] = ""
    input_class: ClassVar[type[Input]] = Input
    act: Callable[..., Any]
    """A method `act(self, target, **given)` that hands the service `by`, `expected_version` and the body's members."""
    target: Any = None

    def found(self) -> Any:
        """What is acted on, for this caller. Raises NotFound, alike for none and for what they may not know of."""
        raise NotImplementedError

    def version(self, target: Any) -> int | None:
        """The version that the service compares again once it holds the lock; None where it compares none."""
        return None

    def document(self, target: Any) -> str:
        """What a step-up code is bound to: the SHA-256 of the exact text, else the key of case or instrument."""
        raise NotImplementedError

    def changes_since(self, target: Any, version: int) -> Changes:
        """The acts after `version`, each with `verb`, `label`, `by` and `at`, for a caller who may see them."""
        return []

    @classmethod
    def answers(cls) -> dict[int, Any]:
        """The status and the serializer of a good answer, for the OpenAPI document."""
        return {200: getattr(view_of(cls.resource), "serializer_class", None)}

    def reach(self, request: Request) -> None:
        """Find what is acted on before anything is answered, a stored answer included."""
        if request.method == "POST":
            self.target = self.found()

    def post(self, request: Request, **kwargs: Any) -> Response:
        """Compare, read, confirm, act, answer; in this order, so that a typing error uses up no code."""
        version = self.version(self.target)  # read before comparing, so that nothing slips in between
        expected = version if self.compared(request) or self.move in STEP_UP else None
        given = self.input_class(data=request.data, context={"request": request, "view": self})
        given.is_valid(raise_exception=True)
        self.confirm(request)
        try:
            made = self.act(self.target, by=cast(User, request.user), expected_version=expected, **given.validated_data)
        except Changed as error:
            raise PreconditionFailed(self.changes_since(self.target, error.expected)) from error
        return self.answer(request, made)

    def compared(self, request: Request) -> bool:
        """Whether the caller said what they saw. Raises PreconditionFailed where that is not what is there now."""
        if self.creates and "If-Match" not in request.headers:
            return False
        try:
            require_if_match(request, self.current(request))
        except PreconditionFailed as error:
            seen = version_seen(request)
            error.changes = [] if seen is None else self.changes_since(self.target, seen)
            raise
        return True

    def current(self, request: Request) -> str:
        """The ETag that the caller's GET of the resource would bear now."""
        data = shown(request, self.resource, self.kwargs).data
        context = self.get_renderer_context()
        content: Any = request.accepted_renderer.render(data, request.accepted_media_type, context)
        return etag_of(content, version_shown(data))

    def confirm(self, request: Request) -> None:
        """Use up the caller's step-up code where the act needs one, however they signed in."""
        if self.move in STEP_UP:
            code = request.headers.get(HEADER, "")
            spend_step_up(cast(User, request.user), self.move, self.document(self.target), code)

    def answer(self, request: Request, made: Any) -> Response:
        """The resource as it is now; 204 where the act took it out of the caller's sight."""
        try:
            return tagged(shown(request, self.resource, self.kwargs).data, 200)
        except (NotFound, Http404):
            return Response(status=204)


class ActOnOne(Act, GenericAPIView[Any]):
    """An act on one of the rows of which the caller may know, as `get_queryset` has them."""

    def found(self) -> Any:
        """The row that the address names. Raises Http404."""
        return get_object_or_404(self.get_queryset(), **{self.lookup_field: self.kwargs[self.lookup_field]})


class Creation(Act):
    """A POST to a collection: makes something new, and answers 201 with it and its address.

    `makes` is the route of the new thing, `address_of` its arguments. `If-Match` may be left out; where it is sent,
    it names `resource` as the caller saw it.
    """

    creates = True
    makes: ClassVar[str]

    @classmethod
    def answers(cls) -> dict[int, Any]:
        """The new thing."""
        return {201: getattr(view_of(cls.makes), "serializer_class", None)}

    def address_of(self, made: Any) -> dict[str, Any]:
        """The arguments of the new thing's route: those of the collection, and its own identifier."""
        return {**self.kwargs, "pk": made.pk}

    def answer(self, request: Request, made: Any) -> Response:
        """The new thing as its GET shows it."""
        kwargs = self.address_of(made)
        response = tagged(shown(request, self.makes, kwargs).data, 201)
        response.headers["Location"] = reverse(self.makes, kwargs=kwargs, request=request)
        return response


def shown(request: Request, route: str, kwargs: Mapping[str, Any]) -> Response:
    """What this caller's GET of a route gives now. Raises what it raises."""
    view: Any = view_of(route)()
    view.setup(request._request, **kwargs)
    view.request, view.format_kwarg = clone_request(request, "GET"), None
    return cast(Response, view.get(view.request, **kwargs))


@cache
def view_of(route: str) -> type[Endpoint]:
    """The endpoint behind the name of a route, such as `api:case`, in whichever app it lives. Raises KeyError."""
    return cast(type[Endpoint], dict(_routes(get_resolver(), ""))[route])


def tagged(data: Any, status: int) -> Response:
    """A response that bears the ETag which a GET of the same would bear."""
    response = Response(data, status=status)
    response.add_post_render_callback(lambda sent: sent.headers.__setitem__("ETag", etag_of_response(sent)))
    return response


def _routes(resolver: URLResolver, space: str) -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _routes(each, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", getattr(each.callback, "view_class", None)
