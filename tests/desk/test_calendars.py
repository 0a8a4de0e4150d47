"""Calendars: what a program that knows the secret gets, and that nothing private leaves the service by it (N7)."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import ExitStack

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import CalendarFeed, Role, RoleHolding, Team, User
from bestvalue.accounts.services.calendars import make_calendar, revoke_calendar
from bestvalue.accounts.services.people import end_role
from bestvalue.desk.calendars import as_icalendar
from bestvalue.desk.selectors.calendars import MASK, Entry
from bestvalue.errors import Forbidden
from bestvalue.records.models import Event
from cases.models import BankHoliday, Case, Clock, PreElectionPeriod, Task
from cases.services.clocks import move_clock
from cases.services.engaging import agree_next_step
from cases.services.opening import agree_support
from cases.services.sweeping import sweep
from notices.models import Notice
from notices.services import withdraw_notice
from tests.api.world import published
from tests.factories import person
from tests.lifecycle.build import Play
from tests.support.html import assert_valid_html

DAY = dt.timedelta(days=1)
NAME = "Exford; Weir, Lock \\ & Co\nBorough Council of the Long and Winding Estuary of the Elder River"


@pytest.fixture
def play(db: None) -> Iterator[Play]:
    with ExitStack() as days:
        yield Play.begin(days)


def secret_of(user: User, team: Team | None = None, **facts: bool) -> str:
    return make_calendar(user=user, name="Outlook", team=team, **facts)[1]


def fetched(secret: str) -> str:
    """The calendar, as a program without a session fetches it."""
    response = Client().get(f"/calendar/{secret}.ics")
    assert response.status_code == 200
    return response.content.decode()


def events(secret: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(fetched(secret)).walk("VEVENT"))  # type: ignore[arg-type]


def summaries(secret: str) -> list[str]:
    return [str(each["SUMMARY"]) for each in events(secret)]


def noticed_in_public(play: Play) -> Notice:
    """A notice in force that was published, with its case's reference."""
    notice = play.noticed()
    published(play.case, play.lead, subject=notice.key)
    Case.objects.filter(pk=play.case.pk).update(reference="BV-2025-0001")
    return notice


# What it tells, and to whom


def test_what_is_private_says_that_something_is_due_and_no_more(play: Play) -> None:
    agree_next_step(
        by=play.officer, case=play.case, what="Send the plan", owner="The chief", due_on=clock.today() + 30 * DAY
    )
    play.noticed()
    text = fetched(secret_of(play.officer))
    assert text.count("BEGIN:VEVENT") == 2
    unfolded = text.replace("\r\n ", "")
    assert set(re.findall(r"(?:SUMMARY|DESCRIPTION):(.*)\r", unfolded)) == {MASK}
    names = [str(play.authority), play.case.handle, "Send the plan", "notice", "period", "step", "exford", "http"]
    assert [each for each in names if each.lower() in unfolded.lower()] == []
    keys = [str(each.pk) for each in Clock.objects.all()]
    assert [each for each in keys if each in text] == []


def test_what_was_published_is_named_with_a_link_and_private_facts_of_the_same_case_are_not(play: Play) -> None:
    notice = noticed_in_public(play)
    agree_next_step(
        by=play.officer, case=play.case, what="Send the plan", owner="The chief", due_on=clock.today() + 30 * DAY
    )
    play.directions(play.proposed())
    found = events(secret_of(play.officer))
    named = f"End of a notice's period: {play.authority}"
    assert {str(each["SUMMARY"]) for each in found} == {MASK, named}
    assert [str(each["SUMMARY"]) for each in found].count(MASK) == 2  # the step, and the proposal nobody has published
    shown = next(each for each in found if each["SUMMARY"] == named)
    assert shown["URL"] == "http://testserver/cases/BV-2025-0001/"
    assert shown.decoded("DTSTART") == notice.ends_on


def test_a_strangers_calendar_is_empty_and_the_line_sees_every_case(play: Play) -> None:
    play.noticed()
    assert summaries(secret_of(person(Role.OFFICER))) == []
    assert summaries(secret_of(person(Role.PRESS))) == []
    assert summaries(secret_of(play.minister)) == [MASK]


