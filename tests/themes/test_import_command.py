"""`manage.py import_metrics` imports as the browser does, and says what is wrong."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bestvalue.accounts.models import User
from cases.models import Authority
from cases.services.files import private_files
from themes import tasks
from themes.models import Metric, MetricImport
from themes.services import imports

from .figures import csv_of, figures, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, metric: Metric, authorities: list[Authority]) -> Path:
    """A file of which one row is wrong."""
    path = tmp_path / "figures.csv"
    path.write_bytes(csv_of(row("alder", 2021, 310), row("nowhere", 2021, 1)).read())
    return path


def run(*arguments: object, by: User) -> str:
    """What the command says."""
    out = StringIO()
    call_command("import_metrics", *map(str, arguments), actor=by.email, stdout=out, stderr=out)
    return out.getvalue()


def test_all_rows_or_none_are_imported_unless_good_rows_are_enough(file: Path, analyst: User) -> None:
    with pytest.raises(
        CommandError, match="Nothing was imported: of 2 rows 1 new, 0 revised, 0 there already, 1 wrong"
    ):
        run(file, by=analyst)
    assert figures() == []
    said = run(file, "--good-rows-only", by=analyst)
    assert "Line 3, authority: No authority has this code or short name." in said
    assert said.splitlines()[-1] == "Imported: of 2 rows 1 new, 0 revised, 0 there already, 1 wrong."


def test_a_dry_run_leaves_nothing_behind(file: Path, analyst: User) -> None:
    before = private_files().listdir("")[1]
    said = run(file, "--good-rows-only", "--dry-run", by=analyst)
    assert said.splitlines()[-1] == "Nothing was imported: of 2 rows 1 new, 0 revised, 0 there already, 1 wrong."
    assert (figures(), MetricImport.objects.count(), private_files().listdir("")[1]) == ([], 0, before)


def test_what_cannot_be_is_said_in_words(file: Path, analyst: User, officer: User) -> None:
    for name, by, said in (("nothing.csv", analyst, "cannot be read"), (file, officer, "Only an analyst")):
        with pytest.raises(CommandError, match=said):
            run(name, by=by)
    with pytest.raises(CommandError, match="Nobody has the email address"):
        call_command("import_metrics", str(file), actor="nobody@test.example")


def test_the_scheduler_takes_up_what_waits(analyst: User, metric: Metric, authorities: list[Authority]) -> None:
    made = imports.receive_import(by=analyst, upload=csv_of(row("alder", 2021, 310)), good_rows_only=False)
    tasks.take_up_import(str(made.pk))
    imports.receive_import(by=analyst, upload=csv_of(row("birch", 2021, 310)), good_rows_only=False)
    tasks.take_up_waiting_imports()
    assert len(figures()) == 2
    assert tasks.take_up_import.name == imports.TASK
