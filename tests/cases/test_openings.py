"""Asking for a case: the same answer for every authority, and a deputy director decides (rulings 20, N7)."""

import re

import pytest
from django.db import transaction
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.errors import Forbidden
from bestvalue.records.models import Event
from cases.models import Authority, Case, OpeningRequest
from cases.services.openings import ask_for_case, decline_request, open_requested
from tests.api.world import a_case, an_authority
from tests.factories import TeamFactory, person
from tests.lifecycle.build import refusals
from tests.support.html import assert_valid_html

TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce-[\w+/=]+')


@pytest.fixture
def quiet(db: None) -> Authority:
    """An authority without a case."""
    return an_authority("quiet", "Quiet Council")


@pytest.fixture
def talked_to(db: None) -> Authority:
    """An authority that another team is talking with."""
    south = TeamFactory.create()
    authority = an_authority("noisy", "Noisy Council")
    a_case(person(Role.TEAM_LEAD, team=south), south, authority)
    return authority


@pytest.fixture
def asked(quiet: Authority, officer: User, team: Team) -> OpeningRequest:
    return ask_for_case(by=officer, authority=quiet, team=team, reason="The auditor's letter.")


def test_asking_writes_a_request_and_one_event_in_a_stream_of_its_own(asked: OpeningRequest, officer: User) -> None:
    event = Event.objects.get()
    assert (event.stream, event.verb, event.actor, event.case) == ("openings", "ask_for_case", officer, None)
    assert asked.state == "passed"
    assert not Case.objects.exists()


def test_a_deputy_director_opens_it_for_the_one_who_asked(
    asked: OpeningRequest, officer: User, team: Team, deputy_director: User
) -> None:
    case = open_requested(by=deputy_director, request=asked)
    asked = OpeningRequest.objects.get()
    assert (case.officer, case.team, asked.case, asked.decided_by) == (officer, team, case, deputy_director)
    assert (case.events.get().verb, case.events.get().reason) == ("engage", "The auditor's letter.")
    assert [each.verb for each in Event.objects.filter(stream="openings")] == ["ask_for_case", "open_requested_case"]


def test_the_officer_named_now_goes_before_the_one_named_then(
    quiet: Authority, officer: User, lead: User, team: Team, deputy_director: User
) -> None:
    asked = ask_for_case(by=officer, authority=quiet, team=team, reason="A letter.", officer=lead)
    colleague = person(Role.OFFICER, team=team)
    assert open_requested(by=deputy_director, request=asked, officer=colleague).officer == colleague


def test_who_asks_as_deputy_director_decides_in_a_second_step(
    quiet: Authority, team: Team, deputy_director: User
) -> None:
    asked = ask_for_case(by=deputy_director, authority=quiet, team=team, reason="A letter.")
    assert open_requested(by=deputy_director, request=asked).officer is None


def test_a_request_is_answered_once(asked: OpeningRequest, deputy_director: User) -> None:
    assert refusals(lambda: decline_request(by=deputy_director, request=asked, answer=" ")) == {"no_answer"}
    decline_request(by=deputy_director, request=asked, answer="Not now.")
    assert refusals(lambda: open_requested(by=deputy_director, request=asked)) == {"answered"}
    assert refusals(lambda: decline_request(by=deputy_director, request=asked, answer="Again.")) == {"answered"}


def test_a_second_case_is_not_opened(talked_to: Authority, officer: User, team: Team, deputy_director: User) -> None:
    asked = ask_for_case(by=officer, authority=talked_to, team=team, reason="A letter.")
    assert refusals(lambda: open_requested(by=deputy_director, request=asked)) == {"case_open"}
    assert OpeningRequest.objects.get().state == "passed"


def test_a_request_needs_a_reason_a_team_of_ones_own_and_an_authority(officer: User, lead: User, team: Team) -> None:
    gone = an_authority("gone", "Gone Council", ends_on=clock.today().replace(year=2020))
    elsewhere = TeamFactory.create()
    unmet = refusals(
        lambda: ask_for_case(by=officer, authority=gone, team=elsewhere, reason=" ", officer=lead),
    )
    assert unmet == {"no_reason", "not_your_team", "not_an_authority", "not_in_team"}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICER, Role.TEAM_LEAD, Role.DEPUTY_DIRECTOR}))
