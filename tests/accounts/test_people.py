import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from bestvalue import clock
from bestvalue.accounts import policy
from bestvalue.accounts.models import Role, RoleHolding, Team, User
from bestvalue.accounts.services.people import add_first_administrator, add_person, end_role, grant_role
from bestvalue.errors import Forbidden, Refused
from bestvalue.records.models import Event
from tests.factories import TeamFactory, UserFactory, person

DAY = dt.date(2025, 3, 10)


def test_the_first_administrator_opens_the_house_and_only_the_first(db: None) -> None:
    first = add_first_administrator(email="First@Dept.Example", name="First")

    assert first.email == "first@dept.example"
    assert policy.may_manage_people(first)
    with pytest.raises(Refused, match="There is an administrator already"):
        add_first_administrator(email="second@dept.example", name="Second")


def test_an_added_person_can_do_nothing_until_granted_a_role(administrator: User, team: Team) -> None:
    user = add_person(actor=administrator, email="new@dept.example", name="New Person")
    assert policy.roles_of(user) == frozenset()

    grant_role(actor=administrator, user=user, role=Role.OFFICER, team=team)
    assert policy.roles_of(user) == {Role.OFFICER}
    assert policy.teams_of(user) == {team.pk}


def test_each_act_on_people_writes_one_event_without_personal_data(administrator: User, team: Team) -> None:
    user = add_person(actor=administrator, email="new@dept.example", name="New Person")
    holding = grant_role(actor=administrator, user=user, role=Role.OFFICER, team=team, reason="Joined")
    end_role(actor=administrator, holding=holding, reason="Moved on")

    events = Event.objects.filter(stream="people")
    assert [event.verb for event in events] == ["add_person", "grant_role", "end_role"]
    assert all(event.actor == administrator for event in events)
    assert "new@dept.example" not in "".join(event.canonical().decode() for event in events)


def test_a_removed_role_bites_at_once(administrator: User) -> None:
    user = person(Role.MINISTER)
    assert policy.is_minister(user)

    end_role(actor=administrator, holding=user.role_holdings.get(), reason="Left office")
    assert not policy.is_minister(user)


def test_a_role_given_by_mistake_today_is_withdrawn_and_may_be_given_again(administrator: User) -> None:
    user = person()
    holding = grant_role(actor=administrator, user=user, role=Role.PRESS)

    assert end_role(actor=administrator, holding=holding, reason="Mistake").withdrawn
    assert not policy.holds(user, Role.PRESS)
    grant_role(actor=administrator, user=user, role=Role.PRESS)
    assert policy.holds(user, Role.PRESS)


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (DAY - dt.timedelta(days=1), False),
        (DAY, True),
        (DAY + dt.timedelta(days=5), True),
        (DAY + dt.timedelta(days=6), False),
    ],
)
def test_a_role_is_held_from_its_first_to_its_last_day(administrator: User, day: dt.date, held: bool) -> None:
    user = UserFactory.create()
    grant_role(actor=administrator, user=user, role=Role.ANALYST, starts_on=DAY, ends_on=DAY + dt.timedelta(days=5))
    assert policy.holds(user, Role.ANALYST, on=day) is held


def test_the_legal_day_is_londons(administrator: User) -> None:
    user = UserFactory.create()
    grant_role(actor=administrator, user=user, role=Role.ANALYST, starts_on=dt.date(2025, 7, 2))
    with clock.at(dt.datetime(2025, 7, 1, 23, 30, tzinfo=dt.UTC)):
        assert policy.holds(user, Role.ANALYST)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"role": Role.OFFICER}, "Case officers and team leads hold their role in a team."),
        ({"role": Role.PRESS, "starts_on": DAY, "ends_on": DAY - dt.timedelta(days=1)}, "must not be before"),
        ({"role": Role.MINISTER}, "already holds this role"),
    ],
)
def test_a_role_that_cannot_be_is_refused_with_a_reason(
    administrator: User, fields: dict[str, Any], message: str
) -> None:
    user = person(Role.MINISTER)
    with pytest.raises(ValidationError, match=message):
        grant_role(actor=administrator, user=user, **fields)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_manages_people(role: Role, team: Team) -> None:
    actor, other = person(role, team=team), person(Role.PRESS)
    with pytest.raises(Forbidden):
        add_person(actor=actor, email="x@dept.example", name="X")
    with pytest.raises(Forbidden):
        grant_role(actor=actor, user=actor, role=Role.ADMINISTRATOR)
    with pytest.raises(Forbidden):
        end_role(actor=actor, holding=other.role_holdings.get(), reason="No")


def test_a_closed_account_holds_nothing(team: Team) -> None:
    user = person(Role.TEAM_LEAD, team=team)
    assert policy.holds_in(user, team, Role.TEAM_LEAD)
    assert not policy.holds_in(user, TeamFactory.create(), Role.TEAM_LEAD)

    user.is_active = False
    assert not policy.holds_in(user, team, Role.TEAM_LEAD)
    assert not policy.roles_of(user)
    assert not policy.teams_of(user)


@pytest.mark.parametrize("email", ["taken@dept.example", "TAKEN@dept.example"])
def test_an_email_address_belongs_to_one_account_in_any_case(administrator: User, email: str) -> None:
    UserFactory.create(email="taken@dept.example")
    with pytest.raises(ValidationError, match="An account with this email address exists"):
        add_person(actor=administrator, email=email, name="Twin")


def test_not_even_raw_writes_give_a_role_twice(db: None) -> None:
    user = person(Role.PRESS)
    with pytest.raises(IntegrityError, match="role_holding_once_at_a_time"):
        RoleHolding.objects.create(user=user, role=Role.PRESS, starts_on=clock.today())
