"""Adds to the OpenAPI document what every operation has in common: the problem document as its answer to any error."""

from typing import Any

from .problems import MEDIA_TYPE

TEXT = {"type": "string"}

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance", "code", "errors", "unmet_conditions", "request_id"],
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": TEXT,
        "code": TEXT | {"description": "Stable, for programs to tell problems apart."},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"pointer": TEXT, "code": TEXT, "message": TEXT}},
        },
        "unmet_conditions": {
            "type": "array",
            "items": {"type": "object", "properties": {"code": TEXT, "message": TEXT, "link": TEXT}},
        },
        "request_id": TEXT,
    },
}


def add_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give every operation the problem document as its default answer (a drf-spectacular post-processing hook)."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    answer = {
        "description": "A problem document.",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result.get("paths", {}).values():
        for operation in operations.values():
            operation["responses"]["default"] = answer
    return result
