"""One case, the people who work on it, and days that pass; and the people of the random walks."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bestvalue.accounts.models import Role, Team, User
from cases.models import Authority
from tests.api.world import an_authority
from tests.factories import person

from .build import Play
from .promises import every_date_that_runs_has_its_one_clock
from .walk import START

LONG_AGO = START - dt.timedelta(days=365)


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A case in early engagement, on the first day of the play."""
    with ExitStack() as days:
        yield Play.begin(days)
        every_date_that_runs_has_its_one_clock()


@pytest.fixture
def people(team: Team) -> dict[str, User]:
    """One person for each role that the walk plays."""
    roles = (Role.OFFICER, Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR, Role.MINISTER, Role.SECRETARY_OF_STATE)
    names = {Role.TEAM_LEAD: "lead"}
    return {names.get(role, role.value): person(role, team=team, since=LONG_AGO) for role in roles}


@pytest.fixture
def authorities(db: None) -> list[Authority]:
    """Two authorities, each with a chief executive to write to."""
    made = [an_authority("exford", "Exford Borough Council"), an_authority("wyford", "Wyford Borough Council")]
    for each in made:
        each.officers.create(post="head_of_paid_service", name="A. Chief", starts_on=LONG_AGO)
    return made
