"""The admin holds reference data alone, and each change of it is on the record (design 9)."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bestvalue.accounts.models import User
from bestvalue.desk.reference import site
from bestvalue.records.models import Event
from cases.models import AuthorityKind, BankHoliday
from themes.models import SourceType

DAY = dt.date(2031, 5, 5)
KEPT = {"BankHoliday", "PreElectionPeriod", "AuthorityKind", "KindPost", "SourceType", "AccountsDates"}


@pytest.fixture
def browser(administrator: User, client: Client) -> Client:
    """An administrator's browser."""
    client.force_login(administrator)
    return client


def events() -> list[Event]:
    return list(Event.objects.filter(stream="reference").order_by("case_version"))


def test_the_admin_holds_reference_data_and_nothing_else() -> None:
    assert {model.__name__ for model in site._registry} == KEPT
    leads_to_people_or_cases = {apps.get_model("accounts.User"), apps.get_model("cases.Case")}
    for model in site._registry:
        assert not {field.related_model for field in model._meta.get_fields() if field.concrete} & (
            leads_to_people_or_cases
        )


def test_a_bank_holiday_is_added_changed_and_called_off_on_the_record(browser: Client, administrator: User) -> None:
    browser.post(reverse("admin:cases_bankholiday_add"), {"on": "05/05/2031", "name": "Early May"})
    assert BankHoliday.objects.get().on == DAY
    row = reverse("admin:cases_bankholiday_change", args=[DAY])
    browser.post(row, {"name": "Coronation"})
    browser.post(row, {"name": "Coronation"})
    browser.post(reverse("admin:cases_bankholiday_delete", args=[DAY]), {"post": "yes"})
    assert not BankHoliday.objects.exists()
    added, changed, removed = events()
    assert (added.verb, added.after) == ("add_reference_data", {"on": "2031-05-05", "name": "Early May"})
    assert (changed.before, changed.after) == ({"name": "Early May"}, {"name": "Coronation"})
    assert (removed.verb, removed.before["name"]) == ("remove_reference_data", "Coronation")
    assert {each.actor for each in events()} == {administrator}
    assert {each.subject for each in events()} == {"bankholiday:2031-05-05"}
    assert not LogEntry.objects.exists()


def test_what_a_row_is_known_by_is_settled(browser: Client) -> None:
    BankHoliday.objects.create(on=DAY, name="Early May")
    browser.post(reverse("admin:cases_bankholiday_change", args=[DAY]), {"on": "06/05/2031", "name": "Early May"})
    assert [each.on for each in BankHoliday.objects.all()] == [DAY]
    assert events() == []


def test_what_other_rows_rely_on_is_not_removed(browser: Client) -> None:
    kind = AuthorityKind.objects.create(code="council", label="Council", s230_reach="yes", is_local_authority=True)
    removal = reverse("admin:cases_authoritykind_delete", args=[kind.pk])
    assert browser.post(removal, {"post": "yes"}).status_code == 403
    assert AuthorityKind.objects.exists()


def test_a_row_that_breaks_a_rule_is_refused_in_words(browser: Client) -> None:
    broken = {
        **{"slug": "tip", "position": 1, "name": "A tip", "made_by": "Anyone", "arrives": "By post", "publicity": "No"},
        **{"is_restricted": "on", "may_be_exported": "on", "usual_themes": "", "occasion": ""},
    }
    answer = browser.post(reverse("admin:themes_sourcetype_add"), broken)
    assert "What is never published is never exported (N23)." in answer.content.decode()
    assert not SourceType.objects.exists()


def test_a_list_asks_the_same_number_of_queries_however_long_it_is(browser: Client) -> None:
    asked = []
    for day in (1, 2, 3):
        with CaptureQueriesContext(connection) as captured:
            browser.get(reverse("admin:cases_bankholiday_changelist"))
        asked.append(len(captured))
        BankHoliday.objects.create(on=DAY.replace(day=day), name="Day")
        BankHoliday.objects.create(on=DAY.replace(month=6, day=day), name="Day")
    assert asked[1] == asked[2]
