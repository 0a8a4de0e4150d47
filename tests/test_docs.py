"""The documents say what the product does: written ones are fresh, and no link is dead."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from cases.moves import TABLE
from tests.access.document import described

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def printed() -> str:
    """What `manage.py describe_lifecycle` prints."""
    out = StringIO()
    call_command("describe_lifecycle", stdout=out)
    return out.getvalue()


def test_the_lifecycle_is_described_as_it_runs() -> None:
    """If this fails: `manage.py describe_lifecycle > docs/lifecycle.md`."""
    assert (ROOT / "docs" / "lifecycle.md").read_text() == printed()


def test_who_gets_in_is_described_as_it_is() -> None:
    """If this fails: `.venv/bin/python -m tests.access > docs/access.md`."""
    assert (ROOT / "docs" / "access.md").read_text() == described()


def test_every_numbered_move_has_its_row() -> None:
    rows = re.findall(r"^\| (T\w+) \|", printed(), re.MULTILINE)
    assert rows == [each.number for each in TABLE if each.number]


def test_a_correction_is_named_beneath_the_diagram_and_not_drawn_in_it() -> None:
    diagram, beneath = printed().split("Not drawn:", 1)
    assert "T70" not in diagram
    assert "T70" in beneath.splitlines()[0]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_link_between_documents_is_dead(document: Path) -> None:
    targets = [link for link in LINK.findall(document.read_text()) if "://" not in link]
    assert [link for link in targets if not (document.parent / link).exists()] == []
