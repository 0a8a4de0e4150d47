"""Refuses a change of the API that breaks its users, unless the version's first number moves.

`docs/api/promises.txt` is what the last release promised, a line each, made from `docs/api/openapi.json`:

    GET /api/v1/cases/ takes query stage: string
    POST /api/v1/cases/{ref}/contacts/ needs header If-Match
    Case gives ref: string

A promise that is gone, and a new need of something that was there, break users. `scripts/check_api.py --release` writes
the file anew, when a version is given out.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "api" / "openapi.json"
PROMISES = ROOT / "docs" / "api" / "promises.txt"
Object = Mapping[str, Any]


def main() -> None:
    """Compare with the last release, and end with what breaks; with `--release`, write what is promised now."""
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    now = [f"version {document['info']['version']}", *sorted(set(promises(document)))]
    if "--release" in sys.argv[1:]:
        PROMISES.write_text("\n".join(now) + "\n", encoding="utf-8")
    elif broken := breaks(PROMISES.read_text(encoding="utf-8").splitlines(), now):
        sys.exit("This breaks users of the API; move the version's first number, or keep:\n" + "\n".join(broken))


def breaks(released: list[str], now: list[str]) -> list[str]:
    """What of the release is gone, and what is needed now of something that was there; nothing if the version moved."""
    if _major(now[0]) > _major(released[0]):
        return []
    before, after = set(released[1:]), set(now[1:])
    known = {_subject(line) for line in before}
    gone = [f"- {line}" for line in before - after if " needs " not in line]
    needed = [f"+ {line}" for line in after - before if " needs " in line and _subject(line) in known]
    return sorted(gone + needed)


def promises(document: Object) -> Iterator[str]:
    """Each thing that a program may send, must send, and may count on."""
    schemas: Object = document["components"]["schemas"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield from _of_operation(f"{method.upper()} {path}", operation)
    for name in _reached(document, "requestBody"):
        yield from _of_request(name, schemas[name])
    for name in _reached(document, "responses"):
        for member, facts in schemas[name].get("properties", {}).items():
            yield f"{name} gives {member}: {_kind(facts)}"


def _of_operation(name: str, operation: Object) -> Iterator[str]:
    for each in operation.get("parameters", ()):
        verb = "needs" if each.get("required") else "takes"
        yield f"{name} {verb} {each['in']} {each['name']}"
        yield f"{name} takes {each['in']} {each['name']}: {_kind(each['schema'])}"
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"{name} takes {media_type}: {_kind(content['schema'])}"
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            yield f"{name} gives {status}"
            for media_type, content in answer.get("content", {}).items():
                yield f"{name} gives {status} {media_type}: {_kind(content['schema'])}"


def _of_request(name: str, schema: Object) -> Iterator[str]:
    for member, facts in schema.get("properties", {}).items():
        yield f"{name} takes {member}: {_kind(facts)}"
    for member in schema.get("required", ()):
        yield f"{name} needs {member}"
    for value in schema.get("enum", ()):
        yield f"{name} takes the value {value}"


def _reached(document: Object, part: str) -> list[str]:
    """The names of the schemas that are used in this part of any operation, directly or within another."""
    schemas: Object = document["components"]["schemas"]
    waiting = [each.get(part, {}) for operations in document["paths"].values() for each in operations.values()]
    reached: set[str] = set()
    while waiting:
        fresh = set(_references(waiting.pop())) - reached
        reached |= fresh
        waiting += [schemas[name] for name in fresh]
    return sorted(reached)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"].rsplit("/", 1)[-1]
        for each in value.values():
            yield from _references(each)
    elif isinstance(value, list):
        for each in value:
            yield from _references(each)


def _kind(schema: Object) -> str:
    """A type, short enough for a line."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            return " or ".join(_kind(each) for each in schema[several])
    if "items" in schema:
        return f"list of {_kind(schema['items'])}"
    kinds = schema.get("type", "anything")
    words = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    return f"{words} ({schema['format']})" if "format" in schema else words


def _subject(line: str) -> str:
    for verb in (" needs ", " takes ", " gives "):
        if verb in line:
            return line.split(verb, 1)[0]
    return line


def _major(version: str) -> int:
    return int(version.removeprefix("version ").split(".", 1)[0])


if __name__ == "__main__":
    main()
