"""`manage.py restore FOLDER`: a backup brought back into a fresh database, and proved."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from bestvalue.accounts.services.shutting_out import revoke_after_restore
from bestvalue.desk.backups import BackupError, restore
from bestvalue.records.models import Event

REVOKED = (
    "{tokens} API tokens and {calendars} calendar addresses were revoked, as some may have been since the backup: "
    "their owners make new ones."
)
AS_IT_WAS = (
    "As they were at the backup are roles, closed accounts, passwords, second steps, machines and their secrets, and "
    "webhooks: end again what ended since, before the service starts."
)


class Command(BaseCommand):
    """Restores one backup into an empty database and folder, brings it up to date, and verifies it."""

    help = (
        "Restore the backup in FOLDER into the empty database of DATABASE_URL and the empty FILES_ROOT, as the "
        "database's owner; bring it up to date, and prove its events, files and clocks. Refuses what is not empty."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FOLDER."""
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="one backup, as back_up named it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore and prove; the last line says that all is there."""
        try:
            manifest = restore(options["folder"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        # only against the anchors in the record: those exported since tell what was lost, not what is broken
        verify = ("verify_records", f"--anchors={options['folder']}")
        for proof in (("migrate", "--noinput"), verify, ("check_files",), ("follow_clocks", "--check")):
            call_command(*proof, stdout=self.stdout, stderr=self.stderr)
        if (found := Event.objects.count()) != manifest["events"]:
            raise CommandError(f"{found} events are there, and {manifest['events']} were backed up.")
        revoked = revoke_after_restore()
        self.stdout.write(REVOKED.format(**revoked))
        self.stdout.write(AS_IT_WAS)
        self.stdout.write(f"Restored as of {manifest['made_at']}: {found} events, {manifest['files']} files.")
