"""Pages of metrics: read one authority at a time, with chart, table and revisions; kept and imported by analysts."""

import csv
import datetime as dt
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.api.spreadsheets import safe
from bestvalue.ui.charts import OverTime
from cases.models import Authority
from tests.support.html import assert_valid_html
from tests.support.pages import on
from themes.models import ComparatorGroup, Line, Metric, MetricImport, MetricValue, SpecialQuestion
from themes.models.values import period_in_words
from themes.services.editions import load_editions
from themes.services.importing.staging import staged
from themes.services.imports import receive_import, take_up

from .figures import WORDS, a_metric, csv_of, figures, imported, row
from .test_metrics import neighbours

pytestmark = pytest.mark.django_db

OF_ALDER = "/authorities/alder/metrics/days-to-accounts/"


@pytest.fixture
def as_analyst(client: Client, analyst: User) -> Client:
    """A browser of the analyst."""
    client.force_login(analyst)
    return client


def shown(client: Client, path: str, status: int = 200) -> str:
    """A page, which must be valid."""
    response = client.get(path)
    assert response.status_code == status
    assert_valid_html(response)
    return response.content.decode()


def sent(client: Client, path: str, **form: Any) -> tuple[int, str]:
    """What sending a form answers: the status, and the page or where it leads."""
    response = client.post(path, form)
    if response.status_code == 302:
        return 302, response.headers["Location"]
    assert_valid_html(response)
    return response.status_code, response.content.decode()


def some_figures(analyst: User, authorities: list[Authority], years: int = 3) -> None:
    """Figures of every authority over some years, the last of Alder's revised."""
    rows = [row(each.slug, 2020 + y, 100 + 10 * p + y) for p, each in enumerate(authorities) for y in range(years)]
    imported(analyst, csv_of(row("alder", 2019 + years, 999, "provisional")))
    imported(analyst, csv_of(*rows))


def test_without_figures_every_page_says_so(as_analyst: Client, metric: Metric, authorities: list[Authority]) -> None:
    for path, said in (
        ("/metrics/?text=nothing", "No metric matches."),
        ("/metrics/imports/", "Nothing has been imported so far."),
        ("/authorities/alder/metrics/", "No figure of this authority has been imported."),
        (OF_ALDER, "No figure of this authority has been imported."),
    ):
        assert said in shown(as_analyst, path)
    assert as_analyst.get(f"{OF_ALDER}chart.svg").status_code == 404


def test_a_definition_is_made_and_changed_in_the_browser(as_analyst: Client, metric: Metric) -> None:
    form = {**WORDS, "title": "Reserves", "slug": "reserves", "themes": ["ur"]}
    status, page = sent(as_analyst, "/metrics/new/", **{**form, "higher_means": "A better figure."})
    assert (status, "without judging it" in page, "Reserves" in page) == (409, True, True)
    assert sent(as_analyst, "/metrics/new/", **form) == (302, "/metrics/reserves/")
    assert "A shortage of auditors" in shown(as_analyst, "/metrics/reserves/")

    edit = {**form, "reason": "Clearer.", "version": "1"}
    assert 'value="Reserves"' in shown(as_analyst, "/metrics/reserves/edit/")
    assert sent(as_analyst, "/metrics/reserves/edit/", **{**edit, "title": "Usable reserves"})[0] == 302
    status, page = sent(as_analyst, "/metrics/reserves/edit/", **{**edit, "title": "My title"})
    assert (status, "Somebody changed this definition" in page, 'value="My title"' in page) == (409, True, True)
    again = dict(re.findall(r'name="(version)" value="(\d+)"', page))
    assert sent(as_analyst, "/metrics/reserves/edit/", **{**edit, **again, "title": "My title"})[0] == 302
    assert "My title" in shown(as_analyst, "/metrics/?text=title&theme=ur")


def test_a_metric_on_late_accounts_asks_whether_auditors_were_short(as_analyst: Client, analyst: User) -> None:
    load_editions()
    a_metric(analyst, lines=[Line.objects.get(slug="ur-i-late-accounts")])
    question = SpecialQuestion.objects.get(rule="R34")
    assert f"Ask: {question.text}" in shown(as_analyst, "/metrics/days-to-accounts/")


def test_comparators_are_set_by_name_or_code(as_analyst: Client, authorities: list[Authority]) -> None:
    path, source = "/authorities/alder/comparators/new/", "A published model."
    form = {"kind": "nearest_neighbours", "source": source, **on("starts_on", clock.today())}
    shown(as_analyst, path)
    status, page = sent(as_analyst, path, **form, members="Birch Council\nNowhere Council")
    assert (status, "There is no authority called Nowhere Council." in page) == (200, True)
    status, address = sent(as_analyst, path, **form, members="birch council\nX90000003\nDale Council")
    assert status == 302
    assert source in shown(as_analyst, address)
    assert set(ComparatorGroup.objects.get().members.values_list("slug", flat=True)) == {"birch", "cedar", "dale"}


