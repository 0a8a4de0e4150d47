"""The demonstration as the previous release left it is brought forward by this one's migrations: nothing is missing."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.embedded import program
from bestvalue.records.services.verifying import verify_chains
from cases.models import Case
from cases.services.opening import log_contact
from cases.stages import Stage
from tests.support.database import a_fresh_database, speaking_to

PREVIOUS = settings.BASE_DIR / "tests" / "data" / "previous_release"
MANIFEST: dict[str, Any] = json.loads((PREVIOUS / "manifest.json").read_text())
KEPT_BY_DJANGO = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of files that is restored."""
    return tmp_path_factory.mktemp("restored") / "files"


@pytest.fixture(scope="module")
def said(django_db_setup: None, django_db_blocker: DjangoDbBlocker, folder: Path) -> Iterator[str]:
    """What `restore` says of the previous release's backup, while this process speaks to the restored database."""
    with django_db_blocker.unblock(), a_fresh_database("previous") as address:
        where = {"DATABASE_URL": address, "FILES_ROOT": str(folder)}
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(PREVIOUS)]
        done = subprocess.run(command, env=os.environ | where, check=False, capture_output=True, text=True)  # noqa: S603
        assert done.returncode == 0, done.stdout + done.stderr
        with speaking_to(address):
            yield done.stdout


def rows() -> Counter[str]:
    """How many rows each table has now."""
    with connection.cursor() as cursor:
        counts: Counter[str] = Counter()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


def rows_of_the_backup() -> Counter[str]:
    """How many rows each table had, read from the backup itself."""
    command = [program("pg_restore"), "--data-only", "--file=-", str(PREVIOUS / "database.dump")]
    counts: Counter[str] = Counter()
    table = ""
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines():  # noqa: S603
        if line.startswith("COPY public."):
            table = line.split()[1].removeprefix("public.")
        elif line == "\\.":
            table = ""
        elif table:
            counts[table] += 1
    return counts


def test_every_event_file_and_clock_of_the_previous_release_is_proved(said: str) -> None:
    assert f"All {MANIFEST['events']} events are intact" in said
    assert said.splitlines()[-1].endswith(f"{MANIFEST['events']} events, {MANIFEST['files']} files.")
    assert list(verify_chains()) == []


def test_no_table_has_fewer_rows_than_were_backed_up(said: str) -> None:
    backed_up, found = rows_of_the_backup(), rows()
    assert backed_up.total() > 1000
    kept = backed_up.keys() - KEPT_BY_DJANGO & found.keys()
    assert {table: found[table] for table in kept if found[table] < backed_up[table]} == {}
    lost = backed_up.keys() - found.keys()
    assert not lost & {model._meta.db_table for model in apps.get_models()}


def test_a_case_of_every_stage_opens(said: str, client: Client) -> None:
    client.force_login(User.objects.get(email="deputy.director@demo.example"))
    for stage in Stage.values:
        case = Case.objects.filter(stage=stage).latest("opened_on")
        page = client.get(reverse("desk:case", kwargs={"ref": case.ref}))
        assert page.status_code == HTTPStatus.OK, stage
        assert case.authority.name in page.content.decode()


def test_the_next_act_is_chained_to_what_the_previous_release_recorded(said: str) -> None:
    case = Case.objects.filter(officer__email="officer@demo.example", stage=Stage.EARLY_ENGAGEMENT).latest("opened_on")
    assert case.officer is not None
    parts: dict[str, Any] = {"channel": "meeting", "people": "Both sides.", "summary": "After the release."}
    log_contact(by=case.officer, case=case, held_on=clock.today(), **parts)
    assert Case.objects.get(pk=case.pk).head != case.head
    assert list(verify_chains()) == []
