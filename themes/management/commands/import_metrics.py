"""`manage.py import_metrics`: import a file of figures, as an analyst does in the browser."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bestvalue.accounts.models import User
from bestvalue.errors import ActError
from cases.services.files import private_files
from themes.models import MetricImport
from themes.services.imports import receive_import, take_up

DEMONSTRATION_ACTOR = "analyst@demo.example"
SHOWN = 20  # problems


class Command(BaseCommand):
    """Imports figures in one transaction, and says line by line what is wrong."""

    help = (
        "Import figures from FILE (.csv in UTF-8 or .json). Its columns: authority (ONS code or short name), metric "
        "(short name), period_start, period_end, value, and status (provisional or final), which may be left out. All "
        "rows or none are imported, unless --good-rows-only is given. A figure that differs supersedes the earlier "
        "one, which is kept; the same file again changes nothing. Exit status 1 if nothing could be imported."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, --actor, --good-rows-only and --dry-run."""
        parser.add_argument("file", type=Path, metavar="FILE", help="the figures, as .csv or .json")
        parser.add_argument(
            "--actor",
            default=DEMONSTRATION_ACTOR,
            metavar="EMAIL",
            help=f"who imports them; an analyst or administrator today (default: {DEMONSTRATION_ACTOR})",
        )
        parser.add_argument("--good-rows-only", action="store_true", help="import the good rows where others are wrong")
        parser.add_argument(
            "--dry-run", action="store_true", help="check the file, say what would change, change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, name the first problems, and sum up in the last line."""
        by = User.objects.filter(email__iexact=options["actor"].strip()).first()
        if by is None:
            raise CommandError(f"Nobody has the email address {options['actor']}.")
        try:
            made = self.imported(by, options["file"], **{each: options[each] for each in ("good_rows_only", "dry_run")})
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except ActError as error:
            raise CommandError(str(error)) from error
        if made.state != MetricImport.State.DONE:
            raise CommandError(self.summary(made, dry=options["dry_run"]))
        self.stdout.write(self.summary(made, dry=options["dry_run"]))

    def imported(self, by: User, path: Path, *, good_rows_only: bool, dry_run: bool) -> MetricImport:
        """The import once it is carried out; undone again in a dry run."""
        with path.open("rb") as content, transaction.atomic():
            upload = UploadedFile(content, name=path.name, size=path.stat().st_size)
            made = receive_import(by=by, upload=upload, good_rows_only=good_rows_only)
            take_up(made.pk)
            made.refresh_from_db()
            for each in made.problems.order_by("pk")[:SHOWN]:
                self.stderr.write(str(each))
            if dry_run:
                transaction.set_rollback(True)
                private_files().delete(made.stored_as)
        return made

    def summary(self, made: MetricImport, *, dry: bool) -> str:
        """What became of the rows, in one line."""
        nothing = dry or made.state != MetricImport.State.DONE
        said = "Nothing was imported" if nothing else "Imported"
        counts = f"{made.added} new, {made.revised} revised, {made.unchanged} there already, {made.refused} wrong"
        return f"{said}: of {made.rows} rows {counts}."
