"""Keeps a backup of this release's demonstration in `tests/data/previous_release`, for tests of the next release.

Run it once a release is out, at that release's commit: `.venv/bin/python -m scripts.keep_release`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bestvalue.embedded import Postgres

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "data" / "previous_release"


def main() -> None:
    """Prepare the demonstration in a database of its own and back it up."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        folder.chmod(0o711)  # PostgreSQL, run by another user, passes through it
        postgres = Postgres(folder / "postgres", durable=False)
        where = {"DATABASE_URL": postgres.start(), "FILES_ROOT": str(folder / "files"), "DEMONSTRATION": "true"}
        try:
            _run(where, "-m", "bestvalue.prepare")
            _run(where, "manage.py", "back_up", str(folder / "backups"))
        finally:
            postgres.stop()
        shutil.rmtree(KEPT, ignore_errors=True)
        shutil.copytree(next((folder / "backups").iterdir()), KEPT)
        KEPT.chmod(0o755)


def _run(where: dict[str, str], *command: str) -> None:
    subprocess.run([sys.executable, *command], cwd=ROOT, env={**os.environ, **where}, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
