import json

import pytest
import yaml
from django.test import Client

from bestvalue.api.documentation import written

SCHEMA = "/api/v1/schema/"


def test_the_way_in_leads_to_the_schema(client: Client) -> None:
    assert client.get("/api/v1/").json()["schema"] == f"http://testserver{SCHEMA}"


def test_the_schema_is_openapi_3_1_and_open_to_anyone(client: Client) -> None:
    document = client.get(SCHEMA, headers={"Accept": "application/json"}).json()
    assert document["openapi"] == "3.1.0"
    assert document["components"]["schemas"]["Problem"]["properties"]["unmet_conditions"]["type"] == "array"


def test_every_operation_names_the_problem_document_as_its_answer_to_errors(client: Client) -> None:
    document = client.get(SCHEMA, headers={"Accept": "application/json"}).json()
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert operations
    assert all("application/problem+json" in each["responses"]["default"]["content"] for each in operations)


def test_yaml_and_json_say_the_same(client: Client) -> None:
    as_json = client.get(SCHEMA, headers={"Accept": "application/json"})
    as_yaml = client.get(SCHEMA, headers={"Accept": "application/yaml"})
    assert as_yaml.headers["Content-Type"].startswith("application/yaml")
    assert json.loads(as_json.content) == yaml.load(as_yaml.content, Loader=yaml.CSafeLoader)
    assert as_json.headers["ETag"] != as_yaml.headers["ETag"]


@pytest.mark.parametrize("media_type", ["application/json", "application/yaml"])
def test_who_has_the_schema_is_not_sent_it_again(client: Client, media_type: str) -> None:
    first = client.get(SCHEMA, headers={"Accept": media_type})
    again = client.get(SCHEMA, headers={"Accept": media_type, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert first.headers["Vary"] == "Accept"


def test_the_schema_is_written_once_however_many_ask(client: Client) -> None:
    client.get(SCHEMA)
    before = written.cache_info().misses
    assert all(client.get(SCHEMA).status_code == 200 for _ in range(15))
    assert written.cache_info().misses == before


def test_a_parameter_that_the_schema_does_not_know_is_refused(client: Client) -> None:
    assert client.get(SCHEMA, {"lang": "cy"}).status_code == 400
