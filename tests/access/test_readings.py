"""Who reads a case through the API is noted, whatever of it they read, as on the pages (rulings 21)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bestvalue.accounts.models import User
from bestvalue.api.acts import view_of
from bestvalue.api.views import Listing
from bestvalue.records.models import Reading
from cases.api.cases import AcrossCases
from cases.models import Case

from .evidence import on_a_case
from .made import a_pack, a_submission_sent, a_task
from .routes import ROUTES
from .table import ALL, a_private_case, no_arguments
from .test_objects import ABOUT, OURS

# Says that a clock failed, and not whose it is.
NAMES_NO_CASE = {"api:failing_clock"}
# Evidence notes each item; a watch and a request to open only name the case that they led to.
OTHERWISE = {"api:evidence", "api:openings", "api:service_failures"}
LISTS = {
    "api:cases": (a_private_case, "officer"),
    "api:clocks": (a_task, "officer"),
    "api:tasks": (a_task, "officer"),
    "api:forecast": (a_task, "officer"),
    "api:decisions": (a_submission_sent, "minister"),
    "api:publications": (a_pack, "officer"),
    "api:evidence": (on_a_case, "officer"),
    "api:events": (a_private_case, "officer"),
}


def noted(user: User, browser: Client, path: str) -> bool:
    """Whether asking for this adds a note that this person read the only case."""
    read = Reading.objects.filter(reader=user, case=Case.objects.get())
    before = read.count()
    list(browser.get(path))
    return read.count() > before


@pytest.mark.parametrize("about", ABOUT, ids=lambda made: getattr(made, "__qualname__", ""))
def test_whatever_is_read_of_a_case_is_noted(about: Any, people: dict[str, User], browsers: dict[str, Client]) -> None:
    found = about(people)
    if not found or not Case.objects.exists():
        return
    for name in (each for each in ABOUT[about] if hasattr(view_of(each), "get") and each not in NAMES_NO_CASE):
        reader = next(each for each in ALL if each in ROUTES[name].allowed)
        assert noted(people[reader], browsers[reader], reverse(name, kwargs=found)), name


@pytest.mark.parametrize("name", LISTS)
def test_each_case_that_a_list_shows_is_noted(name: str, people: dict[str, User], browsers: dict[str, Client]) -> None:
    made, reader = LISTS[name]
    made(people)
    assert noted(people[reader], browsers[reader], reverse(name))
    assert not noted(people["other.officer"], browsers["other.officer"], reverse(name))


def test_every_list_that_names_cases_notes_them() -> None:
    lists = {name for name in OURS if issubclass(view_of(name), Listing) and ROUTES[name].kwargs is no_arguments}
    naming = {name for name in lists if "case" in view_of(name).serializer_class().fields}  # type: ignore[attr-defined]
    assert {"api:all_notices", "api:clocks", "api:all_directions", "api:all_assessments"} <= naming
    assert {name for name in naming if not issubclass(view_of(name), AcrossCases)} == OTHERWISE
