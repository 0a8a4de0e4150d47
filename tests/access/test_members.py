"""Nobody sets what is not theirs to set: every write of the API names each member that it takes, however deep.

The writes come from the table of routes. Each is sent what only the service decides (a stage, a version, a hash, who
did it), beside and within what it takes: 400 points at each, and nothing is written (OWASP ASVS 15.3.3).
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.serializers import BaseSerializer, DictField, Field, JSONField, ListField, ListSerializer

from bestvalue.accounts.models import User
from bestvalue.api.acts import view_of
from bestvalue.api.bodies import StrictJSONParser
from bestvalue.api.inputs import Input

from .routes import ROUTES
from .table import ALL
from .test_objects import FEWER, OURS

DECIDED_HERE = (
    *("id", "pk", "stage", "state", "version", "case", "case_id", "authority_id", "team", "recorded_at", "created_at"),
    *("created_by", "recorded_by", "drafted_by", "issued_by", "decided_by", "decided_on", "cleared_by", "approved_by"),
    *("text_hash", "sha256", "hash", "previous_hash", "digest", "retrospective", "is_staff", "by", "expected_version"),
)
WRITES: dict[Any, list[str]] = defaultdict(list)
for each in OURS:
    if hasattr(view_of(each), "post"):
        WRITES[ROUTES[each].kwargs].append(each)
# What takes members of any name, and refuses the wrong ones itself: `test_facts_...` below, tests/themes.
FREE = {("changes", "edit_submission"), ("changes", "case_submissions"), ("values", "metric_imports")}


def inner(field: Field[Any, Any, Any, Any]) -> Any:
    """What a list holds."""
    return field.child if isinstance(field, ListField | ListSerializer) else field


def poisoned(taken: Input, at: str = "") -> tuple[dict[str, Any], set[str]]:
    """A body with all that is decided here, beside and within what is taken, and the pointers at each."""
    extra = [name for name in DECIDED_HERE if name not in taken.fields]
    body: dict[str, Any] = dict.fromkeys(extra, "x")
    pointers = {f"{at}/{name}" for name in extra}
    for name, field in taken.fields.items():
        if isinstance(inner(field), Input):
            is_list = field is not inner(field)
            below, found = poisoned(inner(field), f"{at}/{name}/0" if is_list else f"{at}/{name}")
            body[name], pointers = [below] if is_list else below, pointers | found
    return body, pointers


def fields_of(taken: Input) -> Iterator[tuple[str, Any]]:
    """Every member that is taken, however deep."""
    for name, field in taken.fields.items():
        yield name, inner(field)
        if isinstance(inner(field), Input):
            yield from fields_of(inner(field))


def test_every_member_that_is_taken_is_named_however_deep() -> None:
    free = set()
    for name in (name for names in WRITES.values() for name in names):
        for member, field in fields_of(view_of(name).input_class()):  # type: ignore[attr-defined]
            assert isinstance(field, Input) or not isinstance(field, BaseSerializer), (name, member)
            if isinstance(field, DictField | JSONField):
                free.add((member, name.removeprefix("api:")))
    assert free == FREE


@pytest.mark.parametrize("about", WRITES, ids=lambda made: getattr(made, "__qualname__", ""))
def test_what_is_decided_here_is_never_taken_from_a_caller(
    about: Any, people: dict[str, User], browsers: dict[str, Client]
) -> None:
    found = about(people)
    for name in WRITES[about]:
        view: Any = view_of(name)
        body, pointers = poisoned(view.input_class())
        response, captured = sent(name, found, browsers, body, is_json=StrictJSONParser in view.parser_classes)
        assert response.status_code == 400, (name, response.content)
        assert pointers <= {each["pointer"] for each in response.json()["errors"]}, name
        assert [each["sql"] for each in captured if writes(each["sql"])] == [], name


def sent(
    name: str, found: dict[str, Any], browsers: dict[str, Client], body: Any, *, is_json: bool
) -> tuple[Any, CaptureQueriesContext]:
    """The answer to whoever may try the act, on what it is about as it is now, and what was asked of the database."""
    resource = getattr(view_of(name), "resource", name)
    row = FEWER.get(name) or ROUTES[resource]
    client = browsers[next(each for each in ALL if each in row.allowed)]
    read = reverse(resource, kwargs={key: value for key, value in found.items() if key != "act"})
    headers = {"If-Match": client.get(read).headers["ETag"]}
    how: dict[str, Any] = {"content_type": "application/json"} if is_json else {}
    with CaptureQueriesContext(connection) as captured:
        response = client.post(reverse(name, kwargs=found), body, headers=headers, **how)
    return response, captured


def writes(sql: str) -> bool:
    """Whether a statement writes something that lasts, other than that somebody read."""
    return sql.startswith(("INSERT", "UPDATE", "DELETE")) and "records_reading" not in sql
