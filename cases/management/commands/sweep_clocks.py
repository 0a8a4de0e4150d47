"""`manage.py sweep_clocks`: give every prompt that is due, without Redis or a worker."""

import datetime as dt
from argparse import ArgumentParser
from contextlib import nullcontext
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from bestvalue import clock
from cases.models import Clock
from cases.services.sweeping import send_messages, sweep


class Command(BaseCommand):
    """Does what the worker does each minute, once: prompts people, and never does anything to a case."""

    help = (
        "Gives every prompt whose day has come, opens tasks for people and sends the messages that wait. Safe to "
        "repeat and to run beside workers: each prompt is given once. Exits with 1 if a clock could not prompt; it is "
        "tried again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The two options."""
        parser.add_argument("--at", metavar="INSTANT", help="act as if it were then, such as 2027-05-08T09:00")
        parser.add_argument("--dry-run", action="store_true", help="only list what is due; give nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """List or give what is due."""
        with clock.at(_instant(options["at"])) if options["at"] else nullcontext():
            if options["dry_run"]:
                self._list()
            else:
                self._sweep()

    def _list(self) -> None:
        due = Clock.objects.to_prompt(clock.now()).iterator(chunk_size=1000)
        count = 0
        for count, each in enumerate(due, start=1):  # noqa: B007 - the last number is the count
            self.stdout.write(f"{each.next_at:%Y-%m-%d} {each.key} {each.get_kind_display()}")
        self.stdout.write(f"Due: {count}. Nothing was given.")

    def _sweep(self) -> None:
        try:
            done = sweep(seconds=float("inf"))
            send_messages()
        except OperationalError as error:
            raise CommandError(f"The database is away: {error}") from error
        summary = f"Prompts given: {done.given}. Clocks that failed and will be tried again: {done.failed}."
        if done.failed:
            raise CommandError(summary)
        self.stdout.write(summary)


def _instant(text: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"--at takes an instant such as 2027-05-08T09:00, not {text}.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.LONDON)
