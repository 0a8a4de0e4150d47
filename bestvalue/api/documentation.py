"""The API described for people, from the same OpenAPI document that programs read."""

from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer2

Object = dict[str, Any]


@require_safe
@login_not_required
def documentation(request: HttpRequest) -> HttpResponse:
    """Every address of the API with its parameters and answers, and every object with its members; open to anyone."""
    document = described()
    parts = [{"tag": tag, "operations": list(_operations(document, tag["name"]))} for tag in document["tags"]]
    about = document["info"]["description"].replace("**", "").replace("`", "").strip().split("\n\n")
    objects = list(_objects(document["components"]["schemas"]))
    return render(request, "api/documentation.html", {"about": about, "parts": parts, "objects": objects})


@cache
def described() -> Object:
    """The OpenAPI document, made once in a process."""
    document: Object = SchemaGenerator().get_schema(request=None, public=True)
    return document


class Document:
    """A renderer that writes the one document once in a process, as that takes a second."""

    text: ClassVar[bytes] = b""

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        """What was written."""
        kind = type(self)
        kind.text = kind.text or super().render(data, accepted_media_type, renderer_context)  # type: ignore[misc]
        return kind.text


class JsonDocument(Document, OpenApiJsonRenderer2):
    """The OpenAPI document as JSON."""


class YamlDocument(Document, OpenApiYamlRenderer2):
    """The OpenAPI document as YAML."""


def _operations(document: Object, tag: str) -> Iterator[Object]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if tag in operation["tags"]:
                yield {
                    "path": path,
                    "method": method.upper(),
                    "answer": _answer(operation),
                    "scopes": [scope for each in operation.get("security", ()) for scope in each.get("machine", ())],
                    **operation,
                }


def _answer(operation: Object) -> str:
    """The name of the object that a good answer holds; its media type where it is no object."""
    good = next(each for code, each in operation["responses"].items() if code in ("200", "201"))
    media_type, content = next(iter(good["content"].items()))
    return _type(content["schema"]) if "$ref" in content["schema"] else media_type


def _objects(schemas: Object) -> Iterator[Object]:
    for name, schema in schemas.items():
        if "properties" in schema:
            members = [
                {"name": each, "type": _type(facts), "text": facts.get("description", "")}
                for each, facts in schema["properties"].items()
            ]
            yield {"name": name, "text": schema.get("description", ""), "members": members}


def _type(schema: Object) -> str:
    """A type in words: the name of an object, `list of …`, or the values that it may take."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            return " or ".join(_type(each) for each in schema[several])
    if "enum" in schema:
        return "one of: " + ", ".join(str(each) for each in schema["enum"])
    if "items" in schema:
        return f"list of {_type(schema['items'])}"
    kinds = schema.get("type", "anything")
    words = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    return f"{words}, {schema['format']}" if "format" in schema else words
