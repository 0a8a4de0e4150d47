"""Several people who act at the same moment, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection

from bestvalue.errors import ActError


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gives, or how it was refused, when all are done at the same time."""

    def outcome(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except (ActError, ValidationError) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(outcome, acts))
