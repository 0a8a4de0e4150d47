"""Definitions have a caveat and no better side; comparators are dated, sourced, and only ever a set."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.errors import Changed, Forbidden, Refused
from bestvalue.records.models import Event
from cases.models import Authority
from tests.api.test_engagement import caller
from themes.metric_selectors import compared, current_values, groups_of
from themes.models import ComparatorGroup, Line, Metric, MetricImport, MetricValue, Theme
from themes.services.editions import load_editions
from themes.services.metrics import define_metric, edit_metric, set_comparators

from .figures import WORDS, csv_of, imported, row

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 5, 1)


def neighbours(by: User, authorities: list[Authority], **facts: Any) -> ComparatorGroup:
    """The others as the nearest neighbours of the first."""
    first, *others = authorities
    given = {"kind": "nearest_neighbours", "source": "A published model.", "starts_on": TODAY, "members": others}
    return set_comparators(by=by, authority=first, **{**given, **facts})


def test_a_definition_is_kept_with_an_event_each_time(analyst: User, metric: Metric) -> None:
    edited = edit_metric(
        by=analyst, metric=metric, themes=metric.themes.all(), reason="Clearer.", expected_version=1, caveat="New."
    )
    defined, changed = Event.objects.filter(stream="metric:days-to-accounts").order_by("case_version")
    assert (defined.verb, changed.verb, changed.reason, edited.version) == (
        "define_metric",
        "edit_metric",
        "Clearer.",
        2,
    )
    assert (changed.before["caveat"], changed.after["caveat"]) == (WORDS["caveat"], "New.")
    with pytest.raises(Changed):
        edit_metric(by=analyst, metric=metric, themes=metric.themes.all(), expected_version=1, caveat="Old.")


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("caveat", " \n", "caveat cannot be blank"),
        ("higher_means", "A higher value is better.", "without judging"),
        ("higher_means", "Worse", "without judging"),
        ("unit", " ", "unit"),
        ("slug", "imports", "address of the service"),
        ("title", "Days to publish accounts", "already exists"),
    ],
)
def test_a_definition_without_a_caveat_or_with_a_better_side_is_refused(
    analyst: User, metric: Metric, field: str, text: str, why: str
) -> None:
    facts: dict[str, Any] = {**WORDS, "title": "Another", "slug": "another", "themes": metric.themes.all(), field: text}
    with pytest.raises(Refused, match=why):
        define_metric(by=analyst, **facts)


@pytest.mark.parametrize("change", [{"caveat": " "}, {"higher_means": "Bad"}, {"slug": "other"}])
def test_the_database_holds_the_same_rules(metric: Metric, change: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        Metric.objects.update(**change)


def test_the_ombudsmans_line_takes_a_rate_and_never_a_number_of_complaints(analyst: User) -> None:
    load_editions()
    line, theme = Line.objects.get(slug="sd-i-ombudsman-uphold-rate"), Theme.objects.get(code="sd")
    facts: dict[str, Any] = {**WORDS, "slug": "upheld", "title": "Upheld", "themes": [theme], "lines": [line]}
    with pytest.raises(Refused, match="the unit is %"):
        define_metric(by=analyst, **{**facts, "unit": "complaints"})
    assert define_metric(by=analyst, **{**facts, "unit": "%"}).lines.get() == line


@pytest.mark.parametrize("who", ["officer", "lead", "deputy_director", "minister"])
def test_only_analysts_and_administrators_keep_metrics(
    who: str, metric: Metric, authorities: list[Authority], request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(who)
    with pytest.raises(Forbidden):
        edit_metric(by=by, metric=metric, themes=metric.themes.all(), caveat="Mine.")
    with pytest.raises(Forbidden):
        neighbours(by, authorities)


def test_a_later_group_takes_the_place_of_the_earlier_which_keeps_its_dates(
    analyst: User, authorities: list[Authority]
) -> None:
    first = neighbours(analyst, authorities)
    second = neighbours(analyst, authorities, starts_on=TODAY + dt.timedelta(days=100), members=authorities[2:])
    first.refresh_from_db()
    assert first.ends_on == TODAY + dt.timedelta(days=99)
    assert [list(groups_of(authorities[0], on=TODAY + dt.timedelta(days=days))) for days in (99, 100)] == [
        [first],
        [second],
    ]
    event = Event.objects.get(subject=f"comparator_group:{second.pk}")
    assert (event.stream, event.after["members"]) == (authorities[0].stream_name, ["cedar", "dale", "elm"])


def test_authorities_of_the_same_kind_are_found_and_too_few_are_refused(
    analyst: User, authorities: list[Authority]
) -> None:
    group = neighbours(analyst, authorities, kind="same_kind", members=())
    assert set(group.members.all()) == set(authorities[1:])
    with pytest.raises(Refused, match="at least 3"):
        neighbours(analyst, authorities, members=authorities[:3])
    with pytest.raises(Refused, match="Say who put the group together"):
        neighbours(analyst, authorities, source=" ", starts_on=TODAY + dt.timedelta(days=9))


def test_the_spread_is_of_the_group_alone_and_needs_three_figures(
    analyst: User, metric: Metric, authorities: list[Authority]
) -> None:
    group = neighbours(analyst, authorities)
    old = [row("birch", 2021, 99), row("alder", 2020, 1), row("birch", 2020, 2), row("cedar", 2020, 3)]
    imported(analyst, csv_of(*old))
    imported(analyst, csv_of(*(row(each.slug, 2021, 10 * place) for place, each in enumerate(authorities))))
    latest, earlier = compared(list(current_values(authorities[0])), metric, group)
    assert (latest.value.number, latest.spread.count, latest.spread.words) == ("0", 4, ("17.5", "25", "32.5"))
    assert (earlier.value.number, earlier.spread.count, earlier.spread.words) == ("1", 2, ("", "", ""))


# N2, N4: nothing lists, orders or narrows authorities by what a metric says of them


def test_no_address_tells_figures_of_more_than_one_authority(
    client: Client, analyst: User, metric: Metric, authorities: list[Authority]
) -> None:
    """A figure that only one authority has is found on pages about that authority, and nowhere else."""
    group = neighbours(analyst, authorities, starts_on=clock.today())
    marks = {each.slug: 1_000_003 * (place + 1) for place, each in enumerate(authorities)}
    imported(analyst, csv_of(*(row(slug, 2021, mark) for slug, mark in marks.items())))
    client.force_login(analyst)
    about = {"slug": "alder", "metric": metric.slug, "pk": group.pk}
    told = {}
    for prefix, name in (("/", "metrics"), ("/api/v1/", "metrics"), ("/api/v1/", "comparators")):
        for path in (
            *(f"{prefix}{name}/", f"{prefix}{name}/{metric.slug}/", f"{prefix}authorities/", "/metrics/imports/"),
            *(f"{prefix}authorities/alder/{name}/", f"{prefix}authorities/alder/{name}/{about['pk']}/"),
            *(f"{prefix}authorities/alder/metrics/{metric.slug}/{each}" for each in ("", "chart.svg", "table.csv")),
        ):
            response = client.get(path)
            text = b"".join(response).decode()
            told[path] = {slug for slug, mark in marks.items() if str(mark) in text or f"{mark:,}" in text}
    assert set().union(*told.values()) == {"alder"}
    assert {path for path, slugs in told.items() if slugs} == {
        *(
            "/authorities/alder/metrics/",
            f"/authorities/alder/metrics/{metric.slug}/",
            "/api/v1/authorities/alder/metrics/",
        ),
        *(f"/authorities/alder/metrics/{metric.slug}/{each}" for each in ("chart.svg", "table.csv")),
        f"/api/v1/authorities/alder/metrics/{metric.slug}/",
    }


@pytest.mark.parametrize(
    "query", ["ordering=value", "sort=-value", "value=1", "value_min=1", "value__gt=1", "worst=10", "order_by=value"]
)
@pytest.mark.parametrize(
    "path", ["metrics/", "authorities/", "authorities/alder/metrics/", "authorities/alder/comparators/"]
)
def test_no_list_takes_a_figure_to_order_or_narrow_by(
    client: Client, analyst: User, authorities: list[Authority], path: str, query: str
) -> None:
    assert caller(analyst).get(f"/api/v1/{path}?{query}").status_code == 400


def test_authorities_in_a_group_are_in_the_order_of_their_names_whatever_their_figures(
    client: Client, analyst: User, metric: Metric, authorities: list[Authority]
) -> None:
    group = neighbours(analyst, authorities[::-1], starts_on=clock.today())
    for figures in ((1, 2, 3, 4, 5), (5, 4, 3, 2, 1)):
        rows = [row(each.slug, 2021, figure) for each, figure in zip(authorities, figures, strict=True)]
        imported(analyst, csv_of(*rows))
        client.force_login(analyst)
        page = client.get(f"/metrics/comparators/{group.pk}/").content.decode()
        assert re.findall(r"/authorities/(\w+)/\"", page) == ["alder", "birch", "cedar", "dale"]


def test_no_query_in_the_code_orders_or_narrows_by_a_figure() -> None:
    """Only the quartiles, which are of a set, look at the size of figures."""
    looks = re.compile(
        r"""order_by\([^)]*["']-?(?:\w+__)?value["']|\bvalue__(?:gt|lt|range)|ORDER BY[^)\n]*\bvalue\b"""
    )
    found = [
        (path.name, match[0])
        for folder in ("themes", "cases", "bestvalue", "notices", "interventions")
        for path in (Path(settings.BASE_DIR) / folder).rglob("*.py")
        for match in looks.finditer(path.read_text())
    ]
    assert found == [("metric_selectors.py", "ORDER BY value")]


def test_no_field_of_a_metric_says_which_side_is_better() -> None:
    names = {field.name for field in Metric._meta.get_fields()}
    assert not [
        each for each in names if re.search(r"better|good|worse|polarity|direction|target|threshold|rank", each)
    ]


def test_a_figure_is_of_an_authority_and_never_of_a_person(client: Client, analyst: User) -> None:
    """N21: it holds a number and no words, and whoever defines a metric is told so."""
    kinds = {field.get_internal_type() for field in MetricValue._meta.concrete_fields}
    related = {field.related_model for field in MetricValue._meta.concrete_fields if field.is_relation}
    assert kinds.isdisjoint({"CharField", "TextField", "JSONField"})
    assert related == {Metric, MetricImport, Authority}
    client.force_login(analyst)
    assert "never about one person" in client.get("/metrics/new/").content.decode()
