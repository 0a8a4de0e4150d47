"""`manage.py deliver_webhooks`: what the worker does each minute, where there is no Redis."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from bestvalue.desk.delivering import MOST, deliver_webhooks


class Command(BaseCommand):
    """Sends what is due to the webhooks."""

    help = (
        "Send the events that are new to every active webhook, and try again what failed and is due. Safe to run from "
        "cron each minute, also while a worker runs: each delivery is attempted by one of them at a time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--limit."""
        parser.add_argument("--limit", type=int, default=MOST, metavar="N", help="make at most N attempts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and sum up in the last line."""
        made = deliver_webhooks(limit=options["limit"])
        self.stdout.write(f"Attempts made: {made}.")
