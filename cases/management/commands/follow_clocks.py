"""`manage.py follow_clocks`: bring the clocks of every case into line with what is on the record."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bestvalue import clock
from cases.models import Case
from cases.services.clocks import Cause, follow, out_of_line
from cases.stages import Stage


class Command(BaseCommand):
    """Every act keeps the clocks; this is for cases from before there were clocks, and to check after a restore."""

    help = (
        "Starts a clock for each date that runs on a case and ends those that run no more, where an earlier release "
        "kept none. Prompts whose day is past are passed over. Repeatable. With --check it changes nothing and exits "
        "with 1 if a clock is missing or one too many."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The option."""
        parser.add_argument("--check", action="store_true", help="change nothing, and name what is out of line")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through the cases, each in a transaction of its own."""
        wrong = 0
        for pk in Case.objects.exclude(stage=Stage.CLOSED).values_list("pk", flat=True).iterator():
            with transaction.atomic():
                case = Case.objects.select_for_update(of=("self",)).select_related("authority").get(pk=pk)
                found = out_of_line(case)
                wrong += len(found)
                if options["check"]:
                    self.stderr.writelines(f"{case.ref}: {each}\n" for each in found)
                elif found:
                    follow(case, Cause(clock.today(), from_record=True))
        if options["check"] and wrong:
            raise CommandError(f"Dates out of line: {wrong}.")
        self.stdout.write(f"Dates {'out of line' if options['check'] else 'brought into line'}: {wrong}.")
