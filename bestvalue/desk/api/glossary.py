"""The glossary as data, for anyone."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.api.views import Public
from bestvalue.desk.help import glossary


class TermSerializer(serializers.Serializer[Any]):
    """A word of the regime."""

    term = serializers.CharField(help_text="The word.")
    meaning = serializers.CharField(help_text="What it means, in plain English.")
    see = serializers.CharField(help_text="Where it comes from; may be empty.")


class GlossarySerializer(serializers.Serializer[Any]):
    """Words of the best value regime."""

    terms = TermSerializer(many=True, help_text="By the alphabet.")


class Glossary(Public):
    """Words of the best value regime in plain English."""

    @extend_schema(tags=["Public register"], summary="Read the glossary", responses=GlossarySerializer)
    def get(self, request: Request) -> Response:
        """Every word, with what it means and where it comes from."""
        return Response(GlossarySerializer({"terms": glossary()}).data)
