"""`manage.py check_files`: is every file that is recorded there, and as it was kept?"""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from bestvalue.records.models import Removal
from cases.models import Stored
from cases.services.files import private_files


def stored_rows() -> list[QuerySet[Stored]]:
    """Everything that is kept outside the database, table by table."""
    tables = [model for model in apps.get_models() if issubclass(model, Stored)]
    gone = Removal.objects.exclude(stored_as="").values("stored_as")
    return [model._default_manager.exclude(stored_as=None).exclude(stored_as__in=gone) for model in tables]


class Command(BaseCommand):
    """Compares every file with its recorded hash, and names what is stored without a record."""

    help = (
        "Read every kept file and compare it with its recorded SHA-256. Names each that is missing or differs, and "
        "what is stored without a record (left by a crash between the two; harmless). Exit status 1 on a fault."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and sum up."""
        faults = list(self.faults())
        for fault in faults:
            self.stderr.write(fault)
        orphans = self.orphans()
        for name in orphans:
            self.stdout.write(f"{name}: stored without a record")
        count = sum(rows.count() for rows in stored_rows())
        if faults:
            raise CommandError(f"{count} files checked: {len(faults)} faults, {len(orphans)} without a record.")
        self.stdout.write(f"{count} files checked: no fault, {len(orphans)} without a record.")

    def faults(self) -> Iterator[str]:
        """One line for each file that is missing or differs."""
        for file in (each for rows in stored_rows() for each in rows.iterator(chunk_size=500)):
            if not private_files().exists(file.stored_as):
                yield f"{file.pk} ({file.stored_as}): missing"
            elif self.digest(file) != file.sha256:
                yield f"{file.pk} ({file.stored_as}): not as it was kept"
        for removal in Removal.objects.exclude(stored_as="").iterator(chunk_size=500):
            if private_files().exists(removal.stored_as):
                yield f"{removal.key} ({removal.stored_as}): removed, and still there; run apply_retention"

    def orphans(self) -> list[str]:
        """What is stored and not recorded."""
        stored = set(private_files().listdir("")[1] if private_files().exists("") else [])
        for rows in stored_rows():
            stored.difference_update(rows.values_list("stored_as", flat=True))
        stored.difference_update(Removal.objects.values_list("stored_as", flat=True))
        return sorted(stored)

    def digest(self, file: Stored) -> str:
        """SHA-256 of what is stored."""
        with private_files().open(file.stored_as) as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
