"""A second step: set up, asked for while signing in, required of some, and helped when it is lost."""

import datetime as dt
import re
import time
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from bestvalue.accounts import policy
from bestvalue.accounts.models import Role, RoleHolding, SignInAttempt, User
from bestvalue.accounts.services.people import grant_role
from bestvalue.accounts.services.second_step import reset_second_step
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.errors import Forbidden, Refused
from bestvalue.messages.models import Message
from bestvalue.records.models import Event
from tests.factories import person
from tests.support.html import assert_valid_html

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MUST = (Role.MINISTER, Role.SECRETARY_OF_STATE, Role.PRIVATE_OFFICE, Role.DEPUTY_DIRECTOR, Role.ADMINISTRATOR)


def with_password(user: User) -> User:
    user.password = make_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def with_app(user: User) -> User:
    TOTP.activate(with_password(user), SECRET)
    return user


def code(later: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + later)))


def wrong() -> str:
    """A code that the app does not show about now."""
    return next(each for each in ("000000", "111111", "222222", "333333") if each not in map(code, (-1, 0, 1)))


def signs_in(client: Client, user: User) -> str:
    """Where the right password leads."""
    return str(client.post("/sign-in/", {"username": user.email, "password": PASSWORD}).headers["Location"])


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.fixture
def required(settings: Any, db: None) -> None:
    settings.SECOND_STEP = True


@pytest.fixture
def minister(db: None) -> User:
    return with_app(person(Role.MINISTER))


# While signing in


def test_the_password_alone_lets_nobody_in_who_has_a_second_step(client: Client, minister: User) -> None:
    assert signs_in(client, minister) == "/sign-in/second-step/"
    assert not is_in(client)
    assert_valid_html(client.get("/sign-in/second-step/"))

    assert client.post("/sign-in/second-step/", {"code": f"{code()[:3]} {code()[3:]}"}).headers["Location"] == "/"
    assert is_in(client)


def test_the_second_step_leads_where_the_person_wanted_to_go(client: Client, minister: User) -> None:
    client.post("/sign-in/?next=/tasks/", {"username": minister.email, "password": PASSWORD})
    assert client.post("/sign-in/second-step/", {"code": code()}).headers["Location"] == "/tasks/"


def test_without_the_password_there_is_no_second_step(client: Client, minister: User) -> None:
    assert client.get("/sign-in/second-step/").headers["Location"] == "/sign-in/"


def test_a_wrong_code_is_refused_in_words_and_guessing_gets_slower(client: Client, minister: User) -> None:
    signs_in(client, minister)
    for _ in range(5):
        page = client.post("/sign-in/second-step/", {"code": wrong()})
    assert_valid_html(page)
    assert "Enter the code that your app shows now" in page.content.decode()
    assert "Wait 1 second" in client.post("/sign-in/second-step/", {"code": code()}).content.decode()
    assert not is_in(client)


def test_whoever_guesses_codes_from_changing_addresses_guesses_no_faster(minister: User) -> None:
    for last in range(7):
        guesser = Client(REMOTE_ADDR=f"192.0.2.{last}")
        signs_in(guesser, minister)
        page = guesser.post("/sign-in/second-step/", {"code": wrong()})
    assert "Wait 1 second" in page.content.decode()
    assert SignInAttempt.objects.get(address="").failures == 5


def test_whoever_guesses_codes_does_not_hold_up_a_browser_known_as_the_persons(client: Client, minister: User) -> None:
    signs_in(client, minister)
    client.post("/sign-in/second-step/", {"code": code(-1)})
    client.post("/sign-out/")
    guesser = Client(REMOTE_ADDR="192.0.2.66")
    signs_in(guesser, minister)
    for _ in range(6):
        guesser.post("/sign-in/second-step/", {"code": wrong()})
    SignInAttempt.objects.update(failures=30)
    signs_in(client, minister)
    assert client.post("/sign-in/second-step/", {"code": code()}).status_code == 302


