"""Signing in through a real OpenID provider, which runs beside the tests."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from bestvalue.accounts.models import Role, User
from bestvalue.environment import openid_app, refuse_broken_openid
from tests.factories import person
from tests.support.html import assert_valid_html

CLAIMS: dict[str, dict[str, Any]] = {
    "jo": {"email": "Jo@Dept.Example", "email_verified": True},
    "entra": {"email": "jo@dept.example", "xms_edov": True},
    "unverified": {"email": "jo@dept.example", "email_verified": False},
    "silent": {"email": "jo@dept.example"},
    "nobody": {"email": "nobody@dept.example", "email_verified": True},
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider of its own process, with these people."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    people = [f"--user-claims={json.dumps({'sub': sub, **claims})}" for sub, claims in CLAIMS.items()]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", f"--port={port}", *people]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        for _ in range(300):
            try:
                requests.get(f"{address}/.well-known/openid-configuration", timeout=1)
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield address
        process.terminate()


@pytest.fixture(autouse=True)
def _provider(issuer: str, settings: Any) -> None:
    settings.OPENID_ISSUER = issuer
    app = openid_app(issuer, "client", "secret")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("jo@dept.example", "Jo Bloggs")


def come_back(client: Client, sub: str, path: str = "/sign-in/with/openid/?next=/tasks/") -> str:
    """Go to the provider, be this person there, and come back: with which address."""
    away = client.get(path).headers["Location"]
    answer = requests.post(away, data={"sub": sub}, allow_redirects=False, timeout=5)
    back = answer.headers["Location"]
    assert "/sign-in/with/openid/done/?" in back
    return back[back.index("/sign-in/") :]


def sign_in(client: Client, sub: str) -> Any:
    return client.get(come_back(client, sub))


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize("sub", ["jo", "entra"])
def test_the_first_time_a_verified_address_finds_the_account_and_then_the_subject_does(
    client: Client, user: User, issuer: str, sub: str
) -> None:
    assert "Sign in with Microsoft" in client.get("/sign-in/").content.decode()
    assert sign_in(client, sub).headers["Location"] == "/tasks/"
    assert is_in(client)
    assert SocialAccount.objects.get().uid == f"{issuer} {sub}"

    User.objects.filter(pk=user.pk).update(email="renamed@dept.example")
    again = Client()
    sign_in(again, sub)
    assert again.get("/account/").context["user"] == user


@pytest.mark.parametrize("sub", ["unverified", "silent", "nobody"])
def test_without_a_verified_address_of_an_account_nobody_gets_in(client: Client, user: User, sub: str) -> None:
    answer = client.get(come_back(client, sub), follow=True)
    assert_valid_html(answer)
    assert "You have no account here" in answer.content.decode()
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_an_address_given_to_somebody_else_does_not_open_the_first_ones_account(client: Client, user: User) -> None:
    sign_in(client, "jo")
    SocialAccount.objects.update(uid="https://another.example jo")
    User.objects.filter(pk=user.pk).update(email="renamed@dept.example")
    fresh = Client()
    sign_in(fresh, "jo")
    assert not is_in(fresh)


@pytest.mark.parametrize("changed", [{"is_active": False}, {"is_machine": True}])
def test_a_closed_account_and_a_machine_do_not_get_in(client: Client, user: User, changed: dict[str, bool]) -> None:
    sign_in(client, "jo")
    User.objects.filter(pk=user.pk).update(**changed)
    again = Client()
    sign_in(again, "jo")
    assert not is_in(again)


def test_a_second_step_is_asked_for_all_the_same(client: Client, user: User) -> None:
    TOTP.activate(user, "A" * 32)
    assert sign_in(client, "jo").headers["Location"] == "/sign-in/second-step/"
    assert not is_in(client)


def test_whoever_must_have_one_sets_it_up(client: Client, db: None, settings: Any) -> None:
    settings.SECOND_STEP = True
    minister = person(Role.MINISTER)
    User.objects.filter(pk=minister.pk).update(email="jo@dept.example")
    sign_in(client, "jo")
    assert client.get("/tasks/").headers["Location"] == "/account/second-step/"


def test_a_token_of_another_issuer_is_refused(client: Client, user: User, settings: Any) -> None:
    back = come_back(client, "jo")
    settings.OPENID_ISSUER = "https://another.example"
    answer = client.get(back)
    assert_valid_html(answer)
    assert (answer.status_code, "You could not be signed in" in answer.content.decode()) == (401, True)
    assert not is_in(client)


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(client: Client, user: User) -> None:
    assert Client().get(come_back(client, "jo")).status_code == 401


def test_without_a_provider_there_is_nothing_of_it(client: Client, settings: Any, db: None) -> None:
    settings.OPENID_ISSUER = ""
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert client.get("/sign-in/with/openid/").status_code == 404
    assert "Sign in with" not in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"secret": ""}, "go together"),
        ({"issuer": "http://entra.example/tenant"}, "https://"),
        ({"issuer": "https://login.example/common/v2.0"}, "own tenant"),
    ],
)
def test_a_provider_configured_by_halves_or_for_everybody_is_refused(given: dict[str, str], named: str) -> None:
    whole = {"issuer": "https://login.example/tenant/v2.0", "client_id": "c", "secret": "s"}
    refuse_broken_openid(**whole, tls=True)
    with pytest.raises(ImproperlyConfigured, match=named):
        refuse_broken_openid(**(whole | given), tls=True)
