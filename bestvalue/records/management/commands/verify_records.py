"""`manage.py verify_records`: prove that no event was changed, removed, inserted or reordered."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bestvalue.instant import one_instant
from bestvalue.records.models import Anchor, Event
from bestvalue.records.services.verifying import exported, verify_anchors, verify_chains, verify_removals


class Command(BaseCommand):
    """Checks every chain of events link by link and against every anchor, and names the first broken link of each."""

    help = "Check the hash chain of every case and stream, and every anchor. Exit status 1 if any of it is broken."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--anchors FOLDER."""
        told = "the folder of exported anchors to check against, such as a copy kept where nobody can write"
        parser.add_argument("--anchors", metavar="FOLDER", type=Path, default=settings.ANCHORS_ROOT, help=told)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each fault, then one line that sums up."""
        folder: Path = options["anchors"]
        if folder != settings.ANCHORS_ROOT and not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        files = exported(folder)  # before the record, so that an anchor taken meanwhile is in neither
        with one_instant():
            faults = [*verify_chains(), *verify_anchors(files), *verify_removals()]
            events, anchors = Event.objects.count(), Anchor.objects.count()
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} broken: records cannot be relied on.")
        self.stdout.write(f"All {events} events are intact, and fit {anchors} anchors and {len(files)} exported files.")