def test_a_code_works_once_also_where_the_cache_forgets(client: Client, minister: User) -> None:
    seen = code()
    signs_in(client, minister)
    client.post("/sign-in/second-step/", {"code": seen})
    cache.clear()
    again = Client()
    signs_in(again, minister)
    assert "Enter the code" in again.post("/sign-in/second-step/", {"code": seen}).content.decode()
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=35)):
        assert again.post("/sign-in/second-step/", {"code": code()}).status_code == 302


def test_a_recovery_code_works_once(client: Client, minister: User) -> None:
    spare = RecoveryCodes.activate(minister).get_unused_codes()[0]
    signs_in(client, minister)
    assert client.post("/sign-in/second-step/", {"code": spare}).status_code == 302
    again = Client()
    signs_in(again, minister)
    assert "Enter the code" in again.post("/sign-in/second-step/", {"code": spare}).content.decode()


def test_codes_that_a_changed_key_made_unreadable_let_nobody_in_and_break_nothing(
    client: Client, minister: User, settings: Any
) -> None:
    settings.SECRET_KEY = "another key altogether, of no less than fifty characters"
    signs_in(client, minister)
    assert "Enter the code" in client.post("/sign-in/second-step/", {"code": code()}).content.decode()


def test_no_secret_is_stored_in_the_clear(minister: User) -> None:
    codes = RecoveryCodes.activate(minister)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    assert not [each for each in codes.generate_codes() if each in stored]


# Setting it up


@pytest.fixture
def officer(officer: User, client: Client) -> User:
    """The officer, just signed in with a password."""
    signs_in(client, with_password(officer))
    return officer


def secret_on(page: Any) -> str:
    found = re.search(r"Key: <code[^>]*>(\w+)<", page.content.decode())
    assert found
    return found.group(1)


def test_an_app_is_set_up_and_the_recovery_codes_are_shown_once(client: Client, officer: User) -> None:
    page = client.get("/account/second-step/app/")
    assert_valid_html(page)
    assert "data:" not in page.content.decode()
    refused = client.post("/account/second-step/app/", {"code": "12"})
    assert_valid_html(refused)
    assert "Enter the code that your app shows now" in refused.content.decode()

    first = format_hotp_value(hotp_value(secret_on(refused), int(time.time()) // 30))
    assert (
        client.post("/account/second-step/app/", {"code": first}).headers["Location"] == "/account/second-step/codes/"
    )
    codes = client.get("/account/second-step/codes/")
    assert_valid_html(codes)
    assert len(re.findall(r"<code>\d{8}</code>", codes.content.decode())) == 10
    again = client.get("/account/second-step/codes/").content.decode()
    assert "10 of 10 are left" in again
    assert not re.search(r"<code>\d{8}", again)
    assert_valid_html(client.get("/account/second-step/"))
    event = Event.objects.get(verb="add_second_step")
    assert (event.actor, event.subject, event.after) == (officer, f"user:{officer.pk}", {"kind": "totp"})


def test_new_recovery_codes_make_the_earlier_ones_useless(client: Client, officer: User) -> None:
    TOTP.activate(officer, SECRET)
    old = RecoveryCodes.activate(officer).get_unused_codes()
    assert_valid_html(client.get("/account/second-step/codes/new/"))
    client.post("/account/second-step/codes/new/")
    assert not set(old) & set(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes())


def test_removing_the_only_second_step_removes_the_recovery_codes(client: Client, officer: User) -> None:
    TOTP.activate(officer, SECRET)
    RecoveryCodes.activate(officer)
    assert_valid_html(client.get("/account/second-step/app/remove/"))
    assert client.post("/account/second-step/app/remove/").headers["Location"] == "/account/second-step/"
    assert not Authenticator.objects.exists()
    assert Event.objects.get(verb="remove_second_step").after == {"kind": "totp"}


def test_a_change_to_how_one_signs_in_needs_a_fresh_proof(client: Client, officer: User) -> None:
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=6)):
        asked = client.get("/account/second-step/app/").headers["Location"]
        assert asked == "/account/confirm/?next=%2Faccount%2Fsecond-step%2Fapp%2F"
        assert_valid_html(client.get(asked))
        assert "Enter your correct password" in client.post(asked, {"password": "wrong"}).content.decode()
        assert client.post(asked, {"password": PASSWORD}).headers["Location"] == "/account/second-step/app/"
        assert client.get("/account/second-step/app/").status_code == 200


