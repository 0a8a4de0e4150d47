"""`docs/traceability.md` names code and tests that exist, for every rule once."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
RULES = [*(f"R{number}" for number in range(1, 49)), *(f"N{number}" for number in range(1, 26))]
ROWS = re.findall(
    r"^\| ([RN]\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", (ROOT / "docs/traceability.md").read_text(), re.MULTILINE
)
NAMED = re.compile(r"`([^`]+)`")
CODE = sorted({each for _, _, code, _ in ROWS for each in NAMED.findall(code)})
TESTS = sorted({each for _, _, _, tests in ROWS for each in NAMED.findall(tests)})


@cache
def names_in(path: str) -> frozenset[str]:
    """Functions, classes, constants and texts (names of constraints, say) of one module; a missing file fails."""
    nodes = list(ast.walk(ast.parse((ROOT / path).read_text())))
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assigned = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return frozenset(defined | assigned | {node.value for node in nodes if _is_text(node)})  # type: ignore[attr-defined]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_rule_has_one_row_in_order() -> None:
    assert [rule for rule, *_ in ROWS] == RULES


@pytest.mark.parametrize("named", CODE)
def test_code_that_is_named_exists(named: str) -> None:
    path, _, symbol = named.partition(":")
    assert (ROOT / path).is_file()
    assert not symbol or symbol in names_in(path)


@pytest.mark.parametrize("named", TESTS)
def test_a_test_that_is_named_exists(named: str) -> None:
    path, _, test = named.partition("::")
    assert test.startswith("test_")
    assert test in names_in(path)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_is_built_and_proved_or_says_that_it_is_not(row: tuple[str, str, str, str]) -> None:
    _, _, code, tests = row
    if code == "not yet built":
        assert tests == "none"
    else:
        assert NAMED.findall(code)
        assert NAMED.findall(tests) or tests == "no test yet"
