"""Following a case: only one that the person may know of, asked again at every look; its moves and dates are told."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.core import mail
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import RoleHolding, Team, User
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.desk.forms import CaseFilterForm
from bestvalue.messages.models import Message
from bestvalue.messages.selectors import as_known
from bestvalue.messages.services.reading import choose_ways
from bestvalue.records.models import Event
from cases.models import Case, Following
from cases.selectors.cases import case_list
from cases.selectors.following import followed
from cases.services.engaging import agree_next_step
from cases.services.following import follow_case, stop_following
from cases.services.opening import engage
from cases.services.sweeping import send_messages, sweep
from tests.api.world import an_authority
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A private case, and days that pass."""
    with ExitStack() as days:
        yield Play.begin(days)


def told(user: User) -> list[str]:
    """What this person was told about a case that they follow."""
    return list(Message.objects.filter(recipient=user, kind="followed").values_list("subject", flat=True))


def test_a_case_is_followed_from_its_page_and_shown_at_home_and_in_the_list(play: Play, client: Client) -> None:
    client.force_login(play.lead)
    page = f"/cases/{play.case.ref}/"
    assert "Follow this case" in client.get(page).content.decode()
    for _ in range(2):
        assert client.post(f"{page}follow/").headers["Location"] == page
    assert Following.objects.count() == 1
    shown = client.get(page)
    assert_valid_html(shown)
    assert "Stop following" in shown.content.decode()
    home = client.get("/").content.decode()
    assert str(play.authority) in home.partition("Cases you follow")[2]
    assert client.get("/cases/?followed=on").context["page"].paginator.count == 1
    for _ in range(2):
        client.post(f"{page}stop-following/")
    assert not Following.objects.exists()
    assert client.get("/cases/?followed=on").context["page"].paginator.count == 0


def test_it_changes_nothing_on_the_record(play: Play) -> None:
    events, version = Event.objects.count(), play.case.version
    follow_case(by=play.lead, case=play.case)
    stop_following(by=play.lead, case=play.case)
    assert (Event.objects.count(), Case.objects.get(pk=play.case.pk).version) == (events, version)


@pytest.mark.parametrize("word", ["follow", "stop-following"])
def test_to_a_stranger_there_is_nothing_to_follow(play: Play, client: Client, word: str) -> None:
    client.force_login(play.press)
    there = client.post(f"/cases/{play.case.ref}/{word}/")
    nowhere = client.post(f"/cases/zzzzzzzzzz/{word}/")
    assert there.status_code == nowhere.status_code == 404
    assert not Following.objects.exists()


def test_a_followed_case_that_is_no_longer_known_vanishes_without_a_trace(play: Play, client: Client) -> None:
    follow_case(by=play.lead, case=play.case)
    stop_before = told(play.lead)
    RoleHolding.objects.filter(user=play.lead).update(team=Team.objects.create(name="Else", slug="else"))
    client.force_login(play.lead)
    assert [*followed(play.lead)] == []
    for address in ("/", "/cases/?followed=on", "/messages/"):
        page = client.get(address).content.decode()
        assert str(play.authority) not in page, address
        assert play.case.ref not in page, address
    agree_and_let_pass(play)
    assert told(play.lead) == stop_before == []


def test_moves_are_told_to_who_follows_and_not_to_who_made_them(play: Play) -> None:
    for each in (play.officer, play.lead, play.deputy_director):
        follow_case(by=each, case=play.case)
    elsewhere = an_authority("wyford", "Wyford Borough Council")
    other = engage(by=play.lead, authority=elsewhere, team=play.team, reason="A report.")
    follow_case(by=play.secretary_of_state, case=other)
    play.noticed()
    issued = [each for each in told(play.deputy_director) if each.startswith("Issue")]
    assert len(issued) == 1
    assert issued[0].endswith(str(play.authority))
    assert issued[0] not in told(play.lead), "the lead issued it"
    assert told(play.minister) == told(play.secretary_of_state) == []
    sent = Message.objects.filter(recipient=play.deputy_director, kind="followed")
    assert set(sent.values_list("private", flat=True)) == {True}, "whatever was published"


def agree_and_let_pass(play: Play) -> None:
    """A date on the case, and then a day after it."""
    due_on = clock.today() + dt.timedelta(days=5)
    agree_next_step(by=play.officer, case=play.case, what="A plan", owner="The chief", due_on=due_on)
    play.wait(7)
    sweep()


def test_dates_are_told_to_who_follows_once_and_to_who_has_the_task_as_before(play: Play) -> None:
    for each in (play.officer, play.deputy_director):
        follow_case(by=each, case=play.case)
    agree_and_let_pass(play)
    mine = Message.objects.filter(recipient=play.officer, key__startswith="prompt:")
    assert [each.kind for each in mine] == ["due"]
    (theirs,) = Message.objects.filter(recipient=play.deputy_director, key__startswith="prompt:")
    assert (theirs.kind, theirs.private) == ("followed", True)


def test_nothing_is_sent_by_email_unless_asked_for_and_then_it_says_only_that_something_waits(play: Play) -> None:
    follow_case(by=play.deputy_director, case=play.case)
    play.noticed()
    send_messages()
    addressed = [each for each in mail.outbox if play.deputy_director.email in each.to]
    assert [each for each in addressed if "followed" in each.body or str(play.authority) in each.body] == []
    choose_ways(by=play.deputy_director, ways={"followed": "at_once"})
    mail.outbox.clear()
    agree_and_let_pass(play)
    send_messages()
    sent = [each for each in mail.outbox if play.deputy_director.email in each.to]
    assert len(sent) == 1
    assert str(play.authority) not in sent[0].subject + str(sent[0].body)


def test_a_message_about_a_case_that_is_no_longer_known_says_nothing(play: Play) -> None:
    follow_case(by=play.lead, case=play.case)
    agree_and_let_pass(play)
    rows = list(Message.objects.filter(recipient=play.lead, kind="followed"))
    assert rows
    RoleHolding.objects.filter(user=play.lead).update(team=Team.objects.create(name="Else", slug="else"))
    assert all(str(play.authority) not in each.subject for each in as_known(play.lead, rows))


def test_the_filter_is_of_who_looks(play: Play) -> None:
    follow_case(by=play.lead, case=play.case)
    for user, found in ((play.lead, [play.case]), (play.officer, [])):
        form = CaseFilterForm({"followed": "on"}, user=user)
        assert list(case_list(user, form.filters())) == found


def test_a_program_follows_too(play: Play) -> None:
    token = issue_token(user=play.lead, name="T", scopes=["write"])[1]
    client = Client(headers={"Authorization": f"Bearer {token}"})
    path = f"/api/v1/cases/{play.case.ref}/following/"
    for word, now in (("start", True), ("start", True), ("stop", False)):
        seen = {"If-Match": client.get(path).headers["ETag"]}
        answer = client.post(f"{path}{word}/", {}, content_type="application/json", headers=seen)
        assert (answer.status_code, answer.json()["followed"]) == (200, now)
    follow_case(by=play.lead, case=play.case)
    for query, count in (("followed=true", 1), ("followed=false", 0)):
        assert client.get(f"/api/v1/cases/?{query}").json()["count"] == count
