"""The data dictionary of the register, read from the very serializers that write it, so that it cannot drift."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.drainage import get_override
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bestvalue.api.fields import OwnAddressField
from bestvalue.api.shapes import Shape
from bestvalue.api.views import Public

from .authorities import KindSerializer, NamedAuthoritySerializer
from .downloads import COLUMNS
from .register import (
    InstrumentDetailSerializer,
    RegisterAuthorityDetailSerializer,
    StepSerializer,
    WithdrawnSerializer,
)

OBJECTS: tuple[type[serializers.BaseSerializer[Any]], ...] = (
    *(RegisterAuthorityDetailSerializer, InstrumentDetailSerializer, StepSerializer, WithdrawnSerializer),
    *(NamedAuthoritySerializer, KindSerializer),
)
ELSEWHERE: dict[str, tuple[type[serializers.BaseSerializer[Any]], str]] = {
    "authority": (NamedAuthoritySerializer, "name"),
    "authority_slug": (NamedAuthoritySerializer, "slug"),
    "ons_code": (NamedAuthoritySerializer, "ons_code"),
    "withdrawn_on": (WithdrawnSerializer, "on"),
    "withdrawal_reason": (WithdrawnSerializer, "reason"),
}
"""The columns of the table that are no members of an instrument, and where they come from."""
TYPES = (
    (OwnAddressField, "web address"),
    (serializers.ChoiceField, "one of the values"),
    (serializers.BooleanField, "true or false"),
    (serializers.IntegerField, "whole number"),
    (serializers.DateField, "day, YYYY-MM-DD"),
    (serializers.DateTimeField, "instant, in UTC"),
    (serializers.CharField, "text"),
)


class DictionaryValueSerializer(Shape[Any]):
    """One value that a member may have."""

    value = serializers.CharField(help_text="As it is sent.")
    meaning = serializers.CharField(help_text="In words.")


class DictionaryMemberSerializer(Shape[Any]):
    """One member of an object, or one column of the table."""

    name = serializers.CharField(help_text="As it is sent.")
    type = serializers.CharField(help_text="What it holds; the name of an object is among `objects`.")
    can_be_null = serializers.BooleanField(help_text="Whether it may be null; in the table, an empty cell.")
    meaning = serializers.CharField(help_text="What it tells.")
    values = DictionaryValueSerializer(many=True, help_text="All that it may be, where that is settled; else empty.")


class DictionaryObjectSerializer(Shape[Any]):
    """One kind of object."""

    name = serializers.CharField(help_text="What it is called here.")
    meaning = serializers.CharField(help_text="What it is.")
    members = DictionaryMemberSerializer(many=True, help_text="In the order in which they are sent.")


class DictionarySerializer(Shape[Any]):
    """Every member of every object in the register, and every column of its table."""

    objects = DictionaryObjectSerializer(many=True, help_text="The objects of the JSON answers and of the snapshot.")
    columns = DictionaryMemberSerializer(many=True, help_text="The columns of `register/instruments.csv`.")


class RegisterDictionary(Public):
    """What everything in the register means."""

    @extend_schema(tags=["Public register"], summary="Read what its data mean", responses=DictionarySerializer)
    def get(self, request: Request) -> Response:
        """Each member of each object, and each column of the table, with its type and meaning."""
        return Response(dictionary())


def dictionary() -> dict[str, Any]:
    """The data dictionary, as `DictionarySerializer` describes it."""
    found = {each: list(_members(each)) for each in OBJECTS}
    by_name = {(kind, member["name"]): member for kind, members in found.items() for member in members}
    columns = [ELSEWHERE.get(column, (InstrumentDetailSerializer, column)) for column in COLUMNS]
    return {
        "objects": [
            {"name": _name(kind), "meaning": _words(kind), "members": members} for kind, members in found.items()
        ],
        "columns": [by_name[of] | {"name": column} for column, of in zip(COLUMNS, columns, strict=True)],
    }


def _members(kind: type[serializers.BaseSerializer[Any]]) -> Iterator[dict[str, Any]]:
    serializer: Any = kind()
    for name, declared in serializer.fields.items():
        field, meaning = declared, str(declared.help_text or "")
        if isinstance(declared, serializers.SerializerMethodField):
            method = getattr(serializer, declared.method_name or f"get_{name}")
            field, meaning = get_override(method, "field"), meaning or _words(method)
        yield {
            "name": name,
            "type": _type(field),
            "can_be_null": field.allow_null,
            "meaning": meaning,
            "values": [
                {"value": value, "meaning": str(words)} for value, words in getattr(field, "choices", {}).items()
            ],
        }


def _type(field: Any) -> str:
    if isinstance(field, serializers.ListSerializer):
        return f"list of {_name(type(field.child))}"
    if isinstance(field, serializers.BaseSerializer):
        return _name(type(field))
    return next(words for kind, words in TYPES if isinstance(field, kind))


def _name(kind: type) -> str:
    return kind.__name__.removesuffix("Serializer").removesuffix("Detail").removeprefix("Register")


def _words(documented: Any) -> str:
    return " ".join(str(documented.__doc__).split())
