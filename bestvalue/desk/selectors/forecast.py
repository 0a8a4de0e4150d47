"""What falls due in the months to come on what a person may know of: dates in their order, which rank nobody."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from bestvalue.accounts.models import Team, User
from cases.clocks import KINDS, ClockKind
from cases.models import BankHoliday, Clock, PreElectionPeriod
from cases.policy import visible_cases
from cases.selectors.clocks import clocks_for

HORIZONS = (3, 6, 12, 24)
DEFAULT_HORIZON = 12
LONGEST = HORIZONS[-1]
ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the forecast is narrowed to: so many months from today, one of them, a kind, and teams by their slugs."""

    months: int = DEFAULT_HORIZON
    kind: str = ""
    teams: tuple[str, ...] = ()
    month: dt.date | None = None

    def until(self, today: dt.date) -> dt.date:
        """The last day that is looked at."""
        return today + relativedelta(months=self.months)


@dataclass(frozen=True, slots=True)
class Due:
    """How many dates of one kind fall in a month."""

    kind: str
    row: ClockKind
    number: int


@dataclass(frozen=True, slots=True)
class Month:
    """What falls due in a month, in the order of the table of kinds."""

    first: dt.date
    due: tuple[Due, ...] = ()

    @property
    def number(self) -> int:
        """How many dates there are."""
        return sum(each.number for each in self.due)


@dataclass(frozen=True, slots=True)
class CommonDates:
    """Dates that belong to no authority, and whether the known bank holidays reach the end of the time."""

    holidays: Sequence[BankHoliday]
    elections: Sequence[PreElectionPeriod]
    known_to: dt.date | None
    reaches: bool


def dates_for(user: User, today: dt.date, asked: Asked) -> QuerySet[Clock]:
    """The dates from today on that this person may know of, the earliest first."""
    found = clocks_for(user).filter(state="running", due_on__gte=today, due_on__lte=asked.until(today))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.teams:
        found = found.filter(Q(case__team__slug__in=asked.teams) | Q(case__isnull=True, team__slug__in=asked.teams))
    if asked.month:
        found = found.filter(due_on__gte=asked.month, due_on__lt=asked.month + relativedelta(months=1))
    return found.order_by("due_on", "pk")


def by_month(dates: QuerySet[Clock], today: dt.date, asked: Asked) -> list[Month]:
    """The same dates counted by month and kind; a month in which nothing falls due is there, and empty."""
    counted = dates.order_by().annotate(month=TruncMonth("due_on")).values_list("month", "kind")
    rows = sorted(counted.annotate(Count("pk")), key=lambda row: (row[0], ORDER[row[1]]))
    found = {
        month: tuple(Due(kind, KINDS[kind], number) for _, kind, number in each)
        for month, each in groupby(rows, key=lambda row: row[0])
    }
    return [Month(each, found.get(each, ())) for each in _months(today, asked.until(today))]


def on_horizon(user: User, today: dt.date, kind: str) -> QuerySet[Clock]:
    """Every date of one kind as far as the forecast reaches, whatever else it is narrowed to."""
    return dates_for(user, today, Asked(LONGEST, kind))


def teams_for(user: User) -> QuerySet[Team]:
    """The teams whose cases this person may know of, by name."""
    return Team.objects.filter(pk__in=visible_cases(user).values("team")).order_by("name")


def common_dates(today: dt.date, until: dt.date) -> CommonDates:
    """Bank holidays and weeks before elections in this time; holidays are announced by whole years."""
    last = BankHoliday.objects.order_by("-on").first()
    known_to = last.on.replace(month=12, day=31) if last else None
    return CommonDates(
        list(BankHoliday.objects.filter(on__gte=today, on__lte=until)),
        list(PreElectionPeriod.objects.filter(polling_day__gte=today, starts_on__lte=until)),
        known_to,
        known_to is not None and known_to >= until,
    )


def _months(start: dt.date, end: dt.date) -> list[dt.date]:
    first, months = start.replace(day=1), []
    while first <= end:
        months.append(first)
        first += relativedelta(months=1)
    return months