def test_a_metric_of_an_authority_is_read_with_caveat_chart_table_and_revisions(
    as_analyst: Client, analyst: User, officer: User, metric: Metric, authorities: list[Authority]
) -> None:
    neighbours(analyst, authorities, starts_on=clock.today())
    neighbours(analyst, authorities, kind="same_kind", starts_on=clock.today())
    some_figures(analyst, authorities)
    as_analyst.force_login(officer)
    page = shown(as_analyst, OF_ALDER)
    assert page.index("A shortage of auditors") < page.index("<img")
    assert re.findall(r"20\d\d-\d\d(?=</th>)", page) == ["2022-23", "2021-22", "2020-21", "2022-23"]
    for said in ("119.5", "127", "134.5", "999", "Provisional", "from the lower to the upper quartile"):
        assert said in page
    assert "Birch" not in page
    assert "Compare with authorities of the same kind" in page
    assert "nearest neighbours" in shown(as_analyst, f"{OF_ALDER}?comparators=same_kind")
    assert as_analyst.get(f"{OF_ALDER}?comparators=all").status_code == 404
    assert "2022-23" in shown(as_analyst, "/authorities/alder/metrics/")


def test_the_chart_is_named_described_safe_and_always_the_same(
    as_analyst: Client, analyst: User, metric: Metric, authorities: list[Authority]
) -> None:
    neighbours(analyst, authorities, starts_on=clock.today())
    some_figures(analyst, authorities)
    first, second = (as_analyst.get(f"{OF_ALDER}chart.svg") for _ in range(2))
    drawing = first.content.decode()
    assert drawing == second.content.decode()
    assert (first.headers["Content-Type"], "sandbox" in first.headers["Content-Security-Policy"]) == (
        "image/svg+xml",
        True,
    )
    assert '<title id="title">Days to publish accounts: Alder Council</title>' in drawing
    assert "2022-23: 102 days" in drawing
    assert "Arial" in drawing
    assert not re.search(r"<script|date|DejaVu", drawing, re.IGNORECASE)


def test_a_chart_is_read_in_black_and_white_and_without_comparators() -> None:
    facts: dict[str, Any] = {"title": "<b>", "description": "&", "unit": "%", "periods": ["2020", "2021"]}
    none: list[float | None] = [None, None]
    alone = OverTime(**facts, values=[1, 2], lower=none, median=none, upper=none).as_svg()
    beside = OverTime(**facts, values=[1, 2], lower=[0, 1], median=[1, 2], upper=[2, None]).as_svg()
    assert "Comparators" not in alone
    assert '<title id="title">&lt;b&gt;</title>' in beside
    assert "stroke-dasharray" in beside  # the median is dashed,
    assert "<pattern" in beside  # the band is hatched,
    colours = {each.lower() for each in re.findall(r"#[0-9a-f]{6}\b", beside)}
    for colour in colours:  # and no colour leans to red or green
        red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
        assert max(red, green) - blue <= 8, colour


def test_the_table_is_the_same_figures_with_the_caveat_and_safe_for_spreadsheets(
    as_analyst: Client, analyst: User, authorities: list[Authority]
) -> None:
    a_metric(analyst, caveat="=HYPERLINK(1)")
    neighbours(analyst, authorities, starts_on=clock.today())
    some_figures(analyst, authorities)
    imported(analyst, csv_of(row("alder", 2022, "-5.50")))
    response = as_analyst.get(f"{OF_ALDER}table.csv")
    lines = list(csv.DictReader(io.StringIO(b"".join(response).decode())))
    assert [each["period_start"] for each in lines] == ["2022-04-01", "2021-04-01", "2020-04-01"]
    assert (lines[0]["value"], lines[0]["caveat"]) == ("-5.5", "'=HYPERLINK(1)")
    assert [lines[1][each] for each in ("comparators", "lower_quartile", "median", "upper_quartile")] == [
        *("4", "118.5", "126", "133.5")
    ]


@pytest.mark.parametrize(
    ("cell", "written"), [("-1", "-1"), ("-1.5", "-1.5"), ("-1+2", "'-1+2"), ("-x", "'-x"), ("=1", "'=1")]
)
def test_a_number_below_zero_is_no_formula(cell: str, written: str) -> None:
    assert safe(cell) == written


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-04-01", "2025-03-31", "2024-25"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-07-01", "2024-09-30", "Jul 2024 to Sep 2024"),
        ("2024-02-01", "2024-02-29", "Feb 2024"),
        ("2024-02-01", "2024-02-10", "1 Feb 2024 to 10 Feb 2024"),
        ("2024-02-05", "2024-02-05", "5 Feb 2024"),
    ],
)
def test_a_period_is_called_as_people_call_it(first: str, last: str, words: str) -> None:
    day = clock.today().fromisoformat
    assert period_in_words(day(first), day(last)) == words


