"""`make lock`: writes the lock files anew from `pyproject.toml`, with exact versions and hashes and no address."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = ["--quiet", "--generate-hashes", "--strip-extras", "--allow-unsafe"]
NO_ADDRESSES = ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host", "--no-header"]


def main() -> None:
    """Lock what runs, what develops on top of it, and Node for machines that have none."""
    lock("base", "pyproject.toml")
    lock("dev", "pyproject.toml", "--extra=dev", "--constraint=requirements/base.txt")
    lock("node", "requirements/node.in")


def lock(name: str, source: str, *more: str) -> None:
    """Write `requirements/NAME.txt`."""
    output = f"requirements/{name}.txt"
    command = [
        sys.executable,
        "-m",
        "piptools",
        "compile",
        *OPTIONS,
        *NO_ADDRESSES,
        *more,
        f"--output-file={output}",
        source,
    ]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "CUSTOM_COMPILE_COMMAND": "make lock"})  # noqa: S603


if __name__ == "__main__":
    main()
