"""`manage.py read_files`: read the text of the files that wait, where no worker does it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.services.file_texts import read_waiting, waiting_files


class Command(BaseCommand):
    """Reads what waits, the oldest first."""

    help = (
        "Read the text of the files that wait, the oldest first and for under a minute, so that they are found by it. "
        "Needs neither Redis nor a worker; beside them it does no harm. Exit status 1 while some still wait."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read them, and sum up."""
        read, left = read_waiting(), waiting_files().count()
        if left:
            raise CommandError(f"{read} files read, {left} still wait: run it again; the log says what failed.")
        self.stdout.write(f"{read} files read, none waits.")
