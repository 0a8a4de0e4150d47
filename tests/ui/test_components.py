"""Every component against GOV.UK Frontend's own examples: the same options give the same HTML."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils.safestring import SafeString

from bestvalue.ui.options import snake_case
from bestvalue.ui.templatetags.govuk import govuk
from tests.support.html import tree

COMPONENTS = Path(settings.BASE_DIR, "node_modules", "govuk-frontend", "dist", "govuk", "components")
OURS = sorted(path.stem for path in Path(settings.BASE_DIR, "templates", "components").glob("[a-z]*.html"))
THEIRS = [name for name in OURS if (COMPONENTS / name).is_dir()]

INTERRUPTION = "We interrupt nobody: the panel only confirms."
ENHANCED = "Files are chosen with the browser's own control, which needs no script."
UNSUPPORTED = {
    ("panel", "interruption"): INTERRUPTION,
    ("panel", "interruption-with-content-with-long-line-length"): INTERRUPTION,
    ("panel", "interruption-with-headings-content-and-lists"): INTERRUPTION,
    ("panel", "interruption with custom classes"): INTERRUPTION,
    ("panel", "interruption, with actions classes and attributes"): INTERRUPTION,
    ("panel", "interruption, submit action"): INTERRUPTION,
    ("panel", "interruption, button link"): INTERRUPTION,
    ("panel", "interruption, no actions"): INTERRUPTION,
    ("panel", "interruption, no actions items"): INTERRUPTION,
    ("file-upload", "enhanced"): ENHANCED,
    ("file-upload", "enhanced, with error message and hint"): ENHANCED,
    ("file-upload", "enhanced, multiple files"): ENHANCED,
    ("file-upload", "enhanced, custom wrapper classes and attributes"): ENHANCED,
    ("file-upload", "translated"): ENHANCED,
    ("service-navigation", "with navigation having only empty values"): "Our menus have no empty entries.",
}


def examples() -> list[Any]:
    """The component, name and content of every example."""
    loaded = ((name, json.loads((COMPONENTS / name / "fixtures.json").read_text())["fixtures"]) for name in THEIRS)
    return [pytest.param(name, each, id=f"{name}: {each['name']}") for name, fixtures in loaded for each in fixtures]


def given(value: Any, name: str = "") -> Any:
    """An example's options in our names, its HTML marked as safe as it is there."""
    if isinstance(value, dict):
        kind = "html" if name == "slots" else ""
        return {
            (key if name == "attributes" else snake_case(key)): given(each, kind or key) for key, each in value.items()
        }
    if isinstance(value, list):
        return [given(each) for each in value]
    return SafeString(value) if isinstance(value, str) and name.lower().endswith("html") else value


@pytest.mark.parametrize(("component", "example"), examples())
def test_a_component_is_as_gov_uk_makes_it(component: str, example: dict[str, Any]) -> None:
    same = tree(govuk(component, given(example["options"]))) == tree(example["html"])
    assert same is ((component, example["name"]) not in UNSUPPORTED)


def test_what_is_unsupported_is_among_the_examples() -> None:
    known = {(param.values[0], param.values[1]["name"]) for param in examples()}
    assert known >= UNSUPPORTED.keys()
