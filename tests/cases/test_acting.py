"""A page for one act: what is missing, what has changed, and that nothing typed is lost."""

import pytest
from django.test import Client

from bestvalue.accounts.models import Role, Team, User
from cases.models import Case, Contact
from cases.services.opening import log_contact
from tests.api.world import a_case
from tests.factories import TeamFactory, person
from tests.support.html import assert_valid_html

SAID = {
    "held_on-day": "2",
    "held_on-month": "1",
    "held_on-year": "2025",
    "channel": "call",
    "people": "A. Chief, chief executive",
    "summary": "The accounts are late.",
}


@pytest.fixture
def team(db: None) -> Team:
    return TeamFactory.create()


@pytest.fixture
def officer(team: Team) -> User:
    return person(Role.OFFICER, team=team)


@pytest.fixture
def case(officer: User, team: Team) -> Case:
    return a_case(person(Role.TEAM_LEAD, team=team), team)


@pytest.fixture
def page(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def address(case: Case) -> str:
    return f"/cases/{case.ref}/contacts/new/"


def test_an_act_is_done_once_and_said_to_be_done(page: Client, case: Case) -> None:
    response = page.post(address(case), {**SAID, "version": case.version}, follow=True)
    assert response.redirect_chain == [(f"/cases/{case.ref}/engagement/", 302)]
    assert "The contact is on the case." in response.content.decode()
    assert Contact.objects.get().summary == "The accounts are late."


def test_sending_the_same_page_twice_does_it_once_and_says_so(page: Client, case: Case) -> None:
    sent = {**SAID, "version": case.version}
    page.post(address(case), sent)
    response = page.post(address(case), sent)
    assert response.status_code == 409
    assert "you did this: log a contact" in response.content.decode()
    assert Contact.objects.count() == 1


def test_what_somebody_else_did_is_shown_and_every_word_is_kept(page: Client, case: Case, officer: User) -> None:
    colleague = person(Role.OFFICER, team=case.team)
    log_contact(by=colleague, case=case, held_on=case.opened_on, channel="email", people="?", summary="An email.")
    response = page.post(address(case), {**SAID, "version": case.version})
    shown = response.content.decode()
    assert response.status_code == 409
    assert f"{colleague} did this: log a contact" in shown
    assert "The accounts are late." in shown
    assert_valid_html(response)
    again = page.post(address(case), {**SAID, "version": response.context["case"].version})
    assert again.status_code == 302


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_page_that_does_not_say_what_it_saw_does_nothing(page: Client, case: Case, version: str) -> None:
    assert page.post(address(case), {**SAID, "version": version}).status_code == 409
    assert not Contact.objects.exists()


def test_a_refusal_says_why_and_keeps_every_word(page: Client, case: Case) -> None:
    response = page.post(address(case), {**SAID, "held_on-year": "2099", "version": case.version})
    shown = response.content.decode()
    assert response.status_code == 409
    assert "This was not done" in shown
    assert "A contact is logged once it has taken place." in shown
    assert "The accounts are late." in shown
    assert_valid_html(response)


def test_a_field_left_out_is_named_and_nothing_is_done(page: Client, case: Case) -> None:
    response = page.post(address(case), {**SAID, "summary": "", "version": case.version})
    assert "Enter what was said" in response.content.decode()
    assert not Contact.objects.exists()


def test_somebody_on_the_case_without_the_role_is_told_who_may(client: Client, case: Case) -> None:
    client.force_login(person(Role.MINISTER))
    response = client.get(address(case))
    assert response.status_code == 403
    assert "Only a" in response.content.decode()


def test_to_a_stranger_the_page_does_not_exist(client: Client, case: Case) -> None:
    client.force_login(person(Role.OFFICER, team=TeamFactory.create()))
    assert client.get(address(case)).status_code == 404
    assert client.post(address(case), {**SAID, "version": case.version}).status_code == 404
    assert not Contact.objects.exists()
