"""Working days and clear days, and how they are explained."""

import datetime as dt

import pytest

from cases.days import (
    after_clear_days,
    not_a_working_day,
    pre_election_periods,
    working_days_after,
    working_days_between,
)
from cases.models import BankHoliday
from cases.services.reference import load_authorities

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture(autouse=True)
def _calendar(reference: None) -> None:
    """Bank holidays are known."""


@pytest.mark.parametrize(
    ("start", "days", "on"),
    [
        (D(2025, 6, 12), 10, D(2025, 6, 26)),  # an ordinary fortnight
        (D(2023, 12, 13), 10, D(2023, 12, 29)),  # over Christmas
        (D(2025, 4, 17), 1, D(2025, 4, 22)),  # over Easter
        (D(2022, 5, 31), 3, D(2022, 6, 7)),  # the Jubilee took two days
        (D(2024, 2, 28), 1, D(2024, 2, 29)),  # 29 February counts
        (D(2025, 6, 14), 1, D(2025, 6, 16)),  # a letter of a Saturday
        (D(2025, 10, 24), 1, D(2025, 10, 27)),  # the night in which the clocks go back
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(start: dt.date, days: int, on: dt.date) -> None:
    assert working_days_after(start, days).on == on
    assert working_days_between(start, on) == days


def test_the_count_is_explained() -> None:
    said = working_days_after(D(2025, 4, 16), 2).explained
    assert said == (
        "2 working days after 16 April 2025, leaving out weekends and Good Friday (18 April), Easter Monday (21 April)"
    )


def test_a_date_beyond_the_list_of_bank_holidays_is_marked() -> None:
    assert working_days_after(D(2028, 12, 1), 5).known
    beyond = working_days_after(D(2029, 1, 2), 5)
    assert not beyond.known
    assert "does not reach that far" in beyond.explained


def test_no_days_are_no_count() -> None:
    with pytest.raises(ValueError, match="at least one"):
        working_days_after(D(2025, 1, 1), 0)


def test_clear_days_leave_out_both_ends() -> None:
    assert after_clear_days(D(2025, 6, 2), 3) == D(2025, 6, 6)


def test_a_day_says_why_it_is_no_working_day() -> None:
    assert not_a_working_day(D(2025, 6, 14)) == "Saturday"
    assert not_a_working_day(D(2025, 12, 25)) == "Christmas Day"
    assert not_a_working_day(D(2025, 6, 12)) == ""


def test_the_weeks_before_an_election_are_found() -> None:
    assert [each.election for each in pre_election_periods(D(2024, 5, 1), D(2024, 5, 10))] == ["local elections"]
    assert pre_election_periods(D(2024, 5, 3), D(2024, 5, 10)) == []


def test_loading_the_calendar_twice_changes_nothing() -> None:
    before = BankHoliday.objects.count()
    load_authorities()
    assert BankHoliday.objects.count() == before > 100