def test_the_page_of_an_import_says_since_when_it_is_worked_on(
    as_analyst: Client, analyst: User, metric: Metric, authorities: list[Authority], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = receive_import(by=analyst, upload=csv_of(row("alder", 2021, 310)))
    seen: list[str] = []
    read = staged

    def look(*args: Any, **given: Any) -> Any:
        seen.append(shown(as_analyst, f"/metrics/imports/{made.pk}/"))
        return read(*args, **given)

    monkeypatch.setattr("themes.services.imports.staged", look)
    take_up(made.pk)
    assert "Being worked on since" in seen[0]
    page = shown(as_analyst, f"/metrics/imports/{made.pk}/")
    assert "Being worked on" not in page
    assert "Checked: waiting for your choice" in page


def test_a_file_is_uploaded_checked_chosen_from_and_imported(
    as_analyst: Client, metric: Metric, authorities: list[Authority]
) -> None:
    rows = (row("alder", 2021, 310), row("=cmd", 2021, 1), row("birch", 2021, "1,5"))
    shown(as_analyst, "/metrics/imports/new/")
    status, address = sent(as_analyst, "/metrics/imports/new/", upload=csv_of(*rows))
    assert status == 302
    assert as_analyst.get(address).headers["Refresh"] == "5"
    assert "Waiting to be checked" in shown(as_analyst, address)
    made, (path, _, _) = MetricImport.objects.get(), address.partition("?")
    assert "Refresh" not in as_analyst.get(path).headers
    with clock.at(clock.now() + dt.timedelta(minutes=10)):
        assert "Refresh" not in as_analyst.get(address).headers

    take_up(made.pk)
    page = shown(as_analyst, address)
    for said in (
        "Every change, by name.",
        "Alder Council",
        "Only the good rows: 1 of 3",
        "No authority has this code",
        "more or fewer cells",
        "=cmd",
    ):
        assert said in page
    assert "Refresh" not in as_analyst.get(address).headers
    problems = b"".join(as_analyst.get(f"{path}problems.csv")).decode()
    assert "3,authority,unknown_authority" in problems
    assert "'=cmd" in problems

    status, page = sent(as_analyst, path)
    assert (status, "Select" in page or "Answer" in page) == (200, True)
    assert sent(as_analyst, path, take="all_rows")[0] == 200
    assert sent(as_analyst, path, take="good_rows") == (302, address)
    take_up(made.pk)
    assert "Imported" in shown(as_analyst, address)
    assert figures() == [("alder", 2021, "310", False)]
    assert sent(as_analyst, path, take="good_rows")[0] == 409
    assert "figures.csv" in shown(as_analyst, "/metrics/imports/")


def test_a_file_without_problems_is_imported_as_a_whole_or_dropped(
    as_analyst: Client, metric: Metric, authorities: list[Authority]
) -> None:
    for take, count in (("nothing", 0), ("all_rows", 1)):
        path = sent(as_analyst, "/metrics/imports/new/", upload=csv_of(row("alder", 2021, 310)))[1].partition("?")[0]
        take_up(MetricImport.objects.latest("uploaded_at").pk)
        assert "All 1 rows" in shown(as_analyst, path)
        assert sent(as_analyst, path, take=take)[0] == 302
        take_up(MetricImport.objects.latest("uploaded_at").pk)
        assert MetricValue.objects.count() == count


def test_a_file_that_is_not_taken_says_why(as_analyst: Client, metric: Metric) -> None:
    status, page = sent(as_analyst, "/metrics/imports/new/")
    assert (status, "Select a file" in page) == (200, True)
    status, page = sent(as_analyst, "/metrics/imports/new/", upload=SimpleUploadedFile("a.pdf", b"x"))
    assert (status, "ends in .csv or .json" in page) == (409, True)


@pytest.mark.parametrize(
    "path",
    [
        "/metrics/",
        "/metrics/days-to-accounts/",
        "/authorities/alder/metrics/",
        OF_ALDER,
        f"{OF_ALDER}table.csv",
        "/metrics/imports/",
    ],
)
def test_a_page_asks_as_much_of_the_database_however_much_there_is(
    as_analyst: Client, analyst: User, metric: Metric, authorities: list[Authority], path: str
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(as_analyst.get(path))
        return len(captured)

    neighbours(analyst, authorities, starts_on=clock.today())
    some_figures(analyst, authorities, years=2)
    before = queries()
    a_metric(analyst, "another", title="Another")
    some_figures(analyst, authorities, years=6)
    assert queries() == before
