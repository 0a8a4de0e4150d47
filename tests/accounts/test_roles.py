"""Giving and ending roles: never to oneself, never the last administrator's, and the lead is told to hand over."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bestvalue import clock
from bestvalue.accounts import policy
from bestvalue.accounts.models import Role, RoleHolding, Team, User
from bestvalue.accounts.services.people import end_role, grant_role
from bestvalue.accounts.services.teams import add_team, open_team_again, rename_team
from bestvalue.errors import Forbidden, Refused
from bestvalue.messages.models import Message
from bestvalue.records.models import Event
from cases.services.teams import close_team
from tests.factories import UserFactory, person


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def closed(team: Team, administrator: User) -> Team:
    return close_team(by=administrator, team=team, reason="Merged")


def test_nobody_gives_a_role_to_themselves(administrator: User) -> None:
    with pytest.raises(Refused, match="Another administrator"):
        grant_role(actor=administrator, user=administrator, role=Role.MINISTER)


def test_a_closed_account_is_given_nothing(administrator: User) -> None:
    with pytest.raises(Refused, match="closed"):
        grant_role(actor=administrator, user=UserFactory.create(is_active=False), role=Role.PRESS)


def test_the_last_administrators_role_does_not_end(administrator: User) -> None:
    own = administrator.role_holdings.get()
    with pytest.raises(Refused, match="Give somebody that role first"):
        end_role(actor=administrator, holding=own, reason="Leaving")
    for first, last in ((None, in_days(30)), (in_days(9), None)):
        other = UserFactory.create()
        grant_role(actor=administrator, user=other, role=Role.ADMINISTRATOR, starts_on=first, ends_on=last)
    with pytest.raises(Refused, match="Give somebody that role first"):
        end_role(actor=administrator, holding=own, reason="Leaving", ends_on=in_days(7))
    assert end_role(actor=administrator, holding=own, reason="Leaving", ends_on=in_days(8)).ends_on == in_days(8)


def test_a_closed_account_is_no_other_administrator(administrator: User) -> None:
    User.objects.filter(pk=person(Role.ADMINISTRATOR).pk).update(is_active=False)
    with pytest.raises(Refused, match="Give somebody that role first"):
        end_role(actor=administrator, holding=administrator.role_holdings.get(), reason="Leaving")


def test_a_role_ends_once_needs_a_reason_and_never_lasts_longer_by_being_ended(administrator: User) -> None:
    holding = grant_role(actor=administrator, user=UserFactory.create(), role=Role.PRESS, ends_on=in_days(9))
    with pytest.raises(Refused, match="Give the reason"):
        end_role(actor=administrator, holding=holding, reason=" ")
    for day in (9, 10):
        with pytest.raises(Refused, match="already"):
            end_role(actor=administrator, holding=holding, ends_on=in_days(day), reason="Longer")
    end_role(actor=administrator, holding=holding, ends_on=in_days(2), reason="Sooner")
    end_role(actor=administrator, holding=holding, reason="At once")
    with pytest.raises(Refused, match="ended already"):
        end_role(actor=administrator, holding=holding, reason="Again")


@pytest.mark.parametrize(
    ("days", "said"), [(None, "is no longer case officer in North"), (5, "is case officer in North until")]
)
def test_the_lead_is_told_to_hand_over_whether_there_is_anything_or_not(
    administrator: User, officer: User, lead: User, deputy_director: User, days: int | None, said: str
) -> None:
    ends_on = in_days(days) if days else None
    end_role(actor=administrator, holding=officer.role_holdings.get(), ends_on=ends_on, reason="Ill health")
    told = Message.objects.get()
    assert (told.recipient, said in told.subject, "Ill health" in told.text) == (lead, True, False)
    assert told.link == f"/colleagues/north/{officer.pk}/hand-over/"
    assert policy.holds(officer, Role.OFFICER) is bool(days)


def test_where_nobody_leads_the_deputy_director_is_told(administrator: User, lead: User, deputy_director: User) -> None:
    end_role(actor=administrator, holding=lead.role_holdings.get(), reason="Left")
    assert Message.objects.get().recipient == deputy_director


def test_a_team_is_added_renamed_closed_and_opened_again(administrator: User, deputy_director: User) -> None:
    team = add_team(by=administrator, name=" East ")
    assert (team.name, team.slug) == ("East", "east")
    with pytest.raises(Refused, match="this name already"):
        rename_team(by=administrator, team=team, name="East")
    team = closed(rename_team(by=administrator, team=team, name="Far East"), administrator)
    assert (team.name, team.slug, team.closed_on) == ("Far East", "east", clock.today())
    assert Message.objects.get().recipient == deputy_director
    assert open_team_again(by=administrator, team=team, reason="Needed").closed_on is None
    verbs = list(Event.objects.filter(subject=f"team:{team.pk}").values_list("verb", flat=True))
    assert verbs == ["add_team", "rename_team", "close_team", "open_team_again"]


@pytest.mark.parametrize("name", ["North", "north", "!?", " "])
def test_a_name_that_cannot_be_is_refused_at_the_name(administrator: User, team: Team, name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        add_team(by=administrator, name=name)
    assert list(refused.value.message_dict) == ["name"]


def test_a_team_in_which_somebody_holds_a_role_says_so(administrator: User, team: Team) -> None:
    user = UserFactory.create(name="Ann Early")
    holding = grant_role(actor=administrator, user=user, role=Role.OFFICER, team=team, starts_on=in_days(9))
    with pytest.raises(Refused, match=r"Ann Early is case officer\. End the role first") as refused:
        closed(team, administrator)
    assert refused.value.unmet[0].link == f"/people/{user.pk}/roles/{holding.pk}/end/"
    end_role(actor=administrator, holding=holding, reason="Not coming")
    assert closed(team, administrator).closed_on
    with pytest.raises(Refused, match="It was closed on"):
        closed(team, administrator)


def test_nobody_is_given_a_role_in_a_closed_team_not_even_by_a_raw_write(administrator: User, team: Team) -> None:
    closed(team, administrator)
    user = person()
    with pytest.raises(ValidationError, match="North is closed"):
        grant_role(actor=administrator, user=user, role=Role.OFFICER, team=team)
    with pytest.raises(IntegrityError, match="A closed team is given"), transaction.atomic():
        RoleHolding.objects.create(user=user, role=Role.OFFICER, team=team, starts_on=clock.today())
    elsewhere = person(Role.OFFICER).role_holdings.get()
    with pytest.raises(IntegrityError, match="A closed team is given"):
        RoleHolding.objects.filter(pk=elsewhere.pk).update(team=team)


def test_only_an_administrator_changes_teams(lead: User, team: Team) -> None:
    acts: list[Callable[[], object]] = [
        lambda: add_team(by=lead, name="East"),
        lambda: rename_team(by=lead, team=team, name="East"),
        lambda: close_team(by=lead, team=team, reason="x"),
        lambda: open_team_again(by=lead, team=team, reason="x"),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()
