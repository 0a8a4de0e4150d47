"""`manage.py reproduce_statistics`: compute the statistics of a quarter again, and say whether they are the same."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bestvalue.desk.models import StatisticsRelease
from bestvalue.desk.statistics.quarters import quarter_named
from bestvalue.desk.statistics.releasing import Difference, reproduce


class Command(BaseCommand):
    """Computes every release of a quarter again. It writes nothing."""

    help = (
        "Compute every release of QUARTER (such as 2026-Q3) again from the records as they stood when it was frozen, "
        "and say equal or name each difference. Then say what would be other by what is known now, which is no fault. "
        "Exit status 1 if a release is not reproduced, or there is none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """QUARTER."""
        parser.add_argument("quarter", metavar="QUARTER", help="year and quarter, such as 2026-Q3")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute, compare, and tell."""
        try:
            quarter = quarter_named(options["quarter"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        releases = list(StatisticsRelease.objects.filter(quarter=str(quarter)).order_by("number"))
        if not releases:
            raise CommandError(f"{quarter} was not frozen.")
        reproduced = [self._reproduced(each) for each in releases]
        if not all(reproduced):
            raise CommandError("Not every release is reproduced.")

    def _reproduced(self, release: StatisticsRelease) -> bool:
        found = reproduce(release)
        self.stdout.write(f"{release}: {'equal' if found.is_equal else 'NOT REPRODUCED'}, SHA-256 {release.sha256}")
        if not found.is_intact:
            self.stdout.write("  the CSV that is kept does not have its hash, or does not say what the figures say")
        self._tell("as it stood", found.as_it_stood)
        self._tell("by what is known now", found.by_what_is_known_now)
        return found.is_equal

    def _tell(self, when: str, differences: tuple[Difference, ...]) -> None:
        for each in differences:
            self.stdout.write(f"  {when}: {each.kind}, {each.measure}: frozen {each.frozen}, now {each.now}")
