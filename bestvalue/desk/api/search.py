"""Finding anything: what was found of each kind, and all of one kind page by page."""

from typing import Any, cast

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.accounts.models import User
from bestvalue.api.views import Endpoint, Listing
from bestvalue.desk.finding.kinds import Hit
from bestvalue.desk.finding.searching import kinds_searched, note_found, search
from bestvalue.desk.finding.table import KINDS
from bestvalue.desk.finding.words import LONGEST, asked_for
from bestvalue.records.services import note_reading
from cases.models import Case
from cases.selectors.cases import case_for

KIND = OpenApiParameter(
    "kind", OpenApiTypes.STR, OpenApiParameter.PATH, enum=list(KINDS), description="A kind of thing that can be found."
)


class SearchQuery(serializers.Serializer[Any]):
    """What to look for, and where."""

    q = serializers.CharField(
        max_length=LONGEST,
        help_text='All of these words; `"side by side"`, `one or other`, `this -butnotthat`. Names may be misspelt.',
    )
    case = serializers.CharField(
        required=False, max_length=40, help_text="Only on the case with this reference or handle."
    )


class SpanSerializer(serializers.Serializer[Any]):
    """A piece of a text."""

    text = serializers.CharField(trim_whitespace=False)
    found = serializers.BooleanField(help_text="Whether it is what was looked for.")


class HitSerializer(serializers.Serializer[Any]):
    """One thing that was found. It is plain text: escape it where you show it."""

    url = serializers.SerializerMethodField(help_text="Where it is read through the API.")
    title = SpanSerializer(many=True)
    about = serializers.CharField(help_text="What and whose it is, in words.")
    excerpt = SpanSerializer(many=True, help_text="Where the words stand in it; empty where a name was met.")
    case = serializers.SerializerMethodField(help_text="Its case; null where it has none that you may know of.")

    @extend_schema_field(OpenApiTypes.URI)
    def get_url(self, hit: Hit) -> str:
        """The whole address."""
        request: Request = self.context["request"]
        return request.build_absolute_uri(hit.resource)

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_case(self, hit: Hit) -> str | None:
        """By its reference or handle."""
        return hit.case.ref if hit.case else None


class FoundOfKindSerializer(serializers.Serializer[Any]):
    """What was found of one kind."""

    kind = serializers.CharField(source="kind.name")
    label = serializers.CharField(source="kind.label")  # type: ignore[assignment]
    count = serializers.IntegerField(help_text="How many there are.")
    results = HitSerializer(source="hits", many=True, help_text="The first few.")


class FoundSerializer(serializers.Serializer[Any]):
    """What was found."""

    query = serializers.CharField(source="asked.text")
    in_texts = serializers.BooleanField(
        source="asked.in_texts",
        help_text="False where no word is worth looking for in texts: names alone were searched.",
    )
    groups = FoundOfKindSerializer(many=True)
    suggestions = serializers.ListField(
        child=serializers.CharField(), help_text="Names that resemble what you asked for, where nothing was found."
    )


class Searching(Endpoint):
    """What both have in common: the words, and the case."""

    query_parameters = ("q", "case")

    @property
    def user(self) -> User:
        """Whose search it is."""
        return cast(User, self.request.user)

    def asked(self) -> tuple[str, Case | None]:
        """The words and the case. Raises ValidationError, and NotFound alike for no case and for one not known."""
        names = {name: value for name, value in self.request.query_params.items() if name in SearchQuery().fields}
        given = SearchQuery(data=names)
        given.is_valid(raise_exception=True)
        if not (ref := given.validated_data.get("case")):
            return given.validated_data["q"], None
        case = case_for(self.user, ref)
        if case is None:
            raise NotFound
        note_reading(reader=self.user, case_id=case.pk, subject="api: search")
        return given.validated_data["q"], case


class Search(Searching):
    """Everything that you may see and in which the words stand, by kind; nothing is ranked."""

    @extend_schema(tags=["Search"], summary="Search", parameters=[SearchQuery], responses=FoundSerializer)
    def get(self, request: Request) -> Response:
        """The first few of each kind."""
        found = search(self.user, *self.asked())
        return Response(FoundSerializer(found, context=self.get_serializer_context()).data)

    def get_serializer_context(self) -> dict[str, Any]:
        """The request, for whole addresses."""
        return {"request": self.request}


@extend_schema(tags=["Search"], summary="Search one kind", parameters=[KIND, SearchQuery])
class SearchKind(Searching, Listing):
    """All that was found of one kind."""

    serializer_class = HitSerializer
    filter_backends = ()
    queryset = Case.objects.none()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of them, noted as read."""
        text, case = self.asked()
        kind = next((each for each in kinds_searched(case) if each.name == self.kwargs["kind"]), None)
        if kind is None:
            raise NotFound
        asked = asked_for(text)
        page = self.paginate_queryset(kind.found(self.user, asked, case)) or ()
        hits = [kind.hit(row, asked) for row in page]
        note_found(self.user, hits)
        return self.get_paginated_response(self.get_serializer(hits, many=True).data)
