"""The first page: for each role what needs them, with reasons and dates, and no way on that is closed to them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.accounts.selectors import without_role
from bestvalue.accounts.services.demonstration import PARTS, email_of
from bestvalue.accounts.services.people import add_person
from bestvalue.desk import wording
from bestvalue.desk.selectors import coming
from bestvalue.desk.selectors.coming import coming_for
from bestvalue.desk.selectors.home import Slipping, needed, own_cases, slipping
from bestvalue.desk.selectors.lines import lines_of
from bestvalue.desk.views.home import LATEST
from bestvalue.desk.ways import WAYS
from cases.services.engaging import agree_next_step
from cases.services.sweeping import sweep
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html

from .conftest import AsPerson

TODAY = dt.date(2026, 3, 2)
COMING = "Dates that come, and dates that have passed"
HEADINGS = {
    "officer": ("Needs you today", "Cases you look after", COMING),
    "lead": ("Needs you today", "What slips", "Cases you look after", COMING),
    "deputy.director": ("Needs you today", "What slips", COMING),
    "minister": ("In the box",),
    "secretary.of.state": ("In the box",),
    "private.office": ("In the box",),
    "press": ("Needs you today", "Published last"),
    "records": ("Needs you today", "The records you keep"),
    "admin": ("Needs you today", "How the service runs", "Accounts to set up"),
    "legal": ("Needs you today",),
    "analyst": ("Needs you today",),
    "liaison": ("Needs you today",),
    "other.officer": ("Needs you today", "Cases you look after"),
}
EVERY_HEADING = {each for headings in HEADINGS.values() for each in headings} - {"Needs you today"}


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    """A private case, and days that pass."""
    with ExitStack() as days:
        yield Play.begin(days)


def person(login: str) -> User:
    """One of the people of the demonstration."""
    return User.objects.get(email=email_of(login))


def said(client: Client) -> str:
    """The words of the first page."""
    page = client.get("/")
    assert_valid_html(page)
    return " ".join(strip_tags(page.content.decode()).split())


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (TODAY, "Due today, 2 March 2026"),
        (TODAY + dt.timedelta(days=1), "Due tomorrow, 3 March 2026"),
        (TODAY + dt.timedelta(days=30), "Due in 30 days, 1 April 2026"),
        (TODAY - dt.timedelta(days=1), "Overdue by 1 day: 1 March 2026"),
        (TODAY - dt.timedelta(days=1200), "Overdue by 1,200 days: 18 November 2022"),
    ],
)
def test_a_date_is_told_in_words(on: dt.date, words: str) -> None:
    assert wording.due(on, TODAY) == words


def test_how_long_something_waits_is_told_in_words() -> None:
    assert wording.waiting(TODAY, TODAY) == "Waiting since 2 March 2026"
    assert wording.waiting(TODAY - dt.timedelta(days=2), TODAY, "Asked") == "Asked since 28 February 2026, 2 days"


@pytest.mark.parametrize("login", HEADINGS)
def test_home_has_the_parts_of_the_persons_role_and_no_other(as_person: AsPerson, login: str) -> None:
    page = said(as_person(login))
    assert [each for each in HEADINGS[login] if each not in page] == []
    assert [each for each in EVERY_HEADING - set(HEADINGS[login]) if each in page] == []


def test_every_role_has_its_home() -> None:
    assert {part.login for part in PARTS} == set(HEADINGS)


@pytest.mark.parametrize("login", HEADINGS)
def test_every_way_on_can_be_gone(as_person: AsPerson, login: str) -> None:
    client = as_person(login)
    for _, ways in client.get("/").context["ways"]:
        for way in ways:
            assert client.get(way.page).status_code == 200, way


def test_what_may_be_opened_is_a_way_on_for_somebody(as_person: AsPerson) -> None:
    seen = {way.text for login in HEADINGS for _, ways in as_person(login).get("/").context["ways"] for way in ways}
    assert seen == {text for _, ways in WAYS for _, text, _, _ in ways}


def test_what_needs_a_person_comes_by_date_with_its_reason(demonstration: None) -> None:
    for login in ("officer", "lead", "deputy.director"):
        found, more = needed(person(login))
        assert not more
        assert [each.on for each in found] == sorted(each.on for each in found)
        assert all(each.why for each in found)
        dates, _ = coming_for(person(login))
        assert all(each.why for each in dates)
        assert {each.text.split(":")[0] for each in dates} >= {"Best Value Notice", "Set of directions"}


def test_what_is_not_shown_is_not_passed_over_in_silence(as_person: AsPerson, monkeypatch: pytest.MonkeyPatch) -> None:
    officer = as_person("officer")
    assert "There are more. See what comes" not in said(officer)
    monkeypatch.setattr(coming, "MOST", 1)
    assert "There are more. See what comes in the forecast" in said(officer)
    assert 'href="/cases/?officer=me"' in officer.get("/").content.decode()
    assert officer.get("/cases/?officer=me").context["page"].paginator.count >= len(own_cases(person("officer")))


def of_team(play: Play, leader: User) -> list[Slipping]:
    """What slips in the team of this case; the demonstration may be there as well."""
    return [each for each in slipping(leader) if each.team == str(play.team)]


def test_what_is_overdue_is_told_to_who_has_it_and_by_team_to_who_leads_it(play: Play) -> None:
    due_on = clock.today() + dt.timedelta(days=5)
    agree_next_step(by=play.officer, case=play.case, what="A plan", owner="The chief", due_on=due_on)
    assert (needed(play.officer)[0], slipping(play.lead)) == ([], [])
    play.wait(9)
    sweep()
    (asked,) = needed(play.officer)[0]
    assert asked.text.endswith(str(play.authority))
    assert asked.why.startswith(f"Overdue by 4 days: {wording.in_full(due_on)}. ")
    for leader in (play.lead, play.deputy_director):
        (late,) = of_team(play, leader)
        assert (late.team, late.tasks, late.submissions) == (str(play.team), 1, 0)
        assert late.oldest.startswith("Overdue by 4 days")
    assert needed(play.press)[0] == []
    assert slipping(play.press) == slipping(play.officer) == []


def test_a_clearance_waits_for_the_deputy_director_since_it_was_sent(play: Play) -> None:
    play.offered("issue_notice", play.a_notice())
    (asked,) = [each for each in needed(play.deputy_director)[0] if str(play.authority) in each.text]
    assert asked.text.startswith("Clear a submission, or return it: ")
    assert asked.why.startswith(f"Sent by {play.officer}, waiting since ")
    assert [each.submissions for each in of_team(play, play.deputy_director)] == [1]
    (line,) = lines_of(play.officer, [play.case])
    assert line.whose == "The deputy director: a submission"
    assert needed(play.officer)[0] == []


def test_what_was_approved_waits_for_who_issues_it(play: Play) -> None:
    play.approved("issue_notice", play.a_notice())
    (asked,) = needed(play.lead)[0]
    assert asked.text == f"Issue what a minister approved: {play.authority}"
    assert asked.why.startswith("Approved by a minister, waiting since ")
    assert lines_of(play.officer, [play.case])[0].whose == "The team lead: what a minister approved"


def test_each_case_says_its_next_date_and_whose_move_it_is(demonstration: None) -> None:
    officer = person("officer")
    lines = lines_of(officer, list(own_cases(officer)))
    assert len(lines) > 1
    assert all(each.whose for each in lines)
    dates = [each.next.due_on for each in lines if each.next]
    assert dates == sorted(dates)


def test_a_case_costs_as_many_queries_as_many(demonstration: None) -> None:
    officer = person("officer")
    cases = list(own_cases(officer))
    asked = []
    for some in (cases[:1], cases):
        with CaptureQueriesContext(connection) as queries:
            lines_of(officer, some)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_an_account_without_a_role_is_told_to_the_administrator(as_person: AsPerson) -> None:
    add_person(actor=person("admin"), email="new@demo.example", name="Nell New")
    assert "Nell New" in said(as_person("admin"))
    assert "Nell New" not in said(as_person("records"))


def test_accounts_without_a_role_beyond_the_first_are_counted_and_led_to(as_person: AsPerson) -> None:
    for each in range(LATEST + 2):
        add_person(actor=person("admin"), email=f"new.{each}@demo.example", name=f"Nell New {each:02}")
    waiting = without_role(person("admin")).count()
    link = f'<a class="govuk-link" href="/people/?roles=none">and {waiting - LATEST} more</a>'
    client = as_person("admin")
    assert link in client.get("/").content.decode()
    listed = client.get("/people/?roles=none")
    assert_valid_html(listed)
    assert listed.context["page"].paginator.count == waiting
    assert "Nell New 11" in listed.content.decode()
    assert person("officer").name not in [each.name for each in listed.context["page"]]
    first = without_role(person("admin"))[: waiting - LATEST]
    User.objects.filter(pk__in=[each.pk for each in first]).update(is_active=False)
    assert "?roles=none" not in client.get("/").content.decode()


def test_a_minister_is_led_to_the_box(as_person: AsPerson) -> None:
    page = as_person("minister").get("/").content.decode()
    assert 'href="/decisions/">Open the box' in page
    assert "any minister" in page or "Nothing waits for a decision." in page
