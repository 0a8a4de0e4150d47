"""`manage.py anchor_records`: take and export the day's anchor without Redis, and export what is missing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from bestvalue.records.services import anchor_chains, export_anchors


class Command(BaseCommand):
    """Does what the scheduler does each night; a second time the same day changes nothing."""

    help = "Take the day's anchor over all records, unless it was taken, and export every anchor not yet exported."

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each file written, then the day's digest."""
        anchor = anchor_chains()
        for file in export_anchors(settings.ANCHORS_ROOT):
            self.stdout.write(f"Written: {file}")
        self.stdout.write(str(anchor))
