"""The API described for people, from the same OpenAPI document that programs read."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer

Object = dict[str, Any]
COMMITTED = Path(settings.BASE_DIR) / "docs" / "api" / "openapi.json"


@require_safe
@login_not_required
def documentation(request: HttpRequest) -> HttpResponse:
    """Every address of the API with its parameters and answers, and every object with its members; open to anyone."""
    return render(request, "api/documentation.html", {"described": _text()})


@cache
def described() -> Object:
    """The committed OpenAPI document, which `make check` and a test hold to what the code says."""
    document: Object = json.loads(COMMITTED.read_text())
    return document


@cache
def written(form: str) -> bytes:
    """The document as `json` or `yaml`; written once in a process."""
    renderer = OpenApiJsonRenderer() if form == "json" else OpenApiYamlRenderer()
    text: str | bytes = renderer.render(described(), renderer.media_type, {})
    return text.encode() if isinstance(text, str) else text


@cache
def _text() -> SafeString:
    """The document as a page tells it; rendered once in a process."""
    document = described()
    parts = [{"tag": tag, "operations": list(_operations(document, tag["name"]))} for tag in document["tags"]]
    about = document["info"]["description"].replace("**", "").replace("`", "").strip().split("\n\n")
    objects = list(_objects(document["components"]["schemas"]))
    return render_to_string("api/described.html", {"about": about, "parts": parts, "objects": objects})


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
            shown = [json.dumps(each, indent=2) for each in schema.get("examples", ())]
            about = {"text": schema.get("description", ""), "example": "\n".join(shown)}
            yield {"name": name, "members": members, **about}


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
