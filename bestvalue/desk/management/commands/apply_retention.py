"""`manage.py apply_retention`: what is due under the retention schedule, and contents that a crash left behind."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from bestvalue.desk.retention.due import due_rows
from bestvalue.desk.retention.removing import finish_removals
from bestvalue.desk.retention.schedule import rules


class Command(BaseCommand):
    """Lists what is due. It removes nothing that a person has not had removed on the page."""

    help = (
        "Count what is due under each rule of the retention schedule. Only a records manager has it removed, on the "
        "page Retention: nothing goes by a timer. Without --dry-run, also delete contents whose removal is on record "
        "already and which a crash left in the folder of files."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="only list, delete nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """List, finish, and sum up."""
        total = 0
        for rule in rules().values():
            count = due_rows(rule).count()
            total += count
            self.stdout.write(f"{rule.rule}: {count} due, {rule.years} years after {rule.after} ({rule.source})")
        left = 0 if options["dry_run"] else finish_removals()
        self.stdout.write(f"{total} records are due and wait for a records manager; {left} left contents deleted.")
