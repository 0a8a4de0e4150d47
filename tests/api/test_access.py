import pytest
from django.test import Client

from bestvalue.accounts.models import ApiToken, User
from bestvalue.accounts.services.tokens import revoke_token

pytestmark = pytest.mark.urls("tests.api.urls")
TEAMS = "/api/v1/teams/"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer bv_wrong", "Bearer a b", "Basic am86eA=="])
def test_without_a_good_token_the_door_is_shut(db: None, header: str) -> None:
    response = Client().get(TEAMS, headers={"Authorization": header} if header else {})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="api"'


def test_a_token_opens_it_until_revoked(api: Client, officer: User) -> None:
    assert api.get(TEAMS).status_code == 200
    revoke_token(actor=officer, token=ApiToken.objects.get())
    assert api.get(TEAMS).status_code == 401


def test_a_person_signed_in_on_the_site_may_read(client: Client, officer: User) -> None:
    client.force_login(officer)
    assert client.get(TEAMS).status_code == 200


def test_a_bad_token_is_refused_even_when_signed_in(client: Client, officer: User) -> None:
    client.force_login(officer)
    assert client.get(TEAMS, headers={"Authorization": "Bearer bv_wrong"}).status_code == 401


def test_a_token_to_read_cannot_write(api: Client) -> None:
    response = api.put(f"{TEAMS}north/", {"name": "X", "slug": "x"}, content_type="application/json")
    assert response.status_code == 403


def test_a_token_to_act_may_read_too(actor: Client) -> None:
    assert actor.get(TEAMS).status_code == 200


def test_a_write_from_another_site_is_refused(officer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    response = client.put(f"{TEAMS}north/", {"name": "X", "slug": "x"}, content_type="application/json")
    assert response.status_code == 403
