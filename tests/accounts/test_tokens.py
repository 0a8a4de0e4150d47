import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.holdings import held_on, holdings_middleware
from bestvalue.accounts.models import ApiToken, Role, RoleHolding, Team, User
from bestvalue.accounts.services.tokens import authenticate_token, issue_token, revoke_token
from bestvalue.errors import Forbidden
from bestvalue.records.models import Event


def test_a_token_leads_to_its_owner_and_only_its_digest_is_kept(officer: User) -> None:
    token, text = issue_token(user=officer, name="Spreadsheet")

    assert text.startswith("bv_")
    assert authenticate_token(text) == token
    assert text not in str(ApiToken.objects.values_list().get())
    assert Event.objects.get(verb="issue_token").actor == officer


@pytest.mark.parametrize("text", ["", "bv_", "bv_wrong", "Bearer", "\x00", "bv_é"])
def test_anything_else_leads_to_nobody(officer: User, text: str) -> None:
    issue_token(user=officer, name="Spreadsheet")
    assert authenticate_token(text) is None


def test_a_token_works_until_it_expires(officer: User) -> None:
    _, text = issue_token(user=officer, name="Short", days=1)
    with clock.at(clock.now() + dt.timedelta(hours=23)):
        assert authenticate_token(text)
    with clock.at(clock.now() + dt.timedelta(hours=24)):
        assert authenticate_token(text) is None


def test_whoever_calls_is_known_with_the_roles_of_that_day(officer: User, team: Team) -> None:
    today, day = clock.today(), dt.timedelta(days=1)
    for role, begins, ends, withdrawn in (
        (Role.ANALYST, today, today, False),
        (Role.DIRECTOR, today - 2 * day, today - day, False),
        (Role.MINISTER, today + day, None, False),
        (Role.PRESS, today, None, True),
    ):
        facts = {"starts_on": begins, "ends_on": ends, "withdrawn": withdrawn}
        RoleHolding.objects.create(user=officer, role=role, **facts)
    _, text = issue_token(user=officer, name="Spreadsheet")

    def view(request: HttpRequest) -> HttpResponse:
        token = authenticate_token(text)
        with CaptureQueriesContext(connection) as queries:
            assert token
            held = held_on(token.user, today)
        assert set(held) == set(RoleHolding.objects.filter(user=officer).on(today).values_list("role", "team_id"))
        assert (len(queries), dict(held)) == (0, {Role.OFFICER: team.pk, Role.ANALYST: None})
        return HttpResponse()

    request = HttpRequest()
    request.method = "GET"
    holdings_middleware(view)(request)


def test_a_revoked_token_is_useless_at_once_and_revoking_twice_is_one_act(officer: User) -> None:
    token, text = issue_token(user=officer, name="Lost")
    revoked = revoke_token(actor=officer, token=token)
    revoke_token(actor=officer, token=revoked)

    assert authenticate_token(text) is None
    assert Event.objects.filter(verb="revoke_token").count() == 1


def test_closing_an_account_closes_its_tokens(officer: User) -> None:
    _, text = issue_token(user=officer, name="Old")
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert authenticate_token(text) is None


def test_an_administrator_may_revoke_anybodys_token_and_a_colleague_may_not(
    officer: User, lead: User, administrator: User
) -> None:
    token, _ = issue_token(user=officer, name="Spreadsheet")
    with pytest.raises(Forbidden):
        revoke_token(actor=lead, token=token)
    assert revoke_token(actor=administrator, token=token).state == "revoked"


def test_use_is_noted_once_a_minute(officer: User) -> None:
    _, text = issue_token(user=officer, name="Busy")
    start = clock.now()
    for seconds, noted in [(0, 0), (59, 0), (61, 61)]:
        with clock.at(start + dt.timedelta(seconds=seconds)):
            authenticate_token(text)
        assert ApiToken.objects.get().last_used_at == start + dt.timedelta(seconds=noted)


@pytest.mark.parametrize(
    "fields", [{"days": 0}, {"days": 367}, {"days": 10**12}, {"scopes": []}, {"scopes": ["decide"]}, {"name": " "}]
)
def test_a_token_that_cannot_be_is_refused(officer: User, fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        issue_token(user=officer, **{"name": "Odd", **fields})
    assert not ApiToken.objects.exists()


def test_the_command_prints_the_token_on_its_last_line(officer: User) -> None:
    out = StringIO()
    call_command("create_token", officer.email.upper(), name="Nightly", days=7, stdout=out)

    token = authenticate_token(out.getvalue().splitlines()[-1])
    assert token is not None
    assert (token.user, token.name, token.scopes) == (officer, "Nightly", ["read"])
    assert token.expires_at - token.created_at == dt.timedelta(days=7)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nobody@test.example"], "Nobody has the email address nobody@test.example"),
        (["a@test.example", "--days", "0"], "A token lives from 1 to 366 days"),
        (["a@test.example", "--scope", "decide"], "invalid choice"),
    ],
)
def test_the_command_says_plainly_what_is_wrong(db: None, arguments: list[str], message: str) -> None:
    User.objects.create_user("a@test.example", "A")
    with pytest.raises(CommandError, match=message):
        call_command("create_token", *arguments)
