"""The bench runs from end to end: each operation once, on the demonstration alone, and with its floor beside it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command

from cases.models import Case
from tests.faults.due import fall_due
from tests.support.once import made_once

from .__main__ import growth
from .databases import manage

PROOF = os.environ.get("PROOF") == "full"


def load_demonstration() -> None:
    """The demonstration, committed."""
    call_command("load_reference_data", demonstration=True, verbosity=0)
    call_command("load_demonstration", verbosity=0)


def address() -> str:
    """Where the database of the test is."""
    name = settings.DATABASES["default"]["NAME"]
    return urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl()


def run(module: str, folder: Path, *arguments: str) -> dict[str, dict[str, Any]]:
    """The rows that a part of the bench writes, by operation, on the database of the test."""
    environment = {"DATABASE_URL": address(), "BENCH_SECONDS": "0", "FILES_ROOT": str(folder / "files")}
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", str(folder / "rows.json"), *arguments]
    ran = subprocess.run(  # noqa: S603 - our own program, no shell
        command, env={**os.environ, **environment}, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return {each["operation"]: each for each in json.loads((folder / "rows.json").read_text(encoding="utf-8"))}


@pytest.mark.django_db(transaction=True)
def test_long_work_and_acts_stand_beside_their_floors(tmp_path: Path) -> None:
    made_once("demonstration", load_demonstration)
    fall_due(Case.objects.earliest("created_at"), 20)
    long = run("long", tmp_path, "40", *(["--once"] if PROOF else []))
    assert {"sweep", "verify all events", "register as CSV", "import of figures"} < set(long)
    assert all(each["ratio"] > 0 and each["floor_ms"] > 0 for each in long.values())
    assert long["sweep"]["rows"] == 2  # a tenth of what is due
    assert long["readings as CSV"]["rows"] == long["import of figures"]["rows"] == 40
    if PROOF:
        manage(address(), "collectstatic", "--no-input", "--verbosity=0")
        reads = run("measuring", tmp_path)
        assert {"page: case list", "act: sign in", "act: log a representation"} < set(reads)
        assert all(each["ratio"] > 0 for each in reads.values() if "ratio" in each)


def test_growth_is_the_power_of_the_size() -> None:
    found = {size: {"rows": [{"operation": "read", "p50_ms": took}]} for size, took in ((10, 5.0), (1000, 50.0))}
    assert growth(found) == {"read": 0.5}
    assert growth({10: found[10]}) == {}


def test_a_file_that_has_a_bound_grows_with_its_own_rows() -> None:
    told = ((10, 1.0), (100, 10.0))
    found = {rows**2: {"rows": [{"operation": "file", "p50_ms": took, "rows": rows}]} for rows, took in told}
    assert growth(found) == {"file": 1.0}
