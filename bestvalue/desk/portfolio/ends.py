"""What ends or comes to be reviewed within three, six and twelve months: a part of the forecast, counted."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q

from bestvalue.accounts.models import User
from bestvalue.desk.selectors.forecast import Asked, dates_for
from cases.clocks import KINDS

WITHIN = (3, 6, 12)
ENDS = (
    *("notice_period", "inspection_report", "representations", "directions_end", "mid_term_review"),
    *("appointment_end", "package_review", "oversight_review"),
)
MEANS = "Dates that run on what is in force, from today on. Nothing follows from a date by itself: a person acts."


@dataclass(frozen=True, slots=True)
class Ending:
    """How many dates of one kind fall within each of the times of `WITHIN`."""

    kind: str
    label: str
    basis: str
    numbers: tuple[int, ...]


def upcoming_ends(user: User, today: dt.date) -> list[Ending]:
    """Every kind in its order, in one query."""
    until = {f"within_{each}": today + relativedelta(months=each) for each in WITHIN}
    numbers = {name: Count("pk", filter=Q(due_on__lte=day)) for name, day in until.items()}
    due: Any = dates_for(user, today, Asked(max(WITHIN))).filter(kind__in=ENDS).order_by().values("kind")
    found = {row["kind"]: tuple(row[name] for name in until) for row in due.annotate(**numbers)}
    none = (0,) * len(WITHIN)
    return [Ending(kind, KINDS[kind].label, KINDS[kind].basis, found.get(kind, none)) for kind in ENDS]
