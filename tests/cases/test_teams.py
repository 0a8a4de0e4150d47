"""A closed team is given no new case, and closing one tells an administrator nothing of what is private (N7)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from bestvalue import clock
from bestvalue.accounts.models import RoleHolding, Team, User
from bestvalue.errors import Refused
from bestvalue.messages.models import Message
from cases.models import Authority, Case
from cases.services.openings import ask_for_case, open_requested
from cases.services.teams import close_team, to_move_first
from tests.api.world import a_case, an_authority


@pytest.fixture
def quiet(db: None) -> Authority:
    return an_authority("quiet", "Quiet Council")


def nobody_works_there() -> None:
    RoleHolding.objects.exclude(team=None).update(ends_on=clock.today() - dt.timedelta(days=1))


def test_a_closed_team_is_given_no_case(
    quiet: Authority, officer: User, team: Team, administrator: User, deputy_director: User
) -> None:
    asked = ask_for_case(by=officer, authority=quiet, team=team, reason="A letter.")
    nobody_works_there()
    team = close_team(by=administrator, team=team, reason="Merged")
    with pytest.raises(Refused, match="Ask for a team in which you work"):
        ask_for_case(by=deputy_director, authority=quiet, team=team, reason="A letter.")
    with pytest.raises(Refused, match="North is closed"):
        open_requested(by=deputy_director, request=asked)
    with pytest.raises(IntegrityError, match="A closed team is given"), transaction.atomic():
        Case.objects.create(authority=quiet, team=team, opened_on=clock.today())
    with pytest.raises(IntegrityError, match="A closed team is given"):
        type(asked).objects.create(
            authority=quiet, team=team, requested_by=officer, requested_at=clock.now(), reason="x"
        )


def test_a_published_case_is_named_and_a_private_one_is_not_told_of(
    quiet: Authority, lead: User, team: Team, administrator: User, deputy_director: User
) -> None:
    case = a_case(lead, team, quiet)
    nobody_works_there()
    assert to_move_first(team) == []
    Case.objects.filter(pk=case.pk).update(reference="BV-2025-001")
    with pytest.raises(Refused, match="Quiet Council has an open case in this team: BV-2025-001"):
        close_team(by=administrator, team=team, reason="Merged")


def test_closing_says_the_same_whether_there_is_a_private_case_or_none(
    quiet: Authority, lead: User, team: Team, administrator: User, deputy_director: User
) -> None:
    a_case(lead, team, quiet)
    nobody_works_there()
    close_team(by=administrator, team=team, reason="Merged")
    told = Message.objects.get(recipient=deputy_director, subject="The team North was closed")
    assert not told.private
    assert "Quiet" not in told.text
