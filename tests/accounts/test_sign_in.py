import datetime as dt

import pytest
from django.test import Client, RequestFactory, override_settings

from bestvalue import clock
from bestvalue.accounts.models import SignInAttempt, User
from bestvalue.accounts.services.sign_in import client_address, counted_address
from tests.support.html import assert_valid_html

PASSWORD = "correct horse battery"
HOME, ELSEWHERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("jo@dept.example", "Jo Bloggs", PASSWORD)


def attempt(client: Client, password: str, address: str = HOME, email: str = "jo@dept.example", path: str = "") -> str:
    """Try to sign in; returns where that led, or the page's text."""
    data = {"username": email, "password": password}
    response = client.post(f"/sign-in/{path}", data, REMOTE_ADDR=address)
    return response.headers.get("Location") or response.content.decode()


@pytest.mark.parametrize("email", ["jo@dept.example", "JO@Dept.Example", " jo@dept.example "])
def test_a_person_signs_in_with_the_email_address_in_any_case(client: Client, user: User, email: str) -> None:
    assert attempt(client, PASSWORD, email=email) == "/"
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(("email", "password"), [("jo@dept.example", "wrong"), ("nobody@dept.example", PASSWORD)])
def test_a_wrong_address_and_a_wrong_password_read_the_same(
    client: Client, user: User, email: str, password: str
) -> None:
    assert "Enter a correct email address and password" in attempt(client, password, email=email)


def test_a_closed_account_cannot_sign_in(client: Client, user: User) -> None:
    User.objects.update(is_active=False)
    assert "Enter a correct email address and password" in attempt(client, PASSWORD)


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [("?next=/account/", "/account/"), ("?next=https://evil.example/", "/"), ("?next=//evil.example", "/")],
)
def test_signing_in_leads_back_to_this_site_only(client: Client, user: User, path: str, leads_to: str) -> None:
    assert attempt(client, PASSWORD, path=path) == leads_to


def test_the_page_is_valid_before_and_after_an_error(client: Client, user: User) -> None:
    assert_valid_html(client.get("/sign-in/"))
    assert_valid_html(client.post("/sign-in/", {"username": "jo@dept.example", "password": ""}))


def test_the_session_changes_its_key_on_signing_in(client: Client, user: User) -> None:
    session = client.session
    session["before"] = True
    session.save()
    attempt(client, PASSWORD)
    assert client.session.session_key != session.session_key


def test_signing_out_takes_a_post_and_ends_the_session(client: Client, user: User) -> None:
    client.force_login(user)
    assert client.get("/sign-out/").status_code == 405
    assert "You have signed out" in client.post("/sign-out/").content.decode()
    assert client.get("/account/").headers["Location"] == "/sign-in/?next=/account/"


def test_guessing_gets_slower_and_slower(client: Client, user: User) -> None:
    moment = clock.now()
    for wait in [0, 0, 0, 0, 0, 1, 2, 4, 8]:
        moment += dt.timedelta(seconds=wait)
        with clock.at(moment):
            assert "Enter a correct" in attempt(client, "wrong")
        with clock.at(moment + dt.timedelta(seconds=wait)):
            blocked = attempt(client, "wrong") if wait else "too many times"
            assert "too many times" in blocked


def test_not_even_the_right_password_is_looked_at_while_waiting(client: Client, user: User) -> None:
    SignInAttempt.objects.all().delete()
    for _ in range(5):
        attempt(client, "wrong")
    SignInAttempt.objects.update(failures=30)

    assert "Wait 15 minutes and try again" in attempt(client, PASSWORD)
    assert attempt(client, PASSWORD, address=ELSEWHERE) == "/"


def test_signing_in_clears_the_count_and_a_day_forgets_it(client: Client, user: User) -> None:
    for _ in range(4):
        attempt(client, "wrong")
    attempt(client, PASSWORD)
    assert not SignInAttempt.objects.exists()

    with clock.at(clock.now() - dt.timedelta(days=2)):
        attempt(Client(), "wrong", email="other@dept.example")
    attempt(Client(), "wrong")
    assert SignInAttempt.objects.get().failures == 1


def test_nobody_can_read_from_the_count_whom_it_is_about(client: Client, user: User) -> None:
    attempt(client, "wrong")
    assert "jo@" not in str(SignInAttempt.objects.values_list().get())


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", HOME),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (1, "", HOME),
    ],
)
def test_only_our_own_proxies_are_believed(proxies: int, forwarded: str, address: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=HOME, headers={"X-Forwarded-For": forwarded})
    with override_settings(TRUSTED_PROXIES=proxies):
        assert client_address(request) == address


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_the_addresses_of_one_line_are_counted_as_one(address: str, counted: str) -> None:
    assert counted_address(RequestFactory().get("/", REMOTE_ADDR=address)) == counted


def test_a_guesser_gains_nothing_by_another_address_of_the_same_line(client: Client, user: User) -> None:
    for last in range(5):
        attempt(Client(), "wrong", address=f"2001:db8::{last}")
    assert "too many times" in attempt(Client(), PASSWORD, address="2001:db8::5")
    assert attempt(client, PASSWORD, address="2001:db8:0:1::5") == "/"
