"""A locked package with a known vulnerability is refused, and silence is told apart from a good answer."""

import json
import shutil
import subprocess
import sys

import pytest

from scripts import check_advisories

FINE = {"name": "django", "version": "5.2.19", "vulns": []}
WRONG = {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-2026-1"}]}
UNASKED = {"name": "django", "skip_reason": "not found"}
PAGES: dict[str, object] = {"vulnerabilities": {}}


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> "Checked":
    """Runs the check on what pip-audit and npm are made to say."""
    return Checked(monkeypatch)


class Checked:
    """The check, with the answers of the two programs that it runs."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def __call__(self, *packages: object, pages: object = PAGES, strict: bool = False) -> None:
        """Run it; SystemExit where it refuses."""

        def run(*command: str) -> "subprocess.CompletedProcess[str]":
            told = pages if command[1] == "audit" else {"dependencies": packages}
            return subprocess.CompletedProcess(command, 0, stdout=json.dumps(told))

        self.patch.setattr(check_advisories, "_run", run)
        self.patch.setattr(shutil, "which", lambda name: name)
        self.patch.setattr(sys, "argv", ["check", *(["--strict"] if strict else [])])
        check_advisories.main()


def test_a_known_vulnerability_is_refused_and_named(checked: Checked) -> None:
    with pytest.raises(SystemExit, match=r"old 1\.0: PYSEC-2026-1"):
        checked(FINE, WRONG)
    with pytest.raises(SystemExit, match="left-pad: high"):
        checked(FINE, pages={"vulnerabilities": {"left-pad": {"severity": "high"}}})


def test_where_nobody_answers_it_says_so_and_strictly_refuses(
    checked: Checked, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(UNASKED, pages={"error": "no audit here"})
    assert "could not be asked about here: base, dev, package-lock.json" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="where advisories can be had"):
        checked(UNASKED, strict=True)


def test_nothing_known_of_any_is_good(checked: Checked, capsys: pytest.CaptureFixture[str]) -> None:
    checked(FINE, strict=True)
    assert capsys.readouterr().out == ""
