"""Looks at every migration since the previous release for what would stop a running service, or cannot be undone.

What a linter finds in the SQL (a column dropped or renamed, one that the previous release cannot fill, an index built
while nobody can write, a step without its reverse) ends with an error, unless `ALLOWED` says why it does no harm.
"""

import json
import os
import sys

import django
from django_migration_linter import MigrationLinter

from bestvalue.prepare import SOURCES
from scripts.keep_release import KEPT, ROOT

ALLOWED: dict[tuple[str, str], str] = {}
"""What each migration that the linter would refuse does, and why that does no harm to a running service."""


def main() -> None:
    """End with an error where the linter finds something in a migration that is not allowed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bestvalue.settings")
    django.setup()
    linter = MigrationLinter(str(ROOT), no_cache=True, all_warnings_as_errors=True, quiet=["ok"])
    released = {tuple(each) for each in json.loads((KEPT / "manifest.json").read_text())["migrations"]}
    for name, migration in sorted(linter.migration_loader.disk_migrations.items()):
        ours = migration.__module__.partition(".")[0] in SOURCES
        if ours and name not in released and name not in ALLOWED:
            linter.lint_migration(migration)
    if linter.has_errors:
        sys.exit("Change these migrations, or say in ALLOWED of scripts/check_migrations.py why they do no harm.")


if __name__ == "__main__":
    main()
