from django.test import Client


def test_the_way_in_leads_to_the_schema(db: None, client: Client) -> None:
    assert client.get("/api/v1/").json()["schema"] == "http://testserver/api/v1/schema/"


def test_the_schema_is_openapi_3_1_and_open_to_anyone(db: None, client: Client) -> None:
    document = client.get("/api/v1/schema/", headers={"Accept": "application/json"}).json()
    assert document["openapi"] == "3.1.0"
    assert document["components"]["schemas"]["Problem"]["properties"]["unmet_conditions"]["type"] == "array"


def test_every_operation_names_the_problem_document_as_its_answer_to_errors(db: None, client: Client) -> None:
    document = client.get("/api/v1/schema/", headers={"Accept": "application/json"}).json()
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert operations
    assert all("application/problem+json" in each["responses"]["default"]["content"] for each in operations)
