"""The seven themes of the guidance, as an edition words them."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue import clock
from bestvalue.api.fields import OwnAddressField
from bestvalue.api.shapes import ModelShape, Shape
from bestvalue.api.views import Endpoint
from themes.models import Edition, SpecialQuestion
from themes.selectors import ListedLine, ThemeInEdition, edition_in_force, theme_in, themes_in

EDITION = OpenApiParameter("edition", OpenApiTypes.STR, description="Slug of an edition; without it, the one in force.")
SLUG = OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH, description="The slug of the theme.")


class EditionSerializer(ModelShape[Edition]):
    """A published version of the statutory guidance."""

    class Meta:
        model = Edition
        fields = ("slug", "title", "published_on", "in_force_from")


class ThemeSerializer(Shape[ThemeInEdition]):
    """A theme and what it means in the edition."""

    url = OwnAddressField(view_name="api:theme", lookup_field="slug")
    code = serializers.CharField(help_text="Two letters, such as `gv`.")
    slug = serializers.SlugField()
    name = serializers.CharField()
    definition = serializers.CharField(source="definition.text")


class QuestionSerializer(ModelShape[SpecialQuestion]):
    """What must be asked when a line is shown on a case."""

    class Meta:
        model = SpecialQuestion
        fields = ("slug", "text", "help", "answer")


class LineSerializer(Shape[ListedLine]):
    """A characteristic or an indicator. None weighs more than another, and none is scored (response para 56)."""

    slug = serializers.SlugField()
    text = serializers.CharField(source="wording.text")
    mark = serializers.CharField(source="wording.mark", help_text="What the response of 8 May 2024 did to it.")
    questions = QuestionSerializer(source="wording.questions", many=True)


class ThemeDetailSerializer(ThemeSerializer):
    """A theme with its lines, in reading order."""

    characteristics = LineSerializer(many=True, help_text="Of a well-functioning authority.")
    indicators = LineSerializer(many=True, help_text="Of potential failure.")


class ThemesSerializer(Shape[Any]):
    """The themes of an edition, in reading order."""

    edition = EditionSerializer()
    themes = ThemeSerializer(many=True)


class ThemeOfEditionSerializer(Shape[Any]):
    """One theme of an edition."""

    edition = EditionSerializer()
    theme = ThemeDetailSerializer()


class InEdition(Endpoint):
    """An endpoint that takes `?edition=`, the slug of an edition of the guidance."""

    query_parameters = ("edition",)

    def edition(self, request: Request) -> Edition:
        """The edition asked for, else the one in force today. Raises ValidationError or NotFound."""
        slug = request.query_params.get("edition")
        if slug is None:
            found = edition_in_force(on=clock.today())
            if found is None:
                raise NotFound
            return found
        asked = Edition.objects.filter(slug=slug.replace("\x00", "")).first()
        if asked is None:
            raise ValidationError({"edition": [ErrorDetail("There is no such edition.", code="unknown_edition")]})
        return asked


class Themes(InEdition):
    """The seven themes."""

    @extend_schema(
        operation_id="themes_list",
        tags=["Themes"],
        summary="List the themes",
        parameters=[EDITION],
        responses=ThemesSerializer,
    )
    def get(self, request: Request) -> Response:
        """The seven themes of an edition of the guidance; their order is only the order in which they are read."""
        edition = self.edition(request)
        shown = ThemesSerializer({"edition": edition, "themes": themes_in(edition)}, context={"request": request})
        return Response(shown.data)


class OneTheme(InEdition):
    """One theme."""

    @extend_schema(
        tags=["Themes"], summary="Read one theme", parameters=[SLUG, EDITION], responses=ThemeOfEditionSerializer
    )
    def get(self, request: Request, slug: str) -> Response:
        """A theme with its characteristics and indicators, and what each line makes officials ask."""
        edition = self.edition(request)
        theme = theme_in(edition, slug)
        if theme is None:
            raise NotFound
        shown = ThemeOfEditionSerializer({"edition": edition, "theme": theme}, context={"request": request})
        return Response(shown.data)
