"""Refuses a locked package with a known vulnerability (`make check`; `--strict` refuses an unanswered question too).

Python's packages are asked about by pip-audit and those of the pages by npm, both of whoever serves the machine its
packages. Where that cannot say, a line tells so: have the check run where it can before a release (docs/operations.md).
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("base", "dev")
OPTIONS = ("--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json", "--timeout", "20")


def main() -> None:
    """End with what is vulnerable, if anything is."""
    answers = [python(f"requirements/{name}.txt") for name in LOCKS] + [pages()]
    vulnerable = [line for found in answers for line in found or ()]
    silent = [name for name, found in zip((*LOCKS, "package-lock.json"), answers, strict=True) if found is None]
    if silent:
        sys.stdout.write(f"Vulnerabilities could not be asked about here: {', '.join(silent)}\n")
    if vulnerable:
        sys.exit("Known vulnerabilities:\n" + "\n".join(vulnerable))
    if silent and "--strict" in sys.argv:
        sys.exit("Run it where advisories can be had.")


def python(lock: str) -> list[str] | None:
    """The vulnerable packages of a lock file, or None where nothing could be asked."""
    run = _run(sys.executable, "-m", "pip_audit", "--requirement", lock, *OPTIONS)
    told = _json(run.stdout).get("dependencies", [])
    if not told or all("skip_reason" in each for each in told):
        return None
    wrong = [(each["name"], each["version"], fault["id"]) for each in told for fault in each.get("vulns", ())]
    return [f"{name} {version}: {fault}" for name, version, fault in wrong]


def pages() -> list[str] | None:
    """The vulnerable packages of the pages, or None where nothing could be asked."""
    npm = shutil.which("npm")
    told = _json(_run(npm, "audit", "--json", "--fetch-retries=0").stdout) if npm else {}
    if "vulnerabilities" not in told:
        return None
    return [f"{name}: {each['severity']}" for name, each in told["vulnerabilities"].items()]


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603


def _json(text: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(text)
    except ValueError:
        return {}
    return found


if __name__ == "__main__":
    main()