def test_only_officials_ask(quiet: Authority, team: Team, role: Role) -> None:
    with pytest.raises(Forbidden):
        ask_for_case(by=person(role, team=team), authority=quiet, team=team, reason="A letter.")


def test_only_a_deputy_director_decides(asked: OpeningRequest, lead: User) -> None:
    with pytest.raises(Forbidden):
        open_requested(by=lead, request=asked)
    with pytest.raises(Forbidden):
        decline_request(by=lead, request=asked, answer="No.")


def asking(client: Client, authority: Authority, team: Team) -> list[tuple[int, str, str]]:
    """Everything that asking about an authority answers, with the authority's name and keys taken out."""
    sent = {"reason": "The auditor's letter.", "team": team.pk}
    address = f"/authorities/{authority.slug}/ask/"
    answers = [client.get(f"/authorities/{authority.slug}/"), client.get(address)]
    answers += [client.post(address, {**sent, "reason": ""}), client.post(address, sent)]
    answers += [client.get("/openings/"), client.post(address, sent), client.get("/"), client.get("/cases/")]
    return [(each.status_code, each.headers.get("Location", ""), plain(each.content, authority)) for each in answers]


def plain(content: bytes, authority: Authority) -> str:
    """A page without what tells one authority from another, and without tokens."""
    shown = content.decode()
    for own in (authority.name, authority.slug, str(authority.ons_code)):
        shown = shown.replace(own, "·")
    return TOKENS.sub("", shown)


def test_asking_about_an_authority_that_another_team_talks_with_is_answered_alike(
    client: Client, quiet: Authority, talked_to: Authority, officer: User, team: Team
) -> None:
    client.force_login(officer)
    answers = []
    for authority in (quiet, talked_to):
        with transaction.atomic():
            answers.append(asking(client, authority, team))
            transaction.set_rollback(True)
    assert answers[0] == answers[1]
    assert "Passed to the deputy director" in answers[0][4][2]


def test_the_author_sees_the_answer_and_nobody_elses(
    client: Client, asked: OpeningRequest, officer: User, stranger: User, deputy_director: User
) -> None:
    decline_request(by=deputy_director, request=asked, answer="Wait for the auditor.")
    client.force_login(officer)
    shown = client.get("/openings/")
    assert "Wait for the auditor." in shown.content.decode()
    assert_valid_html(shown)
    client.force_login(stranger)
    assert "Quiet Council" not in client.get("/openings/").content.decode()


def test_a_deputy_director_is_told_what_waits_and_whether_there_is_a_case(
    client: Client, asked: OpeningRequest, talked_to: Authority, officer: User, team: Team, deputy_director: User
) -> None:
    ask_for_case(by=officer, authority=talked_to, team=team, reason="A letter.")
    client.force_login(deputy_director)
    assert client.get("/").content.decode().count("Answer a request to open a case: ") == 2
    shown = client.get("/openings/")
    assert "There is an open case already" in shown.content.decode()
    assert "There is no open case on this authority." in shown.content.decode()
    assert_valid_html(shown)


def test_a_deputy_director_opens_from_the_page(client: Client, asked: OpeningRequest, deputy_director: User) -> None:
    client.force_login(deputy_director)
    response = client.post(f"/openings/{asked.pk}/open/", {"officer": ""})
    assert response.headers["Location"] == f"/cases/{Case.objects.get().ref}/"
    again = client.post(f"/openings/{asked.pk}/open/", {"officer": ""})
    assert again.status_code == 409
    assert "has answered this request already" in again.content.decode()
    assert_valid_html(again)


def test_an_answer_that_is_missing_is_asked_for(client: Client, asked: OpeningRequest, deputy_director: User) -> None:
    client.force_login(deputy_director)
    response = client.post(f"/openings/{asked.pk}/decline/", {"answer": ""})
    assert "Enter the answer" in response.content.decode()
    client.post(f"/openings/{asked.pk}/decline/", {"answer": "Not now."})
    assert OpeningRequest.objects.get().state == "declined"
