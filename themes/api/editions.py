"""Editions of the guidance: which are held, how two differ, and adopting a new one (R39)."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.accounts.models import User
from bestvalue.api.acts import Creation
from bestvalue.api.inputs import Input
from bestvalue.api.shapes import Shape
from bestvalue.api.views import Detail, Endpoint, Listing
from bestvalue.errors import Forbidden
from themes import policy
from themes.comparing import Pair, PartCompared, compare_editions
from themes.models import Edition
from themes.services.adopting import adopt_edition
from themes.services.reading import LARGEST

from .themes import EditionSerializer

TAG = "Themes"
SLUG = OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH, description="The slug of the edition.")
BEFORE = OpenApiParameter("before", OpenApiTypes.STR, description="The slug of the earlier edition.", required=True)


class AdoptInput(Input):
    """The file of an edition."""

    text = serializers.CharField(
        max_length=LARGEST, trim_whitespace=False, help_text="The whole file: YAML in the form of the held editions."
    )


class PairSerializer(Shape[Pair]):
    """One text as each of two editions has it."""

    name = serializers.CharField(help_text="The slug of a line, or the code of a theme or principle.")
    fate = serializers.ChoiceField(choices=["added", "changed", "dropped", "the same"])
    old = serializers.CharField(allow_null=True, help_text="Null where the earlier edition does not have it.")
    new = serializers.CharField(allow_null=True, help_text="Null where the later edition does not have it.")


class PartComparedSerializer(Shape[PartCompared]):
    """A part of the guidance as two editions have it, in reading order."""

    heading = serializers.CharField()
    pairs = PairSerializer(many=True)


class EditionsComparedSerializer(Shape[Any]):
    """Two editions, line by line."""

    before = EditionSerializer()
    after = EditionSerializer()
    parts = PartComparedSerializer(many=True)


@extend_schema_view(
    get=extend_schema(tags=[TAG], summary="List the editions", description="Every edition, the latest first."),
    post=extend_schema(
        tags=[TAG],
        summary="Adopt an edition",
        description=(
            "An administrator adopts an edition from its file; 409 names every problem with its line. It applies to "
            "cases opened from the day on which it comes into force; every other case keeps its edition."
        ),
    ),
)
class Editions(Creation, Listing):
    """Every edition of the guidance that is held."""

    resource, makes, input_class = "api:editions", "api:edition", AdoptInput
    serializer_class = EditionSerializer
    queryset = Edition.objects.all()
    filter_backends = ()

    def found(self) -> None:
        """Nothing but the right to adopt one. Raises Forbidden."""
        if not policy.adopts_editions(self.request.user):
            raise Forbidden("Only an administrator adopts an edition of the guidance.")

    def post(self, *args: Any, **kwargs: Any) -> Any:
        """Adopt one."""
        return super().post(*args, **kwargs)

    def act(self, target: None, *, by: User, expected_version: None, text: str) -> Edition:
        """Adopt it."""
        return adopt_edition(by=by, text=text)

    def address_of(self, made: Edition) -> dict[str, Any]:
        """Its slug."""
        return {"slug": made.slug}


@extend_schema(tags=[TAG], summary="Read one edition", parameters=[SLUG])
class OneEdition(Detail):
    """One edition; its themes and lines are read at `themes/?edition=`."""

    serializer_class = EditionSerializer
    queryset = Edition.objects.all()
    filter_backends = ()
    lookup_field = "slug"


class EditionComparison(Endpoint):
    """Two editions, line by line."""

    query_parameters = ("before",)

    @extend_schema(
        tags=[TAG],
        summary="Compare two editions",
        parameters=[SLUG, BEFORE],
        responses=EditionsComparedSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        """What an edition adds, changes and drops against an earlier one, line by line."""
        after = _edition(slug)
        before = _edition(request.query_params.get("before", ""))
        if after is None:
            raise NotFound
        if before is None:
            raise ValidationError({"before": [ErrorDetail("There is no such edition.", code="unknown_edition")]})
        shown = {"before": before, "after": after, "parts": compare_editions(before, after)}
        return Response(EditionsComparedSerializer(shown).data)


def _edition(slug: str) -> Edition | None:
    return Edition.objects.filter(slug=slug.replace("\x00", "")).first()
