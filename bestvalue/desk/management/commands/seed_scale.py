"""`manage.py seed_scale`: a fictional portfolio of any size, for measuring how the service carries it."""

import time
from argparse import ArgumentParser
from io import StringIO
from itertools import islice
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, transaction

from bestvalue import clock
from bestvalue.desk.scale.loading import load
from bestvalue.desk.scale.numbers import copied
from bestvalue.desk.scale.portfolio import Portfolio, Wanted
from bestvalue.desk.scale.proving import faults
from bestvalue.records.models import Event
from bestvalue.records.services.feed import number_events
from cases.models import Case, Clock
from cases.services.sweeping import sweep


class Command(BaseCommand):
    """Copies the demonstration's cases in bulk, and proves what the triggers could not judge meanwhile."""

    help = (
        "Add N fictional cases with all that belongs to them, copied from the demonstration, which is loaded where it "
        "is missing. Everything is written in one transaction by the owner of the tables, with triggers asleep, and "
        "proved before it is committed: foreign keys, chains, feed, hashes. Refused in production."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--cases, --events, --clocks and --due."""
        more = "in all: what the copies bring, then contacts; never fewer than the copies bring"
        parser.add_argument("--cases", type=int, required=True, metavar="N", help="how many cases to add")
        parser.add_argument("--events", type=int, default=0, metavar="M", help=f"events of the added cases {more}")
        parser.add_argument("--clocks", type=int, default=0, metavar="K", help="further dates, spread over two years")
        parser.add_argument("--due", type=int, default=0, metavar="D", help="how many of the K are due now")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, show progress, prove, and sum up in the last line."""
        wanted = Wanted(**{name: options[name] for name in ("cases", "events", "clocks", "due")})
        _refuse_what_cannot_be(wanted)
        begun = time.monotonic()
        with transaction.atomic():
            call_command("load_reference_data", demonstration=True, verbosity=0, stdout=StringIO())
            call_command("load_demonstration", verbosity=0, stdout=StringIO())
            if not copied().exists():
                sweep()  # so that no copy has a prompt due but those asked for
            number_events()
            before = _counts()
            portfolio = Portfolio(wanted)
            self._say(begun, f"{len(portfolio.templates)} cases of the demonstration are ready to be copied")
            try:
                load(portfolio, lambda told: self._say(begun, told))
            except ProgrammingError as error:
                raise CommandError(
                    f"Run this as the owner of the database, who may put triggers to sleep: {error}"
                ) from error
            loaded = time.monotonic()
            self._say(begun, "all is written; proving it")
            if found := list(islice(faults(), 20)):
                raise CommandError("Nothing was kept. " + "; ".join(found) + ".")
        cases, events, clocks = (after - count for after, count in zip(_counts(), before, strict=True))
        due = Clock.objects.to_prompt(clock.now()).count()
        self.stdout.write(
            f"Added {cases} cases, {events} events and {clocks} clocks ({due} due now): "
            f"{loaded - begun:.0f} s to write, {time.monotonic() - loaded:.0f} s to prove."
        )

    def _say(self, begun: float, told: str) -> None:
        self.stdout.write(f"{time.monotonic() - begun:6.0f} s  {told}")


def _counts() -> tuple[int, ...]:
    return tuple(model._default_manager.count() for model in (Case, Event, Clock))


def _refuse_what_cannot_be(wanted: Wanted) -> None:
    if not settings.DEMONSTRATION:
        raise CommandError("A fictional portfolio may be made only where DEMONSTRATION is on.")
    if wanted.cases < 1 or min(wanted.events, wanted.clocks) < 0 or not 0 <= wanted.due <= wanted.clocks:
        raise CommandError("Ask for at least one case, and for no more clocks due than clocks.")
