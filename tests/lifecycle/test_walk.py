"""Whatever people try, in whatever order, over however many years, the promises hold."""

import datetime as dt

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from bestvalue.accounts.models import Role, Team, User
from cases.models import Authority
from tests.api.world import an_authority
from tests.factories import person
from themes.models import Theme

from .walk import START, Walk

LONG_AGO = START - dt.timedelta(days=365)


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


def test_no_walk_breaks_a_promise(people: dict[str, User], team: Team, authorities: list[Authority]) -> None:
    class WalkHere(Walk):
        """The walk among these people."""

    WalkHere.people, WalkHere.team = people, team
    WalkHere.slugs = tuple(each.slug for each in authorities)
    Theme.objects.get_or_create(code="ur", defaults={"slug": "use-of-resources", "name": "Resources", "position": 5})
    run_state_machine_as_test(WalkHere, settings=settings())
