"""A backup of everything in one folder, and its restoration into a fresh database and an empty folder of files.

The folder holds `database.dump` (pg_dump's own format), `files.tar`, and `manifest.json` with what both must hold and
their SHA-256 sums. Sessions are left out, so that a restored service signs nobody in.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import Storage
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader

from bestvalue import clock
from bestvalue.embedded import program
from bestvalue.instant import one_instant
from bestvalue.records.models import Event, Removal
from cases.services.files import private_files

from .retention.removing import deleting_nothing

FORM = 1
LEFT_OUT = ("--exclude-table-data=django_session", "--no-owner", "--no-privileges")
DUMP, FILES, MANIFEST = "database.dump", "files.tar", "manifest.json"


class BackupError(Exception):
    """A backup could not be made or restored; the message says why, and what was changed if anything was."""


def back_up(folder: Path) -> Path:
    """Write a new backup below the folder, named by the instant in UTC; whole, or not at all. Raises BackupError.

    The service may go on: the dump is of one instant, and the files are read after it. None is ever changed, and none
    that is on record deleted before the end; of what was removed by then the contents are not packed.
    """
    moment = clock.now()
    home = folder / f"{moment:%Y-%m-%dT%H%M%SZ}"
    making = folder / f"{home.name}.making"
    try:
        making.mkdir(mode=0o700, parents=True)
        with deleting_nothing():
            with _one_instant() as snapshot:
                _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={making / DUMP}", *LEFT_OUT)
                manifest = {"form": FORM, "made_at": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "events": Event.objects.count()}
                manifest["migrations"] = [list(each) for each in sorted(MigrationLoader(connection).applied_migrations)]
                gone = set(Removal.objects.values_list("stored_as", flat=True))
            manifest["files"] = _pack(private_files(), making / FILES, but=gone)
        manifest["sha256"] = {name: _digest(making / name) for name in (DUMP, FILES)}
        (making / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        making.rename(home)
    except (OSError, Error, subprocess.CalledProcessError) as error:
        shutil.rmtree(making, ignore_errors=True)
        raise BackupError(f"No backup was made: {_words_of(error)}") from error
    return home


def restore(home: Path) -> Mapping[str, Any]:
    """Restore a backup into the database of DATABASE_URL and the folder of files, both empty; its manifest.

    The database is restored whole or not at all, and the files after it. Raises BackupError.
    """
    manifest = _checked(home)
    _refuse_unless_empty()
    try:
        whole = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        _run("pg_restore", *whole, f"--dbname={connection.settings_dict['NAME']}", str(home / DUMP))
    except (OSError, subprocess.CalledProcessError) as error:
        raise BackupError(f"The backup was not restored: {_words_of(error)}") from error
    try:
        _unpack(home / FILES, private_files())
    except OSError as error:
        raise BackupError(f"Only the database was restored; make it and the folder anew: {error}") from error
    return manifest


def _checked(home: Path) -> dict[str, Any]:
    """The manifest, its files compared with their sums and its migrations with those of this release."""
    try:
        manifest: dict[str, Any] = json.loads((home / MANIFEST).read_text(encoding="utf-8"))
        sums = {name: _digest(home / name) for name in (DUMP, FILES)}
    except (OSError, ValueError) as error:
        raise BackupError(f"{home} is not a whole backup: {error}") from error
    if manifest.get("form") != FORM:
        raise BackupError("The backup has a form that this release does not know.")
    for name, found in sums.items():
        if found != manifest["sha256"][name]:
            raise BackupError(f"{name} is not what was backed up: its SHA-256 is {found}.")
    known = MigrationLoader(None).disk_migrations
    if later := [name for app, name in manifest["migrations"] if (app, name) not in known]:
        raise BackupError(f"The backup was made by a later release: this one does not know {later[0]}.")
    return manifest


def _refuse_unless_empty() -> None:
    if tables := connection.introspection.table_names():
        raise BackupError(f"The database is not empty: it has {len(tables)} tables. Restore into a fresh one.")
    if stored := _names(private_files()):
        raise BackupError(f"The folder of files is not empty: {len(stored)} lie there. Restore into a fresh one.")


@contextmanager
def _one_instant() -> Iterator[str]:
    """The name of a snapshot, in which pg_dump and this connection see the same."""
    with one_instant(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _run(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; others cannot see a password in the environment."""
    given = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    where = {variable: str(given[key]) for variable, key in names.items() if given[key]}
    if mode := given["OPTIONS"].get("sslmode"):
        where["PGSSLMODE"] = mode
    command = [program(name), *arguments]
    subprocess.run(command, env={**os.environ, **where}, check=True, capture_output=True, text=True)  # noqa: S603


def _names(files: Storage) -> list[str]:
    return sorted(files.listdir("")[1]) if files.exists("") else []


def _pack(files: Storage, archive: Path, *, but: Set[str]) -> int:
    """Pack all files `but` those; how many. One that goes meanwhile was on no record: what wrote it was undone."""
    count = 0
    with tarfile.open(archive, "w") as tar:
        for name in (each for each in _names(files) if each not in but):
            entry = tarfile.TarInfo(name)
            with suppress(FileNotFoundError), files.open(name) as content:
                entry.size = files.size(name)
                tar.addfile(entry, content)
                count += 1
    return count


def _unpack(archive: Path, files: Storage) -> None:
    with tarfile.open(archive) as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            if content is not None:
                files.save(entry.name, File(content))


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _words_of(error: Exception) -> str:
    return str(error.stderr).strip() if isinstance(error, subprocess.CalledProcessError) else str(error)
