"""Whatever is read of the demonstration, by whichever role, is as the document says: status, headers, body."""

import random
import re
from typing import Any

import pytest
import schemathesis
from schemathesis.specs.openapi.checks import positive_data_acceptance

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import PARTS, email_of
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.api.documentation import described
from tests.support.wsgi import within_the_test

LOGINS = [part.login for part in PARTS]


DOCUMENT: Any = schemathesis.openapi.from_dict(described())
DOCUMENT.app = within_the_test
READS = [each for each in (found.ok() for found in DOCUMENT.get_all_operations()) if each.method == "get"]


@pytest.mark.parametrize("login", LOGINS)
def test_what_each_role_reads_is_as_the_document_says(demonstration: None, login: str) -> None:
    reader = Reader(login)
    for operation in reader.sample():
        if (names := reader.names(operation.path)) is not None:
            reader.read(operation, names)
    assert 200 in reader.statuses


class Reader:
    """One person's program, which finds what an address may name by reading the lists above it."""

    scope = "read"

    def __init__(self, login: str) -> None:
        token = issue_token(user=User.objects.get(email=email_of(login)), name="Any", scopes=[self.scope])[1]
        self.headers = {"Authorization": f"Bearer {token}"}
        self.statuses: set[int] = set()
        self.chance = random.Random(login)  # noqa: S311 - a sample that is always the same
        self.lists: dict[str, list[dict[str, Any]]] = {}

    def sample(self) -> list[Any]:
        """A third of the addresses, others for each role."""
        return self.chance.sample(READS, len(READS) // 3)

    def read(self, operation: Any, names: dict[str, str]) -> Any:
        """Read one address. Raises where the answer is not as the document says."""
        case = operation.Case(path_parameters=names)
        response = case.call(headers=self.headers)
        case.validate_response(response, headers=self.headers, excluded_checks=[positive_data_acceptance])
        self.statuses.add(response.status_code)
        return response

    def names(self, template: str) -> dict[str, str] | None:
        """What the parameters of an address may be, from the lists that lead there; None where one is empty."""
        found: dict[str, str] = {}
        for parameter in re.finditer(r"\{(\w+)\}", template):
            above, name = template[: parameter.start()], parameter[1]
            rows = self.listed(above, found)
            keys = [str(row.get(name) or row.get("id") or row.get("slug")) for row in rows]
            if not keys:
                return None
            found[name] = self.chance.choice(keys)
        return found

    def listed(self, template: str, names: dict[str, str]) -> list[dict[str, Any]]:
        """The rows of a list, none where the person may not read it."""
        address = template.format(**names)
        if address not in self.lists:
            operation = next((each for each in READS if each.path == template), None)
            response = self.read(operation, names) if operation else None
            self.lists[address] = response.json().get("results", []) if response and response.status_code == 200 else []
        return self.lists[address]
