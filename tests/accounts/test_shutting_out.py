"""Whoever may have got hold of a person's password keeps nothing that they made with it."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from bestvalue.accounts.models import User
from bestvalue.accounts.services.calendars import make_calendar, open_calendar
from bestvalue.accounts.services.passwords import change_password
from bestvalue.accounts.services.second_step import reset_second_step
from bestvalue.accounts.services.shutting_out import shut_out_another
from bestvalue.accounts.services.tokens import authenticate_token, issue_token
from bestvalue.records.models import Event


def _changed(user: User, administrator: User) -> None:
    change_password(user=user, password="a longer and quite different one")


def _reset(user: User, administrator: User) -> None:
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    reset_second_step(by=administrator, user=user, reason="Lost.")


def _signed_out(user: User, administrator: User) -> None:
    shut_out_another(by=administrator, user=user, reason="Laptop stolen.")


@pytest.mark.parametrize("done", [_changed, _reset, _signed_out], ids=["password", "second step", "administrator"])
def test_sessions_tokens_and_calendars_end_together_each_on_the_record(
    officer: User, lead: User, administrator: User, done: Callable[[User, User], None]
) -> None:
    mine, theirs = issue_token(user=officer, name="Mine")[1], issue_token(user=lead, name="Theirs")[1]
    dates, others = make_calendar(user=officer, name="Phone")[1], make_calendar(user=lead, name="Phone")[1]
    UserSession.objects.create(user=officer, session_key="k", ip="127.0.0.1", user_agent="A", data={})
    done(officer, administrator)
    assert (authenticate_token(mine), open_calendar(dates)) == (None, None)
    assert not UserSession.objects.filter(user=officer).exists()
    assert authenticate_token(theirs)
    assert open_calendar(others)
    told = Event.objects.filter(verb__startswith="revoke_")
    assert {each.verb for each in told} == {"revoke_token", "revoke_calendar"}
    assert {each.actor for each in told} == {officer if done is _changed else administrator}
