"""What may be sent: JSON (RFC 8259) in UTF-8 that every program reads alike, and not too much of it."""

import json
import math
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from rest_framework.exceptions import ParseError, UnsupportedMediaType
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from .problems import TooLarge

DEEPEST = 20  # levels; no body that an endpoint takes has as many
AROUND_A_FILE = 1024 * 1024  # bytes for the other parts of an upload


class StrictJSONParser(JSONParser):
    """JSON in UTF-8, without names given twice, endless nesting, NaN, endless numbers, or halves of characters."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """What was sent. Raises ParseError, and UnsupportedMediaType for another charset."""
        if parser_context["request"].content_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
            raise UnsupportedMediaType(str(media_type))
        try:
            data = json.loads(stream.read().decode(), object_pairs_hook=_object, parse_constant=_no_constant)
            _check(data)
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error
        except ValueError as error:
            raise ParseError(f"This is not JSON that can be read: {error}") from error
        return data


def refuse_oversize(request: Request) -> None:
    """Raise TooLarge for a body that is longer than any endpoint takes, before any of it is read."""
    is_upload = request.content_type.startswith("multipart/")
    most = settings.LARGEST_FILE + AROUND_A_FILE if is_upload else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise TooLarge(most)


def _object(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is given twice in one object")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _check(value: Any, level: int = 0) -> None:
    if level > DEEPEST:
        raise ValueError("it is nested too deeply")
    if isinstance(value, dict):
        for name, member in value.items():
            _check(name, level)
            _check(member, level + 1)
    elif isinstance(value, list):
        for each in value:
            _check(each, level + 1)
    elif isinstance(value, str):
        value.encode()  # half of a character cannot be written
    elif isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a number is too large")
