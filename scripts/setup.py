"""Installs what is missing, and nothing twice: `.venv`, locked packages, the built pages and, for tests, a browser.

Needs only the standard library of Python 3.11 or 3.12. `--development` adds what `make test` and `make check` use.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NEEDED_BYTES = 1536 * 1024 * 1024


def main() -> None:
    """Install what the arguments ask for."""
    development = "--development" in sys.argv[1:]
    if not (3, 11) <= sys.version_info[:2] <= (3, 12):
        sys.exit(f"Best Value needs Python 3.11 or 3.12; this is {sys.version.split()[0]}.")
    make_venv()
    install("base")
    if development:
        install("dev")
    if not (shutil.which("node") and shutil.which("npm")):
        install("node")
    run([PYTHON, ROOT / "scripts" / "build_frontend.py"], "The pages could not be built.")
    find_pango()
    if development:
        find_browser()


def make_venv() -> None:
    """Make `.venv`, or make it anew where its Python has gone or is of another place."""
    works = PYTHON.exists() and succeeds([PYTHON, "-c", "import pip"])
    if works:
        return
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        sys.exit(
            f"The disk that holds {ROOT} has {free // 2**20} MiB free; installing needs {NEEDED_BYTES // 2**20} MiB."
        )
    say("Making .venv")
    advice = "Python could not make .venv. On Debian and Ubuntu, install the package python3-venv."
    run([sys.executable, "-m", "venv", "--clear", VENV], advice)


def install(name: str) -> None:
    """Install the packages of one lock file, unless that very file was installed before."""
    lock, stamp = ROOT / "requirements" / f"{name}.txt", VENV / f".installed-{name}"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    say(f"Installing {lock.relative_to(ROOT)}")
    options = ["-qq", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"]
    run([PYTHON, "-m", "pip", "install", *options, "--requirement", lock], f"The packages of {lock} did not install.")
    stamp.write_text(wanted, encoding="utf-8")


def find_browser() -> None:
    """Have a Chromium for the browser tests: the machine's, else Debian's where we may, else Playwright's own."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    say("Installing a browser for the tests")
    if apt_installs("chromium"):
        return
    run([PYTHON, "-m", "playwright", "install", "chromium"], "No browser: install Chromium, then try again.")


def find_pango() -> None:
    """Have Pango, with which PDFs are made: the machine's, else Debian's where we may. All else works without it."""
    if find_library("pangoft2-1.0"):
        return
    say("Installing Pango, for PDFs")
    if not apt_installs("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation"):
        say("Pango is not installed, so letters have no PDF. Everything else works.")


def apt_installs(*packages: str) -> bool:
    """Whether Debian's installer could be used here and installed these packages."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt: list[str | Path] = ["apt-get", "-qq", "-y"]
    install: list[str | Path] = [*apt, "install", "--no-install-recommends", *packages]
    return succeeds([*apt, "update"], quiet) and succeeds(install, quiet)


def succeeds(command: list[str | Path], environment: dict[str, str] | None = None) -> bool:
    """Whether a command ends well; what it prints is not shown."""
    finished = subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 - ours, no shell
    return finished.returncode == 0


def run(command: list[str | Path], advice: str) -> None:
    """Run a command; if it fails, end with what to do about it."""
    if subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603 - our own commands, no shell
        sys.exit(advice)


def say(line: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(f"{line} ...", flush=True)  # noqa: T201 - a script that speaks


if __name__ == "__main__":
    main()
