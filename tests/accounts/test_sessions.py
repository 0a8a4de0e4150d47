"""Sign-ins run out, are listed, and are ended; what was sent too late is kept for the person who sent it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.forms import BaseForm, PasswordInput
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import get_resolver

from bestvalue import clock
from bestvalue.accounts.forms import PasswordAgain
from bestvalue.accounts.kept_forms import KEPT, NEVER_KEPT
from bestvalue.accounts.models import ApiToken, Role, User
from bestvalue.accounts.passkeys import PasskeyInput
from bestvalue.accounts.second_step_forms import PasskeyForm
from bestvalue.accounts.services.people import end_role
from bestvalue.accounts.services.sessions import sessions_of
from bestvalue.accounts.services.shutting_out import shut_out_another
from bestvalue.accounts.tasks import clear_sessions
from bestvalue.accounts.views.sessions import browser_in_words
from bestvalue.errors import Forbidden
from bestvalue.prepare import SOURCES
from bestvalue.records.models import Event
from tests.factories import person
from tests.support.html import assert_valid_html

PASSWORD = "correct horse battery"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"


@pytest.fixture(autouse=True)
def _times(settings: Any) -> None:
    settings.SESSION_IDLE, settings.SESSION_LASTS = dt.timedelta(minutes=60), dt.timedelta(hours=12)


@pytest.fixture
def user(officer: User) -> User:
    officer.password = make_password(PASSWORD)
    officer.save(update_fields=["password"])
    return officer


def signed_in(user: User, agent: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": agent})
    assert client.post("/sign-in/", {"username": user.email, "password": PASSWORD}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@contextmanager
def later(**amount: float) -> Iterator[None]:
    with clock.at(clock.now() + dt.timedelta(**amount)):
        yield


# Running out


@pytest.mark.parametrize(("minutes", "still"), [(59, True), (60, False), (600, False)])
def test_who_does_nothing_for_an_hour_is_signed_out_at_every_door(user: User, minutes: int, still: bool) -> None:
    client = signed_in(user)
    with later(minutes=minutes):
        assert is_in(client) is still
        assert client.get("/api/v1/cases/").status_code == (200 if still else 401)


def test_who_goes_on_is_signed_out_after_twelve_hours_all_the_same(user: User) -> None:
    client = signed_in(user)
    for minutes in range(50, 720, 50):
        with later(minutes=minutes):
            assert is_in(client)
    with later(hours=12):
        assert not is_in(client)


def test_asking_how_long_it_lasts_does_not_make_it_last_longer(user: User) -> None:
    client = signed_in(user)
    with later(minutes=50):
        assert 0 < client.get("/account/session/").json()["seconds"] <= 600
    with later(minutes=61):
        assert client.get("/account/session/").status_code == 302

    client = signed_in(user)
    with later(minutes=50):
        assert client.post("/account/session/").json() == {"seconds": 3600}
    with later(minutes=100):
        assert is_in(client)


def test_a_page_that_asks_for_itself_again_does_not_make_it_last_longer(user: User) -> None:
    client = signed_in(user)
    for minutes in (10, 50):
        with later(minutes=minutes):
            assert client.get("/account/?follow=yes").status_code == 200
    with later(minutes=61):
        assert not is_in(client)


def test_a_session_that_tells_no_time_has_run_out(user: User) -> None:
    client = signed_in(user)
    session = client.session
    del session["seen_at"]
    session.save()
    assert not is_in(client)


# What was sent too late

FORM = {"name": "A token for the monthly return", "scope": "read", "days": "30", "password": "never kept"}


@pytest.fixture
def too_late(user: User) -> Client:
    """A browser from which a form was sent after an hour."""
    client = signed_in(user)
    with later(minutes=61):
        assert client.post("/account/tokens/", FORM).headers["Location"] == "/sign-in/?next=/account/tokens/"
    return client


def sign_in_again(client: Client, user: User) -> Any:
    answer = client.post("/sign-in/?next=/account/tokens/", {"username": user.email, "password": PASSWORD})
    assert answer.headers["Location"] == "/account/tokens/"
    return client.get("/account/tokens/")


def test_the_person_comes_back_to_what_they_typed_and_sends_it(too_late: Client, user: User) -> None:
    assert not ApiToken.objects.exists()
    page = sign_in_again(too_late, user)
    assert_valid_html(page)
    assert "A token for the monthly return" in page.content.decode()
    assert "never kept" not in page.content.decode()
    assert not ApiToken.objects.exists()

    assert too_late.post("/account/tokens/", {**FORM, "password": PASSWORD}).status_code == 200
    assert ApiToken.objects.get().name == FORM["name"]
    assert too_late.get("/account/tokens/").status_code == 405


def test_it_may_be_discarded(too_late: Client, user: User) -> None:
    sign_in_again(too_late, user)
    assert too_late.post("/account/tokens/", {**FORM, "discard-kept-form": "yes"}).status_code == 302
    assert not ApiToken.objects.exists()
    assert too_late.get("/account/tokens/").status_code == 405


def test_nobody_else_sees_it(too_late: Client) -> None:
    other = person(Role.PRESS)
    other.password = make_password(PASSWORD)
    other.save(update_fields=["password"])
    assert sign_in_again(too_late, other).status_code == 405


@pytest.mark.parametrize("minutes", [0, 61])
def test_what_a_script_found_to_be_too_late_is_kept_and_does_nothing(user: User, minutes: int) -> None:
    client = signed_in(user)
    with later(minutes=minutes):
        answer = client.post("/account/session/kept-form/?for=/account/tokens/", FORM)
    assert answer.headers["Location"] == "/account/tokens/"
    page = sign_in_again(client, user) if minutes else client.get("/account/tokens/")
    assert "A token for the monthly return" in page.content.decode()
    assert "never kept" not in page.content.decode()
    assert not ApiToken.objects.exists()
    assert client.post("/account/tokens/", {**FORM, "password": PASSWORD}).status_code == 200
    assert ApiToken.objects.get().name == FORM["name"]


@pytest.mark.parametrize(
    "address", ["", "account/", "//elsewhere.example/", "https://elsewhere.example/", "/\\x.example"]
)
def test_a_form_is_kept_for_no_address_but_ours(user: User, address: str) -> None:
    client = signed_in(user)
    assert client.post("/account/session/kept-form/", FORM, query_params={"for": address}).status_code == 404
    assert KEPT not in client.session


def test_no_proof_of_the_person_is_kept_whatever_its_form_calls_it(user: User) -> None:
    proofs = {f"{prefix}{name}": "never kept" for name in NEVER_KEPT for prefix in ("", "act-7-", "form-0-")}
    client = signed_in(user)
    with later(minutes=61):
        client.post("/account/tokens/", {**FORM, **proofs})
    assert QueryDict(client.session[KEPT]["fields"]).keys() == FORM.keys() - NEVER_KEPT


def test_every_field_that_takes_a_proof_is_known_as_one(user: User, rf: RequestFactory) -> None:
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={})
    request = rf.get("/")
    request.user = user
    fields = [*PasswordAgain(request=request).fields.items(), *(each for form in our_forms() for each in form)]
    proofs = {name for name, field in fields if isinstance(field.widget, PasswordInput | PasskeyInput)}
    assert {"password", "passkey", "credential", "new_password1"} <= proofs <= NEVER_KEPT


def our_forms() -> Iterator[Any]:
    """The declared fields of each form of our pages."""
    assert get_resolver().url_patterns  # which imports them all
    kinds: list[Any] = [
        PasskeyForm,
        *BaseForm.__subclasses__(),
    ]  # the first is of a module that is loaded by name alone
    for kind in kinds:
        kinds += kind.__subclasses__()
        if kind.__module__.partition(".")[0] in SOURCES:
            yield kind.base_fields.items()


@pytest.mark.parametrize("reason", ["a stranger", "a script", "too much"])
def test_what_nobody_known_sent_from_a_page_is_not_kept(user: User, reason: str) -> None:
    client = Client() if reason == "a stranger" else signed_in(user)
    mode = "cors" if reason == "a script" else "navigate"
    form = FORM | ({"name": "x" * 300_000} if reason == "too much" else {})
    with later(minutes=61):
        client.post("/account/tokens/", form, headers={"Sec-Fetch-Mode": mode})
    assert sign_in_again(client, user).status_code == 405


# Where a person is signed in


def test_they_are_listed_in_plain_words_and_ended_one_by_one_or_all(user: User) -> None:
    here, there, elsewhere = signed_in(user), signed_in(user, "curl/8"), signed_in(user)
    page = here.get("/account/sessions/")
    assert_valid_html(page)
    words = page.content.decode()
    assert ("Firefox on Windows" in words, "Another browser" in words, words.count("This one")) == (True, True, 1)

    one = UserSession.objects.get(session_key=there.session.session_key)
    assert here.post(f"/account/sessions/{one.pk}/end/").status_code == 302
    assert [is_in(each) for each in (here, there, elsewhere)] == [True, False, True]
    here.post("/account/sessions/others/end/")
    assert [is_in(each) for each in (here, there, elsewhere)] == [True, False, False]
    assert sessions_of(user).count() == 1


def test_somebody_elses_session_does_not_exist_for_me(user: User, lead: User) -> None:
    signed_in(user)
    client = Client()
    client.force_login(lead)
    theirs = UserSession.objects.get(user=user)
    assert client.post(f"/account/sessions/{theirs.pk}/end/").status_code == 404
    assert UserSession.objects.filter(pk=theirs.pk).exists()


def test_one_that_has_run_out_is_listed_no_more_and_forgotten(user: User) -> None:
    signed_in(user)
    with later(minutes=61):
        assert not sessions_of(user)
    Session.objects.all().delete()
    clear_sessions()
    assert not UserSession.objects.exists()


def test_an_administrator_signs_somebody_out_for_a_reason_that_is_recorded(user: User, administrator: User) -> None:
    client = signed_in(user)
    with pytest.raises(Forbidden):
        shut_out_another(by=user, user=user, reason="x")
    shut_out_another(by=administrator, user=user, reason="Laptop stolen")
    assert not is_in(client)
    event = Event.objects.get(verb="end_sessions")
    assert (event.actor, event.subject, event.reason) == (administrator, f"user:{user.pk}", "Laptop stolen")


def test_the_end_of_a_role_signs_the_person_out(user: User, administrator: User) -> None:
    client = signed_in(user)
    end_role(actor=administrator, holding=user.role_holdings.get(), reason="Moved on")
    assert not is_in(client)


def test_a_closed_account_is_signed_out(user: User) -> None:
    client = signed_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/129.0 Safari/537.36 Edg/129.0", "Edge on a Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on an iPhone"),
        ("", "Another browser"),
    ],
)
def test_a_browser_is_named_in_words(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words
