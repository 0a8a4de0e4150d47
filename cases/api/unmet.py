"""How the API shows a condition that is not met."""

from typing import Any

from rest_framework import serializers

from bestvalue.api.shapes import Shape


class UnmetSerializer(Shape[Any]):
    """A condition that is not met."""

    code = serializers.CharField(help_text="Stable, for programs.")
    message = serializers.CharField(help_text="What is missing, in words.")
    link = serializers.CharField(help_text="Where it is put right; may be empty.")
