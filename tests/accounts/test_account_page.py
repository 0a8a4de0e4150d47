import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from bestvalue.accounts.models import ApiToken, User
from bestvalue.accounts.services.tokens import authenticate_token, issue_token
from bestvalue.ui.listing import PER_PAGE
from tests.support.html import assert_valid_html

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def known_by_password(officer: User) -> None:
    """The officer has a password."""
    officer.password = make_password(PASSWORD)
    officer.save(update_fields=["password"])


def test_the_page_shows_who_the_person_is_and_what_they_hold(client: Client, officer: User) -> None:
    client.force_login(officer)
    page = client.get("/account/").content.decode()
    assert officer.name in page
    assert officer.email in page
    assert "Case officer" in page
    assert "North" in page


def test_a_new_token_is_shown_once_and_works(client: Client, officer: User) -> None:
    client.force_login(officer)
    response = client.post(
        "/account/tokens/", {"name": "Spreadsheet", "scope": "read", "days": "30", "password": PASSWORD}
    )
    found = re.search(r"bv_[\w-]{43}", response.content.decode())

    assert found
    assert "no-store" in response.headers["Cache-Control"]
    assert authenticate_token(found.group()) == ApiToken.objects.get(name="Spreadsheet", user=officer)
    assert found.group() not in client.get("/account/").content.decode()


def test_the_pages_of_tokens_are_those_of_the_account_also_beside_a_new_one(client: Client, officer: User) -> None:
    for number in range(PER_PAGE):
        issue_token(user=officer, name=f"Number {number}")
    client.force_login(officer)
    response = client.post(
        "/account/tokens/", {"name": "Spreadsheet", "scope": "read", "days": "30", "password": PASSWORD}
    )
    assert 'href="/account/?page=2"' in response.content.decode()


def test_a_token_reads_only_unless_its_owner_chose_that_it_may_act(client: Client, officer: User) -> None:
    client.force_login(officer)
    form = client.get("/account/")
    assert_valid_html(form)
    assert re.search(r'value="read"[^>]* checked', form.content.decode())

    for scope in ("read", "write"):
        client.post("/account/tokens/", {"name": f"To {scope}", "scope": scope, "days": "30", "password": PASSWORD})
    assert {each.name: each.use for each in ApiToken.objects.all()} == {
        "To read": "Read only",
        "To write": "Read and act in my name",
    }
    rows = re.findall(r">To (read|write)</th>\s*<td[^>]*>([^<]*)<", client.get("/account/").content.decode())
    assert dict(rows) == {"read": "Read only", "write": "Read and act in my name"}


@pytest.mark.parametrize("password", ["", "somebody else's"])
def test_no_token_is_made_without_a_fresh_proof(client: Client, officer: User, password: str) -> None:
    client.force_login(officer)
    form = {"name": "Spreadsheet", "scope": "write", "days": "366", "password": password}
    page = client.post("/account/tokens/", form)
    assert_valid_html(page)
    assert 'value="Spreadsheet"' in page.content.decode()
    assert re.search("Enter your (correct )?password", page.content.decode())
    assert not ApiToken.objects.exists()


def test_a_token_without_a_name_is_refused_in_words(client: Client, officer: User) -> None:
    client.force_login(officer)
    page = client.post("/account/tokens/", {"name": "", "days": "400"}).content.decode()
    assert "Select what the token may be used for" in page
    assert "Enter what the token is for" in page
    assert "The number of days must be 366 or fewer" in page
    assert not ApiToken.objects.exists()


def test_a_person_revokes_their_own_token_and_nobody_elses_exists(client: Client, officer: User, lead: User) -> None:
    token, text = issue_token(user=officer, name="Spreadsheet")
    assert Client().post(f"/account/tokens/{token.pk}/revoke/").status_code == 302

    client.force_login(lead)
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert authenticate_token(text)

    client.force_login(officer)
    assert client.post(f"/account/tokens/{token.pk}/revoke/").headers["Location"] == "/account/"
    assert authenticate_token(text) is None


def test_many_tokens_come_in_pages(client: Client, officer: User) -> None:
    for number in range(26):
        issue_token(user=officer, name=f"Token {number}")
    client.force_login(officer)
    first, second = (client.get(f"/account/?page={number}").content.decode() for number in (1, 2))
    assert ("Token 25<" in first, "Token 0<" in first) == (True, False)
    assert ("Token 25<" in second, "Token 0<" in second) == (False, True)
