"""Migrations are undone over the demonstration's data, to the previous release and to nothing, and done again."""

from django.db.migrations.loader import MigrationLoader

from bestvalue.records.services.verifying import verify_chains

from .releases import MANIFEST, assert_same, bring_to, definitions, rows, rows_of_the_backup


def test_this_release_can_be_gone_back_on_and_come_to_again_with_all_that_is_there(said: str) -> None:
    before, held = definitions(), rows()
    assert len(before["triggers"]) > 50
    released = dict(sorted(tuple(each) for each in MANIFEST["migrations"]))
    added = {app for app, _ in MigrationLoader(None).disk_migrations} - released.keys()
    bring_to(*released.items(), *((app, None) for app in added))
    assert {table: rows()[table] for table in rows_of_the_backup() if rows()[table] != held[table]} == {
        "django_migrations": len(MANIFEST["migrations"])
    }
    bring_to()
    assert_same(before)
    assert list(verify_chains()) == []


def test_all_can_be_undone_to_the_first_migration_and_done_again(said: str) -> None:
    before = definitions()
    bring_to(*((app, None) for app in {app for app, _ in MigrationLoader(None).disk_migrations}))
    assert rows().keys() == {"django_migrations"}
    bring_to()
    assert_same(before)
