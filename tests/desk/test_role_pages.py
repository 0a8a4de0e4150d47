"""Administrators give and end roles, and add, rename and close teams, in the browser."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, Team, User
from bestvalue.accounts.services.people import end_role, grant_role
from tests.factories import TeamFactory, UserFactory, person
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html

PASSWORD = "a long enough pass phrase"


@pytest.fixture
def play(reference: None) -> Iterator[Play]:
    """A private case with its officer."""
    with ExitStack() as days:
        yield Play.begin(days)


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    administrator.set_password(PASSWORD)
    administrator.save()
    client.force_login(administrator)
    return client


def day(name: str, on: dt.date) -> dict[str, Any]:
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def shown(client: Client, path: str, **sent: Any) -> str:
    answer = client.post(path, sent, follow=True) if sent else client.get(path)
    assert_valid_html(answer)
    return answer.content.decode()


def test_a_role_is_given_for_a_reason_with_the_password_and_nothing_typed_is_lost(admin: Client, team: Team) -> None:
    user, today = UserFactory.create(name="Jo Bloggs"), clock.today()
    address = f"/people/{user.pk}/roles/new/"
    assert "has never held a role" in shown(admin, f"/people/{user.pk}/")
    assert "Choose a role" in shown(admin, address)
    given = {"role": "officer", "team": "", "reason": "Joined the team", "password": PASSWORD} | day("starts_on", today)
    for change, words in (
        ({"password": "wrong"}, "Enter your correct password"),
        ({}, "hold their role in a team"),
        ({"team": team.pk, "reason": ""}, "There is a problem"),
        ({"team": team.pk} | day("starts_on", today - dt.timedelta(days=1)), "must be today or later"),
        ({"team": team.pk} | day("ends_on", today - dt.timedelta(days=1)), "must not be before the first day"),
    ):
        page = shown(admin, address, **{**given, **change})
        assert words in page
        assert "Joined the team" in page or "reason" in change
    assert not user.role_holdings.exists()
    page = shown(admin, address, **{**given, "team": team.pk})
    assert all(words in page for words in ("The role is given.", "Case officer, North", "Joined the team"))
    assert "already holds this role" in shown(admin, address, **{**given, "team": team.pk})


def test_nobody_is_offered_a_role_for_themselves_or_for_a_closed_account(admin: Client, administrator: User) -> None:
    closed = UserFactory.create(is_active=False)
    for user in (administrator, closed):
        assert "Give a role" not in shown(admin, f"/people/{user.pk}/")
    assert admin.get(f"/people/{administrator.pk}/roles/new/").status_code == 403


def test_a_role_is_ended_and_the_page_keeps_it_with_who_ended_it_and_why(
    admin: Client, administrator: User, officer: User, lead: User
) -> None:
    holding = officer.role_holdings.get()
    address = f"/people/{officer.pk}/roles/{holding.pk}/end/"
    page = shown(admin, address)
    assert f"{lead}, who leads the team" in page
    yesterday = clock.today() - dt.timedelta(days=1)
    page = shown(admin, address, reason="Left", password=PASSWORD, **day("ends_on", yesterday))
    assert "must be today or later" in page
    page = shown(admin, address, reason="Left", password=PASSWORD)
    assert f"Ended by {administrator} on" in page
    assert "End this role" not in page
    assert "This role has ended" in shown(admin, address)
    refused = admin.post(address, {"reason": "Left", "password": PASSWORD})
    assert (refused.status_code, "It has ended already" in refused.content.decode()) == (409, True)


def test_an_administrator_finds_no_trace_of_what_a_leaver_looks_after(play: Play, admin: Client) -> None:
    holding = play.officer.role_holdings.get()
    address = f"/people/{play.officer.pk}/roles/{holding.pk}/end/"
    assert play.case.officer == play.officer
    with_a_case = shown(admin, address)
    type(play.case).objects.filter(pk=play.case.pk).update(officer=None)
    assert shown(admin, address).split("</form>")[0].count("<li>") == with_a_case.split("</form>")[0].count("<li>")
    assert str(play.case.authority) not in with_a_case


def test_who_also_leads_the_team_is_shown_which_and_where_to_hand_it_over(
    play: Play, admin: Client, administrator: User
) -> None:
    RoleHolding.objects.create(user=administrator, role=Role.DEPUTY_DIRECTOR, starts_on=clock.today())
    page = shown(admin, f"/people/{play.officer.pk}/roles/{play.officer.role_holdings.get().pk}/end/")
    assert f"The case of {play.case.authority}" in page
    assert f"/colleagues/{play.case.team.slug}/{play.officer.pk}/hand-over/" in page


def test_the_only_administrator_is_told_why_the_role_does_not_end(admin: Client, administrator: User) -> None:
    address = f"/people/{administrator.pk}/roles/{administrator.role_holdings.get().pk}/end/"
    assert "Give somebody that role first" in shown(admin, address, reason="Leaving", password=PASSWORD)
    person(Role.ADMINISTRATOR)
    assert admin.post(address, {"reason": "Leaving", "password": PASSWORD}).headers["Location"] == "/"
    assert admin.get("/people/").status_code == 403


def test_a_role_of_somebody_else_is_not_found_under_this_person(admin: Client, officer: User, lead: User) -> None:
    assert admin.get(f"/people/{officer.pk}/roles/{lead.role_holdings.get().pk}/end/").status_code == 404


def test_a_team_is_added_renamed_closed_and_opened_again(admin: Client, officer: User) -> None:
    page = shown(admin, "/teams/new/", name="North")
    assert "There is a team with this name already" in page
    assert "Nobody holds a role in this team" in shown(admin, "/teams/new/", name="East")
    at = f"/teams/{Team.objects.get(slug='east').pk}/"
    assert "Far East" in shown(admin, f"{at}rename/", name="Far East")
    assert "Nothing was changed" in shown(admin, f"{at}rename/", name="Far East")
    assert "They stay with the team" in shown(admin, f"{at}close/")
    page = shown(admin, f"{at}close/", reason="Merged")
    assert "It is given no new case" in page
    assert "Close the team" not in page
    assert "Closed on" in shown(admin, "/teams/")
    assert "Far East" not in shown(admin, f"/people/{officer.pk}/roles/new/")
    assert "It was closed on" in shown(admin, f"{at}close/", reason="Merged again")
    assert "The team is open." in shown(admin, f"{at}open-again/", reason="Needed")


def test_a_team_in_use_says_what_to_move_first(admin: Client, officer: User, team: Team) -> None:
    page = shown(admin, f"/teams/{team.pk}/close/")
    assert f"{officer} is case officer. End the role first." in page
    assert "<form method" not in page.split("</h1>")[1]


def test_pages_of_people_and_teams_take_the_same_queries_however_much_there_is(
    admin: Client, administrator: User, team: Team, django_assert_max_num_queries: Any
) -> None:
    user = UserFactory.create()
    pages = ("/teams/", f"/teams/{team.pk}/", f"/people/{user.pk}/", f"/teams/{team.pk}/close/")

    def a_role_more() -> None:
        holding = grant_role(actor=administrator, user=user, role=Role.ANALYST, team=TeamFactory.create())
        end_role(actor=administrator, holding=holding, reason="x")
        person(Role.OFFICER, team=team)

    a_role_more()
    counts = []
    for page in pages:
        with django_assert_max_num_queries(40) as taken:
            admin.get(page)
        counts.append(len(taken))
    a_role_more()
    a_role_more()
    for page, count in zip(pages, counts, strict=True):
        with django_assert_max_num_queries(count):
            admin.get(page)