def test_a_tasks_day_is_the_day_on_which_it_was_asked_until_it_is_done(play: Play) -> None:
    notice = noticed_in_public(play)
    assert notice.ends_on
    play.on(Clock.objects.get(kind="notice_period").days()[0][1])
    sweep()
    task = Task.objects.get(state="open")
    found = {str(each["SUMMARY"]): each.decoded("DTSTART") for each in events(secret_of(play.officer))}
    assert found == {
        f"{task.asks}: {play.authority}": clock.today(),
        f"End of a notice's period: {play.authority}": notice.ends_on,
    }


def test_what_is_over_leaves_the_calendar(play: Play) -> None:
    secret, notice = secret_of(play.officer), play.noticed()
    assert len(events(secret)) == 1
    play.approved("withdraw_notice", notice)
    withdraw_notice(by=play.lead, notice=notice, reason="They have done it.")
    assert events(secret) == []


def test_bank_holidays_and_the_weeks_before_elections_are_added_for_those_who_want_them(play: Play) -> None:
    today = clock.today()
    BankHoliday.objects.create(on=today + 5 * DAY, name="A holiday")
    BankHoliday.objects.create(on=today - 5 * DAY, name="A past holiday")
    PreElectionPeriod.objects.create(election="local elections", starts_on=today - DAY, polling_day=today + 9 * DAY)
    plain, full = secret_of(play.officer), secret_of(play.officer, with_common_dates=True)
    assert summaries(plain) == []
    weeks, holiday = events(full)
    assert holiday["SUMMARY"] == "Bank holiday: A holiday"
    assert (weeks.decoded("DTSTART"), weeks.decoded("DTEND")) == (today - DAY, today + 10 * DAY)


# The secret


@pytest.mark.parametrize("secret", ["x", "a" * 43])
def test_an_unknown_secret_leads_nowhere(db: None, secret: str) -> None:
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_only_the_digest_is_kept_and_each_act_is_on_the_record(play: Play) -> None:
    feed, secret = make_calendar(user=play.officer, name=" Outlook ")
    assert secret not in str(CalendarFeed.objects.values_list().get())
    revoke_calendar(actor=play.officer, feed=feed)
    revoke_calendar(actor=play.officer, feed=feed)
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404
    found = Event.objects.filter(stream="people", subject=f"calendar_feed:{feed.pk}")
    assert list(found.values_list("verb", flat=True)) == ["make_calendar", "revoke_calendar"]
    assert secret not in str(list(found.values()))


def test_a_lost_role_bites_at_once(play: Play, administrator: User) -> None:
    play.noticed()
    secret, teams = secret_of(play.lead), secret_of(play.lead, play.team)
    RoleHolding.objects.create(user=play.lead, role=Role.PRESS, starts_on=clock.today() - DAY)
    assert len(events(secret)) == len(events(teams)) == 1
    end_role(actor=administrator, holding=play.lead.role_holdings.get(role=Role.TEAM_LEAD), reason="Moved on.")
    assert events(secret) == []
    assert Client().get(f"/calendar/{teams}.ics").status_code == 404
    end_role(actor=administrator, holding=play.lead.role_holdings.get(role=Role.PRESS), reason="Left.")
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_a_teams_calendar_is_made_by_its_lead_and_holds_its_cases_alone(play: Play) -> None:
    play.noticed()
    other = person(Role.TEAM_LEAD)
    assert summaries(secret_of(play.lead, play.team)) == [MASK]
    assert summaries(secret_of(other, other.role_holdings.get().team)) == []
    for user in (play.officer, other, play.deputy_director):
        with pytest.raises(Forbidden):
            make_calendar(user=user, name="Theirs", team=play.team)


def test_a_closed_account_gets_nothing(play: Play) -> None:
    secret = secret_of(play.officer)
    User.objects.filter(pk=play.officer.pk).update(is_active=False)
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404


