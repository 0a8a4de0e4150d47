"""An account is closed at once and whole, by another administrator, and what its person did stays."""

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import ApiClient, ApiToken, Role, RoleHolding, Scope, Team, User
from bestvalue.accounts.policy import roles_of
from bestvalue.accounts.services.calendars import make_calendar
from bestvalue.accounts.services.clients import register_client, revoke_client
from bestvalue.accounts.services.closing import close_account, reopen_account
from bestvalue.accounts.services.people import grant_role
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.errors import Forbidden, Refused
from bestvalue.messages.models import Message
from bestvalue.records.models import Event
from tests.api.world import a_case
from tests.factories import person
from tests.lifecycle.build import refusals
from tests.support.database import let_tests_clear_tables
from tests.support.html import assert_valid_html

let_tests_clear_tables()
PASSWORD = "correct horse battery staple"


def closed(by: User, user: User, reason: str = "Left.") -> User:
    return close_account(by=by, user=user, reason=reason)


def give_password(user: User) -> User:
    user.password = make_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def test_everything_by_which_a_person_gets_in_ends_at_once(administrator: User, officer: User, client: Client) -> None:
    give_password(officer)
    client.force_login(officer)
    program = Client(headers={"Authorization": f"Bearer {issue_token(user=officer, name='x', scopes=[Scope.READ])[1]}"})
    calendar = f"/calendar/{make_calendar(user=officer, name='Mine')[1]}.ics"
    ways: list[Callable[[], int]] = [
        lambda: client.get("/account/").status_code,
        lambda: program.get("/api/v1/cases/").status_code,
        lambda: Client().get(calendar).status_code,
        lambda: Client().post("/sign-in/", {"username": officer.email, "password": PASSWORD}).status_code,
    ]
    assert [way() for way in ways] == [200, 200, 200, 302]
    closed(administrator, officer)
    assert [way() for way in ways] == [302, 401, 404, 200]


def test_roles_end_as_dated_facts_and_those_to_come_are_withdrawn(administrator: User, officer: User) -> None:
    later = clock.today() + dt.timedelta(days=30)
    grant_role(actor=administrator, user=officer, role=Role.ANALYST, starts_on=later)
    closed(administrator, officer)
    held = RoleHolding.objects.filter(user=officer)
    yesterday = clock.today() - dt.timedelta(days=1)
    assert {each.role: (each.ends_on, each.withdrawn) for each in held} == {
        "officer": (yesterday, False),
        "analyst": (later, True),
    }
    assert officer.roles_on(yesterday) == {Role.OFFICER}  # what they were stays known
    verbs = list(Event.objects.filter(stream="people", actor=administrator).values_list("verb", flat=True))
    assert (verbs.count("end_role"), verbs.count("close_account")) == (2, 1)


@pytest.mark.parametrize(
    ("who", "code"), [("administrator", "own"), ("administrator", "last_administrator"), ("leaver", "closed")]
)
def test_what_is_refused(administrator: User, officer: User, who: str, code: str) -> None:
    found = {"administrator": administrator, "leaver": officer}[who]
    if who == "leaver":
        closed(administrator, officer)
    assert code in refusals(lambda: closed(administrator, found))


def test_a_reason_is_asked_for(administrator: User, officer: User) -> None:
    assert refusals(lambda: closed(administrator, officer, " ")) == {"no_reason"}


def test_whoever_answers_for_a_machine_is_relieved_of_it_first(administrator: User, officer: User) -> None:
    machine: ApiClient = register_client(
        by=administrator,
        name="Figures",
        purpose="Figures",
        responsible=officer,
        contact="x@dept.example",
        scopes=[Scope.READ],
        role=Role.ANALYST,
        ends_on=clock.today() + dt.timedelta(days=30),
    )[0]
    assert refusals(lambda: closed(administrator, officer)) == {"machines"}
    revoke_client(by=administrator, client=machine, reason="Not used.")
    assert not closed(administrator, officer).is_active


@pytest.mark.parametrize("act", [close_account, reopen_account])
def test_nobody_but_an_administrator_does_it(officer: User, lead: User, deputy_director: User, act: object) -> None:
    for by in (lead, deputy_director):
        with pytest.raises(Forbidden):
            act(by=by, user=officer, reason="x")  # type: ignore[operator]
    assert officer.is_active


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_close_each_other_leave_one() -> None:
    pair = [person(Role.ADMINISTRATOR), person(Role.ADMINISTRATOR)]
    both = threading.Barrier(2)

    def closes(by: User, user: User) -> None:
        both.wait()
        try:
            closed(by, user)
        except (Forbidden, Refused):
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        for act in [threads.submit(closes, *each) for each in (pair, pair[::-1])]:
            act.result()
    assert User.objects.filter(pk__in=[each.pk for each in pair], is_active=True).count() == 1


def test_opened_again_they_sign_in_and_may_do_nothing(administrator: User, officer: User) -> None:
    assert refusals(lambda: reopen_account(by=administrator, user=officer, reason="Back.")) == {"open"}
    give_password(officer)
    token = issue_token(user=officer, name="x", scopes=[Scope.READ])[0]
    closed(administrator, officer)
    reopened = reopen_account(by=administrator, user=officer, reason="Back.")
    assert Client().post("/sign-in/", {"username": officer.email, "password": PASSWORD}).status_code == 302
    assert roles_of(reopened) == frozenset()
    assert ApiToken.objects.get(pk=token.pk).revoked_at  # what was ended does not come back


# In the browser


def test_the_page_says_what_ends_and_the_lead_alone_is_told_what_there_is(
    client: Client, administrator: User, officer: User, lead: User, team: Team
) -> None:
    case = a_case(lead, team)
    client.force_login(give_password(administrator))
    address = f"/people/{officer.pk}/close/"
    page = client.get(address)
    assert_valid_html(page)
    words = page.content.decode()
    assert "The role case officer, North" in words
    assert f"Told to hand over their work in North: {lead}." in words
    assert case.authority.name not in words
    assert "Confirm that this is the right person" in client.post(address, {"reason": "Left."}).content.decode()
    assert User.objects.get(pk=officer.pk).is_active

    done = client.post(address, {"reason": "Left.", "sure": "on", "password": PASSWORD}, follow=True)
    assert_valid_html(done)
    assert "The account is closed." in done.content.decode()
    assert "Open the account again" in done.content.decode()
    message = Message.objects.get()
    assert (message.recipient, message.link) == (lead, reverse("tasks:hand_over", args=[team.slug, officer.pk]))
    assert case.ref not in message.subject + message.text
    client.force_login(lead)
    assert client.get(message.link).status_code == 200


def test_the_account_is_opened_again_in_the_browser(client: Client, administrator: User, officer: User) -> None:
    closed(administrator, officer)
    client.force_login(administrator)
    address = f"/people/{officer.pk}/reopen/"
    assert_valid_html(client.get(address))
    assert client.post(address, {"reason": "Back."}).status_code == 302
    assert User.objects.get(pk=officer.pk).is_active
