"""`manage.py back_up FOLDER`: a backup of database and files, while the service runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bestvalue.desk.backups import BackupError, back_up


class Command(BaseCommand):
    """Writes one backup, whole or not at all."""

    help = "Write a backup of the database and the files to a new folder below FOLDER. The service may go on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FOLDER."""
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="where backups are kept, each in a folder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up; the last line is the new folder."""
        try:
            self.stdout.write(str(back_up(options["folder"])))
        except BackupError as error:
            raise CommandError(str(error)) from error