def test_a_code_of_the_app_is_proof_enough_before_a_grave_act(client: Client, officer: User) -> None:
    TOTP.activate(officer, SECRET)
    asked = "/account/confirm/?next=/tasks/"
    assert "Your password, or a code from your app" in client.get(asked).content.decode()
    assert "Enter your correct password" in client.post(asked, {"password": wrong()}).content.decode()
    assert client.post(asked, {"password": code()}).headers["Location"] == "/tasks/"
    assert "Enter your correct password" in client.post(asked, {"password": code()}).content.decode()


# Who must have one


@pytest.mark.parametrize("role", list(Role))
def test_those_who_decide_and_administer_get_no_further_without_one(client: Client, required: None, role: Role) -> None:
    user = person(role)
    client.force_login(user)
    answers = [client.get(path) for path in ("/", "/account/", "/tasks/", "/cases/", "/api/v1/cases/")]
    found = {each.headers.get("Location", each.status_code) for each in answers}
    assert found == ({"/account/second-step/", 403} if role in MUST else {200})
    page = client.get("/account/second-step/")
    assert_valid_html(page)
    assert ("Your role needs a second step" in page.content.decode()) == (role in MUST)


def test_a_second_step_opens_the_door_at_once_and_a_new_role_closes_it(
    client: Client, required: None, officer: User
) -> None:
    assert is_in(client)
    RoleHolding.objects.create(user=officer, role=Role.DEPUTY_DIRECTOR, starts_on=dt.date(2026, 1, 1))
    assert not is_in(client)
    assert client.get("/account/step-up/?act=publish&document=x").headers["Location"] == "/account/second-step/"
    TOTP.activate(officer, SECRET)
    assert is_in(client)


def test_recovery_codes_alone_are_no_second_step(required: None, officer: User) -> None:
    RecoveryCodes.activate(officer)
    assert not policy.has_second_step(officer)


def test_tokens_of_somebody_without_one_work_no_more_and_none_is_made(required: None, administrator: User) -> None:
    user = person(Role.ANALYST)
    program = Client(headers={"Authorization": f"Bearer {issue_token(user=user, name='T')[1]}"})
    assert program.get("/api/v1/cases/").status_code == 200
    TOTP.activate(administrator, SECRET)
    grant_role(actor=administrator, user=user, role=Role.PRIVATE_OFFICE)
    refused = program.get("/api/v1/cases/")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_step_required")
    with pytest.raises(ValidationError, match="Set up a second step"):
        issue_token(user=user, name="T")


def test_the_demonstration_asks_nobody_and_says_so(client: Client, settings: Any, minister: User) -> None:
    assert settings.DEMONSTRATION
    assert not settings.SECOND_STEP
    client.force_login(person(Role.MINISTER))
    assert "Nobody must have a second step in this demonstration" in client.get("/account/").content.decode()


# Lost


@pytest.fixture
def lost(minister: User, administrator: User) -> User:
    RecoveryCodes.activate(minister)
    reset_second_step(by=administrator, user=minister, reason="Phone lost on a train")
    return minister


def test_an_administrator_removes_a_lost_step_and_the_person_is_told(
    client: Client, lost: User, administrator: User
) -> None:
    assert signs_in(client, lost) == "/"
    event = Event.objects.get(verb="reset_second_step")
    assert (event.actor, event.subject, event.reason) == (administrator, f"user:{lost.pk}", "Phone lost on a train")
    assert event.before == {"kinds": ["recovery_codes", "totp"]}
    message = Message.objects.get(recipient=lost)
    assert (message.subject, message.urgent) == ("Your second step was removed", True)
    assert administrator.name in message.text


def test_nobody_else_removes_it_and_nobody_their_own(minister: User, officer: User, administrator: User) -> None:
    with pytest.raises(Forbidden):
        reset_second_step(by=officer, user=minister, reason="x")
    with_app(administrator)
    with pytest.raises(Refused, match="Another administrator"):
        reset_second_step(by=administrator, user=administrator, reason="x")
    with pytest.raises(Refused, match="no second step"):
        reset_second_step(by=administrator, user=officer, reason="x")
