"""Authorities: public facts, for anyone who has signed in."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from bestvalue.api.fields import OwnAddressField
from bestvalue.api.shapes import ModelShape
from bestvalue.api.views import Detail, Listing
from cases.models import Authority, AuthorityAlias, AuthorityKind, Succession

from .filters import AuthorityFilter
from .parameters import SLUG

MEANINGS = {
    "slug": {"help_text": "Its lasting identifier."},
    "name": {"help_text": "Its present name."},
    "ons_code": {"help_text": "Its code of the Office for National Statistics; null where it has none."},
    "region": {"help_text": "The region of England that it is in; may be empty."},
    "starts_on": {"help_text": "When it came into being, where that is known."},
    "ends_on": {"help_text": "When it ceased to be; null while it has not."},
    "is_fictional": {"help_text": "Whether it was made up for a demonstration."},
    "code": {"help_text": "For programs."},
    "label": {"help_text": "In words."},
}


class KindSerializer(ModelShape[AuthorityKind]):
    """A kind of body on the list in LGA 1999 s.1."""

    class Meta:
        model = AuthorityKind
        fields = ("code", "label")
        extra_kwargs: Any = MEANINGS


class NamedAuthoritySerializer(ModelShape[Authority]):
    """An authority, as other resources name it."""

    class Meta:
        model = Authority
        fields = ("slug", "name", "ons_code", "is_fictional")
        extra_kwargs: Any = MEANINGS


class AuthoritySerializer(ModelShape[Authority]):
    """A best value authority in England, past or present. Its identity is the slug."""

    url = OwnAddressField(view_name="api:authority", lookup_field="slug")
    kind = KindSerializer(help_text="The kind of body.")

    class Meta:
        model = Authority
        fields = ("url", "slug", "name", "ons_code", "kind", "region", "starts_on", "ends_on", "is_fictional")
        extra_kwargs: Any = MEANINGS


class AliasSerializer(ModelShape[AuthorityAlias]):
    """Another name or code under which the authority is or was known."""

    class Meta:
        model = AuthorityAlias
        fields = ("kind", "value", "note")


class PredecessorSerializer(ModelShape[Succession]):
    """An authority that this one took over from."""

    slug = serializers.SlugField(source="predecessor.slug")
    name = serializers.CharField(source="predecessor.name")

    class Meta:
        model = Succession
        fields = ("slug", "name", "took_effect_on")


class SuccessorSerializer(ModelShape[Succession]):
    """An authority that took over from this one."""

    slug = serializers.SlugField(source="successor.slug")
    name = serializers.CharField(source="successor.name")

    class Meta:
        model = Succession
        fields = ("slug", "name", "took_effect_on")


class AuthorityDetailSerializer(AuthoritySerializer):
    """An authority with the names it is known by, what it replaced and what replaced it."""

    guidance_status = serializers.CharField(source="kind.guidance_status", help_text="How the guidance binds it.")
    aliases = AliasSerializer(many=True)
    predecessors = PredecessorSerializer(source="inheritances", many=True)
    successors = SuccessorSerializer(source="successions", many=True)

    class Meta(AuthoritySerializer.Meta):
        fields: Any = (
            *AuthoritySerializer.Meta.fields,
            "guidance_status",
            "aliases",
            "predecessors",
            "successors",
        )


@extend_schema(tags=["Authorities"], summary="List authorities")
class Authorities(Listing):
    """Every best value authority, past ones included, by name."""

    serializer_class = AuthoritySerializer
    filterset_class = AuthorityFilter

    def get_queryset(self) -> QuerySet[Authority]:
        """All of them: that they exist is public."""
        return Authority.objects.select_related("kind")


@extend_schema(tags=["Authorities"], summary="Read one authority", parameters=[SLUG])
class OneAuthority(Detail):
    """One authority. Whether it has a case is not told here: see `cases/?authority=`."""

    serializer_class = AuthorityDetailSerializer
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Authority]:
        """All of them, with what the detail shows."""
        related = ("aliases", "successions__successor", "inheritances__predecessor")
        return Authority.objects.select_related("kind").prefetch_related(*related)
