"""Whatever is sent to any address, by whichever role, is answered as the document says, and never by a failure of ours.

`make test` sends a sample that is always the same; `make proof` sends some ten thousand requests.
"""

import os
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from .test_any_read import DOCUMENT, LOGINS, Reader

PROOF = os.environ.get("PROOF") == "full"
EVERYTHING = [found.ok() for found in DOCUMENT.get_all_operations()]
SHARE, EACH = (1, 3) if PROOF else (24, 1)  # one address in so many, with so many requests each
# The law, or who it is, may refuse what the document allows; and a member that looks wrong may be right by chance.
TOLERATED = [positive_data_acceptance, negative_data_rejection]


@pytest.mark.parametrize("login", LOGINS)
def test_any_request_is_answered_as_the_document_says(demonstration: None, login: str) -> None:
    sender = Sender(login)
    for operation in sender.chance.sample(EVERYTHING, len(EVERYTHING) // SHARE):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            sender.send(operation, mode)
    assert sender.statuses


class Sender(Reader):
    """One person's program, which may act and sends anything that the document allows, or nearly."""

    scope = "write"

    def send(self, operation: Any, mode: GenerationMode) -> None:
        """Send some requests to one address; what each writes is undone."""

        @seed(self.chance.randrange(2**32))
        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EACH,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        def one(case: Any) -> None:
            with transaction.atomic():
                self.try_out(operation, case)
                transaction.set_rollback(True)

        with suppress(Unsatisfiable):  # where nothing is sent, nothing can be sent wrongly
            one()

    def try_out(self, operation: Any, case: Any) -> None:
        """Send one request, at what is there where there is something, and on what was just read."""
        if names := self.names(operation.path):
            case.path_parameters = names
        headers = dict(self.headers)
        if operation.method == "post" and (etag := self.etag(operation.path, names or {})):
            headers["If-Match"] = etag
        response = case.call(headers=headers)
        case.validate_response(response, headers=headers, excluded_checks=TOLERATED)
        self.statuses.add(response.status_code)

    def etag(self, template: str, names: dict[str, str]) -> str:
        """The ETag of what an act is done on: of the address above it."""
        above = template.rstrip("/").rpartition("/")[0] + "/"
        operation = next((each for each in EVERYTHING if each.path == above and each.method == "get"), None)
        if operation is None or "{" in above.format_map(Known(names)):
            return ""
        case = operation.Case(path_parameters={name: value for name, value in names.items() if f"{{{name}}}" in above})
        return str(case.call(headers=self.headers).headers.get("ETag", ""))


class Known(dict[str, str]):
    """Leaves what it does not know as it is."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
