"""A backup of the whole service is restored into a fresh database, and what it holds is proved again."""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client

from bestvalue import clock
from bestvalue.accounts.models import ApiToken
from bestvalue.accounts.services.calendars import make_calendar
from bestvalue.accounts.services.tokens import issue_token
from bestvalue.desk import backups
from bestvalue.records.models import Event
from bestvalue.records.services import anchor_chains
from cases.services.files import keep_file
from tests.cases.test_files import upload
from tests.desk.test_retention import TEN_YEARS, full_and_closed, removed
from tests.lifecycle.build import Play
from tests.support.database import a_fresh_database


@pytest.fixture
def files(settings: Any, tmp_path: Path) -> Path:
    """A folder of files of the test's own."""
    folder = tmp_path / "files"
    private = settings.STORAGES["private"]
    kept = private | {"OPTIONS": private["OPTIONS"] | {"location": str(folder)}}
    settings.STORAGES = settings.STORAGES | {"private": kept}
    return folder


@pytest.fixture
def fresh(transactional_db: None) -> Iterator[str]:
    """The address of an empty database beside that of the tests."""
    with a_fresh_database("restored") as address:
        yield address


@pytest.fixture
def backup(transactional_db: None, play: Play, files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A backup of a case with a file, an anchor over its events, and somebody signed in."""
    keep_file(by=play.officer, case=play.case, upload=upload())
    anchor_chains()
    Client().force_login(play.officer)
    call_command("back_up", tmp_path / "backups")
    return Path(capsys.readouterr().out.strip())


def restored(backup: Path, address: str, files: Path) -> subprocess.CompletedProcess[str]:
    """What the command says that restores a backup on another machine."""
    where = {"DATABASE_URL": address, "FILES_ROOT": str(files), "ANCHORS_ROOT": str(files / "none")}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(backup)]
    return subprocess.run(command, env=os.environ | where, check=False, capture_output=True, text=True)  # noqa: S603


def test_a_backup_is_restored_and_proved_elsewhere(backup: Path, fresh: str, files: Path, tmp_path: Path) -> None:
    other = tmp_path / "other files"
    done = restored(backup, fresh, other)
    events = Event.objects.count()
    assert done.returncode == 0, done.stderr
    assert f"All {events} events are intact, and fit 1 anchors" in done.stdout
    assert done.stdout.splitlines()[-1].endswith(f"{events} events, 1 files.")
    assert [each.read_bytes() for each in other.iterdir()] == [each.read_bytes() for each in files.iterdir()]
    with psycopg2.connect(fresh) as there, there.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)
        with pytest.raises(psycopg2.errors.CheckViolation, match="never"):
            cursor.execute("UPDATE records_event SET reason = 'Forged'")
    there.close()
    assert Session.objects.count() == 1


def elsewhere(deed: Callable[[], Any]) -> None:
    """Do it in a session of its own, at the test's own time."""

    def done() -> None:
        try:
            deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(copy_context().run, done).result()


def test_what_is_removed_while_a_backup_is_made_goes_at_its_end_and_the_backup_is_without_fault(
    play: Play, files: Path, fresh: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_and_closed(play)
    play.wait(TEN_YEARS.days)
    (kept,) = files.iterdir()
    pack = backups._pack

    def packed(*given: Any, **more: Any) -> int:
        elsewhere(lambda: removed(play, "case-files"))
        assert kept.exists()
        return pack(*given, **more)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(backups, "_pack", packed)
        home = backups.back_up(tmp_path / "backups")
    assert not kept.exists()
    done = restored(home, fresh, tmp_path / "other files")
    assert done.returncode == 0, done.stderr

    kept.write_bytes(b"What a crash left behind")
    with clock.at(clock.now() + dt.timedelta(minutes=1)):
        manifest = json.loads((backups.back_up(tmp_path / "backups") / "manifest.json").read_text())
    assert (manifest["files"], kept.exists()) == (0, False)


def test_after_a_restore_no_token_or_calendar_of_the_backup_works(
    play: Play, files: Path, fresh: str, tmp_path: Path
) -> None:
    for made in (issue_token, make_calendar):
        made(user=play.officer, name="Phone")
    done = restored(backups.back_up(tmp_path / "backups"), fresh, tmp_path / "other files")
    assert done.returncode == 0, done.stderr
    *_, revoked, rest, last = done.stdout.splitlines()
    assert "1 API tokens and 1 calendar addresses were revoked" in revoked
    for each in ("roles", "passwords", "second steps", "machines", "webhooks"):
        assert each in rest
    assert last.startswith("Restored as of ")
    with closing(psycopg2.connect(fresh)) as there, there.cursor() as cursor:
        for table in ("accounts_apitoken", "accounts_calendarfeed"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE revoked_at IS NULL")
            assert cursor.fetchone() == (0,)
        cursor.execute("SELECT after FROM records_event WHERE verb = 'revoke_after_restore'")
        assert cursor.fetchall() == [({"tokens": 1, "calendars": 1},)]
    assert ApiToken.objects.usable().count() == 1


def test_what_cannot_be_restored_is_refused_before_anything_is_changed(
    backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Event.objects.count()
    for told, harm in HARMS.items():
        harmed = backup.with_name(f"harmed {told}")
        shutil.copytree(backup, harmed)
        harm(harmed)
        with pytest.raises(CommandError, match=told):
            call_command("restore", harmed)
    with monkeypatch.context() as patch, pytest.raises(CommandError, match="The folder of files is not empty"):
        patch.setattr(connection.introspection, "table_names", list)
        call_command("restore", backup)
    assert Event.objects.count() == before


def test_a_backup_that_fails_leaves_nothing_behind(
    transactional_db: None, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "DUMP", "nowhere/database.dump")
    with pytest.raises(CommandError, match="No backup was made: pg_dump"):
        call_command("back_up", tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []


def changed(home: Path, **facts: Any) -> None:
    """Change what the manifest says."""
    file = home / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | facts))


HARMS: dict[str, Callable[[Path], Any]] = {
    "database.dump is not what was backed up": lambda home: (home / "database.dump").write_bytes(b"x"),
    "is not a whole backup": lambda home: (home / "files.tar").unlink(),
    "has a form that this release does not know": lambda home: changed(home, form=2),
    "does not know 9999_later": lambda home: changed(home, migrations=[["cases", "9999_later"]]),
    "The database is not empty": lambda home: None,
}