def test_it_is_made_shown_once_listed_with_its_last_use_and_revoked_on_a_page(client: Client, play: Play) -> None:
    client.force_login(play.lead)
    assert_valid_html(client.get("/account/calendars/"))
    refused = client.post("/account/calendars/new/", {"name": ""})
    assert "Enter where you will read the calendar" in refused.content.decode()
    made = client.post("/account/calendars/new/", {"name": "Wall", "team": play.team.slug})
    assert_valid_html(made)
    address = re.search(r"http://testserver(/calendar/[\w-]{43}\.ics)", made.content.decode())
    assert address
    assert "no-store" in made.headers["Cache-Control"]
    page = client.get("/account/calendars/").content.decode()
    assert (address[1] in page, "Never" in page) == (False, True)
    assert Client().get(address[1]).status_code == 200
    assert "Never" not in client.get("/account/calendars/").content.decode()

    revoke = f"/account/calendars/{CalendarFeed.objects.get().pk}/revoke/"
    client.force_login(play.officer)
    assert client.post(revoke).status_code == 404
    client.force_login(play.lead)
    assert client.post(revoke).status_code == 302
    assert Client().get(address[1]).status_code == 404


# The format (RFC 5545)


def test_it_is_an_icalendar_object_that_programs_read(play: Play) -> None:
    noticed_in_public(play)
    text = fetched(secret_of(play.officer))
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = icalendar.Calendar.from_ical(text)
    assert (calendar["VERSION"], calendar["METHOD"], calendar["X-WR-CALNAME"]) == (
        *("2.0", "PUBLISH"),
        "Best Value casework",
    )
    assert calendar["PRODID"]
    (event,) = calendar.walk("VEVENT")
    due = Clock.objects.get(kind="notice_period").due_on
    assert f"DTSTART;VALUE=DATE:{due:%Y%m%d}\r\nDTEND;VALUE=DATE:{due + DAY:%Y%m%d}\r\n" in text
    assert re.search(r"\r\nDTSTAMP:\d{8}T\d{6}Z\r\n", text)
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm.decoded("TRIGGER")) == ("DISPLAY", dt.timedelta(hours=-15))
    assert alarm["DESCRIPTION"]


def test_text_is_escaped_and_folded_between_letters() -> None:
    stamp = dt.datetime(2026, 3, 30, 0, 30, tzinfo=clock.LONDON)
    name = f"{NAME} é{'ß' * 80}"
    content = as_icalendar(
        [Entry("clock:1", stamp.date(), stamp.date(), name, stamp)], name="A, B", link=lambda ref: ref
    )
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    assert b"SUMMARY:Exford\\; Weir\\, Lock \\\\ & Co\\nBorough" in content.replace(b"\r\n ", b"")
    assert b"DTSTAMP:20260329T233000Z" in content
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == name


def test_a_moved_date_keeps_its_identity_and_counts_on(play: Play) -> None:
    today = clock.today()
    agree_support(
        by=play.deputy_director, case=play.case, what="Help", provider="A", owner="B", review_on=today + 30 * DAY
    )
    secret = secret_of(play.officer)
    (before,) = events(secret)
    move_clock(by=play.lead, clock=Clock.objects.get(), due_on=today + 60 * DAY, reason="Later.", authority="A letter.")
    (after,) = events(secret)
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.decoded("DTSTAMP") >= before.decoded("DTSTAMP")
    assert after.decoded("DTSTART") == today + 60 * DAY


def test_the_same_is_not_sent_twice_and_is_kept_by_nobody(play: Play) -> None:
    play.noticed()
    path = f"/calendar/{secret_of(play.officer)}.ics"
    first = Client().get(path)
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in first.headers["Cache-Control"]
    assert "Cookie" not in first.headers.get("Vary", "")
    again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().post(path).status_code == 405


def test_it_takes_as_many_queries_however_much_there_is(play: Play) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            fetched(secret)
        return len(captured)

    secret = secret_of(play.lead, with_common_dates=True)
    agree_next_step(by=play.officer, case=play.case, what="A", owner="B", due_on=clock.today())
    play.wait(1)
    sweep()
    fetched(secret)
    few = queries()
    for days in range(2, 12):
        agree_next_step(by=play.officer, case=play.case, what="A", owner="B", due_on=clock.today() + days * DAY)
    play.wait(8)
    sweep()
    fetched(secret)
    assert queries() == few
