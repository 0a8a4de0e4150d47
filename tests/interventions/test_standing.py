"""What an instrument is called, and its facts in words: no more of a day than is known."""

import datetime as dt

import pytest

from interventions.models import ExternalReview
from interventions.standing import facts_of, title_of


@pytest.mark.parametrize(("month_only", "began"), [(False, "1 June 2024"), (True, "June 2024")])
def test_of_the_first_day_no_more_is_told_than_is_known(month_only: bool, began: str) -> None:
    review = ExternalReview(
        commissioned_on=dt.date(2024, 6, 1), report_due_on=dt.date(2024, 9, 1), month_only=month_only
    )
    assert title_of(review) == f"External review of {began}"
    assert [each.value for each in facts_of(review)] == [began, "1 September 2024"]
