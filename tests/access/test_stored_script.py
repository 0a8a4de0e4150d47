"""What people write stays text: markup and formulas in any column run on no page, in no file and in no email.

Every text of every row is written over, and every link followed as those who see most (OWASP ASVS 1.2, 1.3).
"""

import csv
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from bestvalue.desk.bundles import rendering
from bestvalue.desk.bundles.contents import Contents
from bestvalue.desk.bundles.deciding import deciding_events, decision_of
from bestvalue.messages.mail import composed
from bestvalue.messages.models import Delivery

from .routes import ROUTES
from .stored import FORMULA, LONG, SCRIPT, alive, letters, parsed, written_over, wrong_with
from .walk import World, world

__all__ = ["letters", "world"]

pytestmark = pytest.mark.django_db

FULL = os.environ.get("PROOF") == "full"
MOST = ("deputy.director", "admin", "")
WHO = (*MOST, "officer", "minister", "press", "records", "analyst") if FULL else MOST
EXPORTS = [name for name in ROUTES if name.startswith("desk:export_")]


@pytest.mark.parametrize("words", [SCRIPT, LONG] if FULL else [SCRIPT], ids=["script", "long"][: 1 + FULL])
def test_nothing_that_is_stored_is_alive_on_any_page_or_breaks_it(words: str, world: World, letters: list[str]) -> None:
    with written_over(words) as columns:
        assert columns > 150
        assert [wrong for login in WHO for wrong in problems(world, login)] == []
        assert letters
        assert [wrong for page in letters for wrong in alive(parsed(page))] == []
        assert indexes(world)
        assert [wrong for page in indexes(world) for wrong in alive(parsed(page))] == []
        emails = list(filter(None, (composed(each) for each in Delivery.objects.all())))
        assert {each.message().get_content_type() for each in emails} == {"text/plain"}


def test_no_cell_of_any_table_begins_a_formula(world: World) -> None:
    with written_over(FORMULA):
        tables = [world.taken("deputy.director", reverse(name, kwargs=ROUTES[name].kwargs({}))) for name in EXPORTS]
        tables += [response for _, response in world.walk("deputy.director", alike=1) if is_table(response)]
        cells = [cell for response in tables for cell in cells_of(response)]
        assert any(FORMULA in cell for cell in cells)
        assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []


def problems(world: World, login: str) -> Iterator[tuple[str, str, str]]:
    """Whatever is wrong with anything that this person gets."""
    for path, response in world.walk(login, alike=4 if FULL else 1):
        yield from ((login, path, each) for each in wrong_with(response))


def indexes(world: World) -> list[str]:
    """What would be the first page of the bundle of each decision."""
    decisions = [decision_of(event) for case in world.cases for event in deciding_events(case)]
    return [rendering.index(Contents(each, world.people["lead"]), []).decode() for each in decisions]


def is_table(response: Any) -> bool:
    """Whether an answer is a table for spreadsheets."""
    return str(response.headers.get("Content-Type", "")).startswith("text/csv")


def cells_of(response: Any) -> Iterator[str]:
    """Every cell of a table."""
    assert is_table(response), response
    for row in csv.reader(response.getvalue().decode().splitlines()):
        yield from row
