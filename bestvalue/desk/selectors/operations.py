"""How the work of the clock is doing: numbers for who keeps the service running, and nothing about any case."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Min, QuerySet

from bestvalue import clock
from bestvalue.messages.selectors import oldest_waiting, outbox_depth
from bestvalue.records.models import Anchor
from bestvalue.records.services import silence
from cases.models import BankHoliday, Clock
from cases.services.sweeping import HEART

LATE = dt.timedelta(minutes=5)
REACH = dt.timedelta(days=365)  # dates are counted a year ahead: bank holidays should be known as far


@dataclass(frozen=True, slots=True)
class Operations:
    """What is asked of the sweep now. `since_sweep` is None where none ever ran, `oldest_due` where nothing is due.

    `anchored_on` is the day of the last anchor over the records (R42).
    """

    since_sweep: dt.timedelta | None
    due: int
    oldest_due: dt.timedelta | None
    failing: int
    outbox: int
    oldest_email: dt.timedelta | None
    holidays_until: dt.date | None
    anchored_on: dt.date | None

    @property
    def sweep(self) -> str:
        """`ok`, `late` or `never ran`."""
        if self.since_sweep is None:
            return "never ran"
        return "late" if self.since_sweep > LATE else "ok"

    @property
    def calendar(self) -> str:
        """`ok`, or `bank holidays end soon` where the list does not reach a year ahead."""
        far = self.holidays_until is not None and self.holidays_until >= clock.today() + REACH
        return "ok" if far else "bank holidays end soon"


def operations() -> Operations:
    """The numbers now."""
    due = Clock.objects.filter(next_at__lte=clock.now())
    oldest = due.aggregate(at=Min("next_at"))["at"]
    return Operations(
        since_sweep=silence(HEART),
        due=due.count(),
        oldest_due=clock.now() - oldest if oldest else None,
        failing=failing_clocks().count(),
        outbox=outbox_depth(),
        oldest_email=clock.now() - waiting if (waiting := oldest_waiting()) else None,
        holidays_until=BankHoliday.objects.order_by("-on").values_list("on", flat=True).first(),
        anchored_on=Anchor.objects.values_list("taken_on", flat=True).first(),
    )


def failing_clocks() -> QuerySet[Clock]:
    """Clocks whose prompt could not be given and is tried again, the longest first."""
    return Clock.objects.filter(attempts__gt=0, next_at__isnull=False).order_by("-attempts", "pk")
