"""Lists are counted no further than anybody pages, and every row can still be reached."""

import pytest
from django.core.paginator import EmptyPage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bestvalue.accounts.models import Team, User
from bestvalue.api.shapes import bare
from bestvalue.ui import counting
from bestvalue.ui.counting import CountedPaginator
from cases.api.cases import CaseSerializer
from cases.models import Case
from cases.selectors.cases import with_ref
from tests.api.world import a_case
from tests.factories import TeamFactory


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 20)


@pytest.mark.parametrize(("rows", "words", "goes_on"), [(0, "0", False), (20, "20", False), (21, "More than 20", True)])
def test_what_is_more_than_counted_is_told_in_words(rows: int, words: str, goes_on: bool) -> None:
    pages = CountedPaginator(list(range(rows)), 5)
    assert (pages.in_words, pages.goes_on, pages.count) == (words, goes_on, min(rows, 20))


@pytest.mark.parametrize("rows", [0, 1, 4, 5, 6, 19, 20, 21, 25, 26, 44])
def test_paging_reaches_every_row_once_and_then_ends(rows: int) -> None:
    pages, number, seen = CountedPaginator(list(range(rows)), 5), 1, []
    while True:
        page = pages.page(number)
        seen += list(page)
        if not page.has_next():
            break
        number = page.next_page_number()
    assert seen == list(range(rows))
    with pytest.raises(EmptyPage):
        pages.page(number + 1)


@pytest.mark.django_db
def test_the_database_counts_no_further() -> None:
    TeamFactory.create_batch(3)
    with CaptureQueriesContext(connection) as queries:
        assert CountedPaginator(Team.objects.order_by("name"), 5).count >= 3
    assert "LIMIT 21" in queries[0]["sql"]
    assert "ORDER BY" not in queries[0]["sql"]


@pytest.mark.django_db
def test_bare_rows_are_counted_without_the_tables_that_only_their_columns_need(lead: User, team: Team) -> None:
    a_case(lead, team)
    rows = bare(with_ref(Case.objects.order_by("authority__name")), CaseSerializer)
    with CaptureQueriesContext(connection) as queries:
        assert CountedPaginator(rows, 5).count == 1
        assert CountedPaginator(rows.filter(stage="closed"), 5).count == 0
    assert "JOIN" not in queries[0]["sql"]
