"""Nothing that the service shows or hands out could rank authorities: no score, total, average or order of findings.

The OpenAPI document is walked member by member, and every list's sort keys are read (N1 to N4).
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from bestvalue.api.acts import view_of
from bestvalue.api.documentation import described
from bestvalue.api.views import Listing
from bestvalue.desk.forms import CaseFilterForm
from tests.api.test_documentation import UNDESCRIBED, _names
from themes.models import Observation, ThemeAssessment

RANKING = re.compile(
    r"(^|_)(scores?|rank(ing|ed)?|rating|weight(ed|ing)?|total|tally|average|mean|percentile|severity|points|grade|"
    r"risk_level|traffic_light|red|amber|green|worst|best|league|indicators?_count|observed_count|findings?_count)(_|$)"
)
FINDINGS = re.compile(r"finding|observed|indicator|trajectory|assessment")


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
    assert not [each for each in found if RANKING.search(each)]


def test_no_list_of_the_api_counts_cases_or_authorities_by_what_was_found() -> None:
    document = described()
    counted = {each for each in members(document["components"]["schemas"]) if re.search(r"(^|_)counts?$", each)}
    assert counted <= {"count", "instrument_count"}, "only the rows of a list, and the entries of the public register"


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
    keys |= {key for key, _ in CaseFilterForm.base_fields["sort"].choices}  # type: ignore[attr-defined]
    for model in apps.get_models():
        keys |= {str(each) for each in model._meta.ordering or () if model not in (Observation, ThemeAssessment)}
    assert not [each for each in keys if RANKING.search(each) or re.search(r"finding|trajectory|side$", each)]


@pytest.mark.parametrize("model", [Observation, ThemeAssessment])
def test_what_was_found_is_a_word_and_never_a_number(model: type[models.Model]) -> None:
    numbers = (models.IntegerField, models.FloatField, models.DecimalField)
    assert not [f.name for f in model._meta.concrete_fields if isinstance(f, numbers) and not f.primary_key]
    assert not [each for each in model._meta.ordering or () if re.search(r"finding|trajectory", str(each))]
