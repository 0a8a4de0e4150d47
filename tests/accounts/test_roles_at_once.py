"""Two administrators act on people and teams at the same moment."""

import pytest

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Team, User
from bestvalue.accounts.services.people import end_role, grant_role
from bestvalue.accounts.services.teams import add_team
from bestvalue.errors import Forbidden, Refused
from cases.services.teams import close_team
from tests.factories import UserFactory, person
from tests.support.at_once import at_once
from tests.support.database import let_tests_clear_tables

pytestmark = pytest.mark.django_db(transaction=True)
let_tests_clear_tables()


def administrators() -> int:
    return RoleHolding.objects.filter(role=Role.ADMINISTRATOR).on(clock.today()).count()


def test_of_two_administrators_who_end_each_other_one_remains(administrator: User) -> None:
    other = person(Role.ADMINISTRATOR)
    outcomes = at_once(
        lambda: end_role(actor=administrator, holding=other.role_holdings.get(), reason="No"),
        lambda: end_role(actor=other, holding=administrator.role_holdings.get(), reason="No"),
    )
    assert sum(isinstance(each, Forbidden) for each in outcomes) == 1
    assert administrators() == 1


def test_of_two_administrators_who_end_their_own_role_one_remains(administrator: User) -> None:
    both = (administrator, person(Role.ADMINISTRATOR))
    outcomes = at_once(
        *(lambda who=who: end_role(actor=who, holding=who.role_holdings.get(), reason="x") for who in both)
    )
    assert sum(isinstance(each, Refused) for each in outcomes) == 1
    assert administrators() == 1


def test_a_role_is_given_once_and_a_team_is_added_once(administrator: User) -> None:
    user = UserFactory.create()
    given = at_once(*[lambda: grant_role(actor=administrator, user=user, role=Role.PRESS)] * 2)
    assert sorted(isinstance(each, RoleHolding) for each in given) == [False, True]
    added = at_once(*[lambda: add_team(by=administrator, name="East")] * 2)
    assert sorted(isinstance(each, Team) for each in added) == [False, True]


def test_a_team_is_not_closed_while_somebody_is_given_a_role_there(administrator: User, team: Team) -> None:
    user = UserFactory.create()
    closed, given = at_once(
        lambda: close_team(by=administrator, team=team, reason="Merged"),
        lambda: grant_role(actor=administrator, user=user, role=Role.OFFICER, team=team),
    )
    assert isinstance(closed, Team) is not isinstance(given, RoleHolding)
    assert bool(Team.objects.get().closed_on) is not user.role_holdings.exists()
