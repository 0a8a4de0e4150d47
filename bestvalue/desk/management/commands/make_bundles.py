"""`manage.py make_bundles`: make the decision bundles that wait, where no worker does it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bestvalue.desk.bundles.making import make_waiting
from bestvalue.desk.models import Bundle


class Command(BaseCommand):
    """Makes what waits or was left behind by a crash, the oldest first."""

    help = (
        "Make every decision bundle that waits, the oldest first, and go on with those that a crash left behind. "
        "Needs neither Redis nor a worker; beside them it does no harm. Exit status 1 if one could not be made now."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and sum up."""
        made = make_waiting()
        left = Bundle.objects.filter(state__in=Bundle.LIFE.live).count()
        if left:
            raise CommandError(f"{made} bundles made, {left} still wait: the log says why.")
        self.stdout.write(f"{made} bundles made, none waits.")
