"""The API describes itself, for programs and for people, and the committed description is the present one."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

from bestvalue.api.acts import Act
from bestvalue.api.documentation import described
from bestvalue.api.examples import EXAMPLES
from bestvalue.api.headers import EndpointSchema

COMMITTED = Path(settings.BASE_DIR) / "docs" / "api" / "openapi.json"
UNDESCRIBED = {"api:root", "api:schema", "api:token", "api:unknown"}


def operations() -> list[tuple[str, dict[str, Any]]]:
    return [(path, each) for path, methods in described()["paths"].items() for each in methods.values()]


def test_the_committed_document_is_the_present_one_and_valid(tmp_path: Path) -> None:
    fresh = tmp_path / "openapi.json"
    call_command(
        "spectacular", format="openapi-json", file=str(fresh), validate=True, fail_on_warn=True, stderr=StringIO()
    )
    written = "run: manage.py spectacular --format openapi-json --file docs/api/openapi.json"
    assert json.loads(COMMITTED.read_text()) == json.loads(fresh.read_text()), written


def test_every_resource_is_described() -> None:
    names = {name for name in _names() if name not in UNDESCRIBED}
    assert len(described()["paths"]) == len(names)


def test_every_operation_tells_a_stranger_what_it_does() -> None:
    tags = {tag["name"] for tag in described()["tags"]}
    for path, operation in operations():
        assert operation["summary"], path
        assert operation["description"], path
        assert set(operation["tags"]) <= tags, path
        assert all(each.get("description") for each in _own_parameters(operation)), path


def test_only_the_register_and_the_glossary_are_open_to_anyone() -> None:
    for path, operation in operations():
        is_open = path.startswith(("/api/v1/register/", "/api/v1/glossary/"))
        assert ("security" not in operation or {} in operation["security"]) is is_open, path
        assert ("401" not in operation["responses"]) is is_open, path


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_as_its_schema_says(name: str) -> None:
    schemas = described()["components"]["schemas"]
    whole = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    Draft202012Validator(whole, format_checker=FormatChecker()).validate(EXAMPLES[name])
    assert EXAMPLES[name].keys() <= schemas[name]["properties"].keys()


def test_every_act_tells_its_headers_and_how_it_may_be_refused() -> None:
    acts = [(path, methods["post"]) for path, methods in described()["paths"].items() if "post" in methods]
    assert "/api/v1/cases/{ref}/contacts/" in [path for path, _ in acts]
    for path, operation in acts:
        headers = {each["name"]: each for each in operation["parameters"] if each["in"] == "header"}
        assert {"Idempotency-Key", "If-Match"} <= headers.keys(), path
        assert {"409", "412", "422", "428"} <= operation["responses"].keys(), path
        assert headers["If-Match"].get("required", False) is ("201" not in operation["responses"]), path


def test_an_act_that_needs_a_code_says_so() -> None:
    class Grave(Act):
        resource, move = "api:case", "issue_notice"

    schema = EndpointSchema()
    schema.view, schema.method = Grave(), "POST"
    headers = {each.name: each.required for each in schema.get_override_parameters()}
    assert headers == {"If-Match": True, "Idempotency-Key": False, "Step-Up-Code": True}


def test_people_read_it_without_signing_in_and_without_other_sites(db: None, client: Client) -> None:
    response = client.get("/api/")
    page = response.content.decode()
    assert response.status_code == 200
    assert all(path in page for path, _ in operations())
    assert "https://" not in page.split("</head>")[0]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_page_is_only_read(db: None, client: Client, method: str) -> None:
    assert getattr(client, method)("/api/").status_code == 405


def _own_parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in operation.get("parameters", []) if each["name"] != "format"]


def _names() -> list[str]:
    api = next(each for each in get_resolver().url_patterns if getattr(each, "namespace", None) == "api")
    found: list[str] = []

    def walk(patterns: Any) -> None:
        for each in patterns:
            if hasattr(each, "url_patterns"):
                walk(each.url_patterns)
            else:
                found.append(f"api:{each.name}")

    walk([api])
    return found
