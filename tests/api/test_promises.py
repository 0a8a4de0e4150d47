"""What breaks the users of the API is told apart from what does not, and refused unless the version says so."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from scripts.check_api import DOCUMENT, PROMISES, breaks, promises

PARAMETER = {"in": "query", "name": "since", "schema": {"type": "string"}}
CONTACTS = "/api/v1/cases/{ref}/contacts/"
Document = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Document:
    """The OpenAPI document, as it is committed."""
    found: Document = json.loads(DOCUMENT.read_text())
    return found


def broken(document: Document, change: Callable[[Document], Any], version: str = "1.9.9") -> list[str]:
    """What a change of the document breaks."""
    changed = deepcopy(document)
    change(changed)
    return breaks(["version 1.0.0", *promises(document)], [f"version {version}", *promises(changed)])


def operation(document: Document) -> Any:
    """Logging a contact."""
    return document["paths"][CONTACTS]["post"]


def schema(document: Document, name: str) -> Any:
    """What one thing looks like."""
    return document["components"]["schemas"][name]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d["paths"].pop(CONTACTS), f"- POST {CONTACTS} gives 201"),
        (lambda d: d["paths"][CONTACTS].pop("post"), f"- POST {CONTACTS} gives 201"),
        (lambda d: operation(d)["parameters"].append(PARAMETER | {"required": True}), "needs query since"),
        (lambda d: d["paths"]["/api/v1/cases/"]["get"]["parameters"].clear(), "- GET /api/v1/cases/ takes query stage"),
        (lambda d: schema(d, "ContactInput")["required"].append("follow_up"), "+ ContactInput needs follow_up"),
        (lambda d: schema(d, "ContactInput")["properties"].pop("summary"), "- ContactInput takes summary: string"),
        (lambda d: schema(d, "ContactInputChannelEnum")["enum"].remove("call"), "takes the value call"),
        (lambda d: schema(d, "Absence")["properties"].pop("ends_on"), "- Absence gives ends_on: string (date)"),
        (lambda d: schema(d, "Absence")["properties"].update(id={"type": "string"}), "- Absence gives id: integer"),
        (lambda d: operation(d)["requestBody"]["content"].clear(), "takes application/json: ContactInput"),
        (lambda d: operation(d)["responses"].pop("201"), f"- POST {CONTACTS} gives 201"),
    ],
)
def test_what_breaks_a_user_is_named(document: Document, change: Callable[[Document], Any], told: str) -> None:
    assert any(told in line for line in broken(document, change))


@pytest.mark.parametrize(
    "change",
    [
        lambda d: None,
        lambda d: operation(d)["parameters"].append(PARAMETER),
        lambda d: d["paths"].update({"/api/v1/new/": {"post": operation(d)}}),
        lambda d: schema(d, "Absence")["properties"].update(note={"type": "string"}),
        lambda d: schema(d, "ContactInput")["properties"].update(note={"type": "string"}),
        lambda d: schema(d, "ContactInput")["required"].remove("summary"),
        lambda d: operation(d).update(summary="Write down a contact"),
    ],
)
def test_what_breaks_nobody_is_let_through(document: Document, change: Callable[[Document], Any]) -> None:
    assert broken(document, change) == []


def test_anything_may_change_where_the_version_says_so(document: Document) -> None:
    assert broken(document, lambda d: d["paths"].clear(), version="2.0.0") == []


def test_the_present_document_keeps_what_the_last_release_promised(document: Document) -> None:
    now = [f"version {document['info']['version']}", *promises(document)]
    assert breaks(PROMISES.read_text().splitlines(), now) == []
