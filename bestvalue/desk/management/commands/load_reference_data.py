"""`manage.py load_reference_data`: authorities, editions of the guidance and kinds of source."""

from argparse import ArgumentParser
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, transaction

from cases.services.reference import load_authorities, load_fictional_authorities
from themes.services.editions import load_editions
from themes.services.sources import load_sources


class Command(BaseCommand):
    """Loads the reference data that ship with the service."""

    help = (
        "Load kinds of authority, default addressees, authorities, their aliases and successions, the editions of "
        "the guidance with their themes, the kinds of source of evidence and the dates by which accounts are due, "
        "from the files that ship with the service. Safe to run again: rows that differ are brought into line, "
        "nothing is removed, and addressees set by an administrator are left alone. "
        "All or nothing: if one row is refused, none is written and the exit status is 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the one option."""
        parser.add_argument(
            "--demonstration",
            action="store_true",
            help="also load the fictional authorities and officers used in demonstrations",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything in one transaction, report each table, and sum up in the last line."""
        try:
            with transaction.atomic():
                reports = load_authorities() + load_editions() + load_sources()
                if options["demonstration"]:
                    reports += load_fictional_authorities()
        except (OSError, ValueError, KeyError, yaml.YAMLError, Error) as error:
            raise CommandError(f"Nothing was loaded: {error}") from error
        for report in reports:
            self.stdout.write(str(report))
        added, changed, same = (sum(getattr(r, name) for r in reports) for name in ("added", "changed", "unchanged"))
        self.stdout.write(f"Reference data loaded: {added} added, {changed} changed, {same} unchanged.")
