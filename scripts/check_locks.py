"""Refuses lock files that name an address, so that the packages come from wherever a machine is set up to get them."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"https?://|file://|--(extra-)?index-url|--find-links|\"resolved\"")
LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json"]


def main() -> None:
    """End with the lines that name an address, if there are any."""
    found = [f"{file.name}:{number}: {line.strip()}" for file in LOCKS for number, line in offending(file)]
    if found:
        sys.exit("Lock files must name no address:\n" + "\n".join(found))


def offending(file: Path) -> list[tuple[int, str]]:
    """The numbered lines that name an address; that of a package's funding page in package-lock.json is allowed."""
    lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    return [(number, line) for number, line in lines if ADDRESS.search(line) and '"url":' not in line]


if __name__ == "__main__":
    main()
