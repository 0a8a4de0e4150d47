"""Things of one kind on a case: a list that takes new ones, one of them, and an act on one."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView

from bestvalue.accounts.step_up import STEP_UP
from bestvalue.api.views import Detail, Listing
from cases.models import Instrument

from .acts import CaseAct, CaseCreation
from .cases import OfOneCase
from .parameters import REF


class PartsOfOneCase(OfOneCase, GenericAPIView[Any]):
    """The things of one kind on the case asked for. Give `model`, and the fields that order it, `latest` first."""

    model: ClassVar[type[Model]]
    latest: ClassVar[tuple[str, ...]] = ("-created_at", "id")
    filter_backends = ()

    def get_queryset(self) -> QuerySet[Any]:
        """Those of the case; none while the API is only described."""
        rows = self.model._default_manager
        if getattr(self, "swagger_fake_view", False):
            return rows.none()
        return rows.filter(case=self.found()).order_by(*self.latest)


class Parts(PartsOfOneCase, CaseCreation, Listing):
    """The list, and a POST that adds to it by `service`."""

    service: ClassVar[Callable[..., Any]]

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Add one."""
        return super().post(*args, **kwargs)

    def act(self, case: Any, **given: Any) -> Any:
        """Call the service."""
        return type(self).service(case=case, **given)


class OnePart(PartsOfOneCase, Detail):
    """One of them."""


class ActOnPart(OfOneCase, CaseAct):
    """An act on one of them, by `service`, which calls it `about`."""

    service: ClassVar[Callable[..., Any]]
    model: ClassVar[type[Model]]
    about: ClassVar[str]

    def found(self) -> Any:
        """The thing, on a case that the caller may know of. Raises NotFound."""
        part = self.model._default_manager.filter(case=super().found(), pk=self.kwargs["pk"]).first()
        if part is None:
            raise NotFound
        return part

    def act(self, part: Any, /, **given: Any) -> Any:
        """Call the service."""
        return type(self).service(**{self.about: part}, **given)


def described(tag: str, *more: OpenApiParameter, **methods: tuple[str, str]) -> Callable[[Any], Any]:
    """Decorator: the summary and description of each method, for the OpenAPI document, and the code an act needs."""

    def describe(view: Any) -> Any:
        return extend_schema_view(
            **{
                method: extend_schema(
                    tags=[tag],
                    summary=summary,
                    description=text + _code_needed(view),
                    parameters=[REF, *more],
                )
                for method, (summary, text) in methods.items()
            }
        )(view)

    return describe


def _code_needed(view: Any) -> str:
    """What the step-up code of an act is for, as `CaseAct.document` has it; nothing for an act that needs none."""
    if getattr(view, "move", "") not in STEP_UP:
        return ""
    about_a_text = issubclass(getattr(view, "model", object), Instrument)
    return f" Needs a step-up code for {'the SHA-256 of the exact text' if about_a_text else 'the case'}."
