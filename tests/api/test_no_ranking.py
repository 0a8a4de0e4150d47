"""Nothing that the service shows or hands out could rank authorities: no score, total, average or order of findings.

The OpenAPI document is walked member by member, and every list's sort keys are read (N1 to N4).
"""

import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.forms import Form
from django.urls import get_resolver

from bestvalue.api.acts import view_of
from bestvalue.api.documentation import described
from bestvalue.api.spreadsheets import table
from bestvalue.api.views import Listing
from bestvalue.desk.exporting import Sheet
from bestvalue.desk.forms import CaseFilterForm
from bestvalue.desk.views import exporting
from bestvalue.desk.views.directions import DirectionsFilterForm
from bestvalue.desk.views.watches import WatchFilterForm
from tests.api.test_documentation import UNDESCRIBED, _names
from themes.models import Observation, ThemeAssessment

RANKING = re.compile(
    r"(^|_)(scores?|rank(ing|ed)?|rating|weight(ed|ing)?|total|tally|average|mean|percentile|severity|points|grade|"
    r"risk_level|traffic_light|red|amber|green|worst|best|league|indicators?_count|observed_count|findings?_count)(_|$)"
)
OWN = ("bestvalue.", "cases.", "themes.", "notices.", "interventions.")
FINDINGS = re.compile(r"finding|observed|indicator|trajectory|assessment|(^|_)direction(_|$)")


def everything_under(kind: type[Any]) -> set[type[Any]]:
    """Every class below this one, however deep."""
    return {kind}.union(*(everything_under(below) for below in kind.__subclasses__()))


def members(schema: Any, name: str = "") -> Iterator[str]:
    """The name of every member in a schema, however deep."""
    if isinstance(schema, dict):
        for key, value in schema.get("properties", {}).items():
            yield key
            yield from members(value, key)
        for key, value in schema.items():
            if key != "properties":
                yield from members(value, name)
    elif isinstance(schema, list):
        for each in schema:
            yield from members(each, name)


def test_no_member_of_the_api_scores_counts_or_ranks() -> None:
    document = described()
    found = set(members(document["components"]["schemas"])) | set(members(document["paths"]))
    assert {"finding", "trajectory", "narrative"} <= found, "the walk reaches what is observed and assessed"
    assert not [each for each in found - {"steps_total"} if RANKING.search(each)]  # how far a bundle is


def test_no_list_of_the_api_counts_cases_or_authorities_by_what_was_found() -> None:
    document = described()
    counted = {each for each in members(document["components"]["schemas"]) if re.search(r"(^|_)counts?$", each)}
    told = "only the rows of a list, the entries of the public register, and what is wrong with a file of figures"
    assert counted <= {"count", "instrument_count", "problem_count"}, told


def test_no_parameter_sorts_or_filters_by_what_was_found() -> None:
    for path, methods in described()["paths"].items():
        for operation in methods.values():
            names = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
            assert not [each for each in names if RANKING.search(each) or FINDINGS.search(each)], path
            choices = [
                str(value)
                for each in operation.get("parameters", [])
                if each["name"] in ("ordering", "sort")
                for value in each["schema"].get("enum", each["schema"].get("items", {}).get("enum", []))
            ]
            assert not [each for each in choices if RANKING.search(each) or FINDINGS.search(each)], path


def test_no_list_is_ordered_by_what_was_found() -> None:
    keys: set[str] = set()
    for view in (view_of(name) for name in _names() if name not in UNDESCRIBED):
        keys |= set(getattr(view, "latest", ())) if issubclass(view, Listing) else set()
    forms = [each for each in everything_under(Form) if "sort" in getattr(each, "base_fields", {})]
    assert {CaseFilterForm, WatchFilterForm, DirectionsFilterForm} <= set(forms), "the walk reaches the lists"
    keys |= {str(key) for each in forms for key, _ in each.base_fields["sort"].choices}
    for model in apps.get_models():
        keys |= {str(each) for each in model._meta.ordering or () if model not in (Observation, ThemeAssessment)}
    assert not [each for each in keys if RANKING.search(each) or re.search(r"finding|trajectory|side$", each)]


MAKERS = (table.__module__, Sheet.__module__, exporting.__name__)
"""The modules that make a table of whatever columns they are given."""


def test_no_table_for_a_spreadsheet_has_a_column_that_ranks() -> None:
    get_resolver().url_patterns  # noqa: B018  imports every view
    found = [vars(module) for name, module in sys.modules.items() if name.startswith(OWN) and name not in MAKERS]
    tables = [names for names in found if names.get("table") is table or names.get("Sheet") is Sheet]
    assert len(tables) >= 7, "the walk reaches every module that makes one"
    assert all("COLUMNS" in names for names in tables), "a table's first line is a constant, which is read here"
    rows = [row for names in tables for key, row in names.items() if key.endswith("COLUMNS")]
    columns = {str(each) for row in rows for each in row}
    assert {"standing", "next_prompt", "days_left"} <= columns
    assert not [each for each in columns if RANKING.search(each) or FINDINGS.search(each)]


@pytest.mark.parametrize("model", [Observation, ThemeAssessment])
def test_what_was_found_is_a_word_and_never_a_number(model: type[models.Model]) -> None:
    numbers = (models.IntegerField, models.FloatField, models.DecimalField)
    assert not [f.name for f in model._meta.concrete_fields if isinstance(f, numbers) and not f.primary_key]
    assert not [each for each in model._meta.ordering or () if re.search(r"finding|trajectory", str(each))]
