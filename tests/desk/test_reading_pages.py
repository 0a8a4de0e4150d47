"""Who read what of private cases is reviewed by those who look after the records (R42, domain.md 9.1)."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Role, Team, User
from bestvalue.desk.selectors.readings import readings_for, what_was_read
from bestvalue.records.services import note_reading
from cases.models import Case
from tests.api.world import a_case, an_authority
from tests.factories import TeamFactory, person
from tests.support.exports import taken

READ_ON = dt.date(2026, 5, 1)


@pytest.fixture
def case(lead: User, team: Team) -> Case:
    """A case of the team's, read by its lead, and one of another team's, read by nobody."""
    found = a_case(lead, team, an_authority("read", "Read Council"))
    with clock.at(READ_ON):
        note_reading(reader=lead, case_id=found.pk, subject="desk:case")
    return found


@pytest.fixture
def records(team: Team) -> User:
    """The team's records manager."""
    return person(Role.RECORDS_MANAGER, team=team)


def test_the_records_manager_the_lead_and_the_deputy_director_review_readings(
    case: Case, records: User, lead: User, deputy_director: User, officer: User, minister: User
) -> None:
    assert [each.reader for each in readings_for(records)] == [lead]
    assert [each.reader for each in readings_for(lead)] == [lead]
    assert [each.reader for each in readings_for(deputy_director)] == [lead]
    assert not readings_for(officer).exists()
    assert not readings_for(minister).exists()


def test_of_another_teams_case_no_reading_is_shown(case: Case, client: Client) -> None:
    other = person(Role.RECORDS_MANAGER, team=TeamFactory.create(slug="east", name="East"))
    client.force_login(other)
    for query in ("", f"?case={case.handle}", "?person=Test"):
        page = client.get(reverse("desk:readings") + query).content.decode()
        assert "0 readings" in page
        assert case.authority.name not in page


def test_sealed_items_are_named_by_their_key_alone_and_not_to_a_lead(
    records: User, lead: User, deputy_director: User
) -> None:
    note_reading(reader=deputy_director, case_id=None, subject="identity:0b0c")
    assert [each.subject for each in readings_for(records)] == ["identity:0b0c"]
    assert not readings_for(lead).exists()


def test_readings_are_narrowed_by_case_person_and_legal_day(case: Case, records: User) -> None:
    with clock.at(READ_ON + dt.timedelta(days=2)):
        note_reading(reader=records, case_id=case.pk, subject="desk:case_timeline")
    both, first = 2, [READ_ON]
    assert readings_for(records, case=case.handle).count() == both
    assert not readings_for(records, case="BV-2026-9999").exists()
    assert [each.reader for each in readings_for(records, person=records.email)] == [records]
    assert [each.read_at.date() for each in readings_for(records, until=READ_ON)] == first
    assert [each.read_at.date() for each in readings_for(records, since=READ_ON, until=READ_ON)] == first


def test_the_page_shows_them_with_the_filters_that_are_on(case: Case, records: User, client: Client) -> None:
    client.force_login(records)
    query = {"case": case.handle, "since-day": "1", "since-month": "5", "since-year": "2026"}
    page = client.get(reverse("desk:readings"), query).content.decode()
    assert "1 reading<" in page.replace("\n", "")
    assert "1 May 2026, 12:00:00" in page
    assert "Read Council" in page
    wrong = client.get(reverse("desk:readings"), {"since-day": "31", "since-month": "2", "since-year": "2026"})
    assert "From must be a real date" in wrong.content.decode()
    turned = client.get(reverse("desk:readings"), {"since": "2026-05-02", "until": "2026-05-01"}).content.decode()
    assert "The last day must not be before the first" in turned


def test_the_same_comes_as_csv_and_by_the_api(case: Case, records: User, lead: User, client: Client) -> None:
    row = taken(client, records, reverse("desk:export_readings"))[-1]
    assert row[2:6] == [lead.email, case.handle, "The case", "desk:case"]
    found = client.get(reverse("api:readings"), {"until": "2026-05-01"}).json()["results"]
    assert [(each["reader"]["id"], each["case"], each["what"]) for each in found] == [
        (lead.pk, case.handle, "The case")
    ]
    assert client.get(reverse("api:readings"), {"until": "May"}).status_code == 400


def test_the_page_asks_the_same_number_of_queries_however_much_was_read(
    case: Case, records: User, lead: User, client: Client
) -> None:
    client.force_login(records)
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk:readings"))
        asked.append(len(captured))
        for _ in range(5):
            note_reading(reader=person(Role.OFFICER), case_id=case.pk, subject="desk:case")
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("desk:case_timeline", "The timeline"),
        ("act:issue_notice", "The form “Issue a Best Value Notice”"),
        ("api: support offers", "Support offers, by a program"),
        ("submission:0b0c", "Submission"),
        ("evidence:0b0c", "An item of evidence"),
        ("evidence:of_case", "Evidence"),
        ("export:notices", "A list, taken away as a file"),
        ("assessments compared", "Assessments compared"),
        ("desk:case as_known=2026-05-01T12:00", "The case, as it was known at 12:00 on 1 May 2026"),
        ("api: case as_stood=2026-05-01", "The case, by a program, as it stood on 1 May 2026"),
    ],
)
def test_what_was_read_is_told_in_words(subject: str, words: str) -> None:
    assert what_was_read(subject) == words
