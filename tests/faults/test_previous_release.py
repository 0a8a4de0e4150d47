"""The demonstration as the previous release left it is brought forward by this one's migrations: nothing is missing."""

from contextlib import closing
from http import HTTPStatus
from typing import Any

import psycopg2
import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.urls import reverse

from bestvalue import clock, prepare
from bestvalue.accounts.models import User
from bestvalue.prepare import SOURCES
from bestvalue.records.services.verifying import verify_chains
from cases.models import Case
from cases.services.opening import log_contact
from cases.stages import Stage

from .releases import MANIFEST, assert_same, bring_to, definitions, rows, rows_of_the_backup

KEPT_BY_DJANGO = {"django_migrations", "django_content_type", "auth_permission"}


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


def test_every_step_of_every_migration_has_its_reverse() -> None:
    ours = [each for each in MigrationLoader(None).disk_migrations.values() if each.__module__.split(".")[0] in SOURCES]
    assert len(ours) > 30
    assert [(str(each), step) for each in ours for step in each.operations if not step.reversible] == []


def test_a_migration_that_somebody_holds_up_gives_up_and_can_be_done_again(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for a table holds up everybody who comes after, even those who only read."""
    before = definitions()
    monkeypatch.setattr(prepare, "LOCK_WAIT", "100ms")
    prepare.give_up_soon()
    given = connection.settings_dict
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**given)
    with closing(psycopg2.connect(address)) as reader, reader.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_publicationpack")
        with pytest.raises(prepare.PreparationError, match="lock timeout"):
            prepare.take(prepare.Step("Going back", ("migrate", "cases", "0027", "--verbosity=0")), print)
        cursor.execute("SELECT count(*) FROM cases_publicationpack")
    bring_to()
    assert_same(before)
