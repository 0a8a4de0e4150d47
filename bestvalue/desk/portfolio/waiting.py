"""Decisions that wait: submissions with a deputy director or a minister, and what passed dates ask a minister about."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Count, F, Min, Q, QuerySet, When
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import User
from cases.models import Submission
from cases.policy import visible_cases
from cases.selectors.submissions import WAITING, last_offered
from interventions.models import Direction
from notices.models import Notice

HOLDERS: Mapping[str, str] = {"for_clearance": "A deputy director, to be cleared", "with_minister": "A minister"}
MEANS = {
    "for_clearance": "Submissions that were sent for clearance and neither cleared nor returned.",
    "with_minister": "Submissions that were cleared and sent, on which the minister has not decided.",
    "period_ended": "Best Value Notices whose period is over, with no decision recorded on what follows.",
    "lapsed_undecided": "Sets of directions past their last day, with no decision recorded.",
}


@dataclass(frozen=True, slots=True)
class Waits:
    """So many decisions that wait for somebody, the first of them since a day, and where they are listed."""

    key: str
    who: str
    number: int
    since: dt.date | None
    page: str

    @property
    def means(self) -> str:
        """What is counted."""
        return MEANS[self.key]


def waiting_now(user: User, today: dt.date) -> list[Waits]:
    """What waits, with whom and since when; three queries."""
    rows = {row["state"]: row for row in _by_holder(user)}
    sent = [
        Waits(
            *(state, who, rows.get(state, {}).get("number", 0), _day(rows.get(state, {}).get("first"))),
            f"{reverse('desk:waiting')}?with={state}",
        )
        for state, who in HOLDERS.items()
    ]
    return [*sent, *_asked_by_dates(user, today)]


def waiting_submissions(user: User, state: str = "") -> QuerySet[Any]:
    """Submissions that wait on a case this person may know of, each `since` an instant; the earliest first."""
    asked = Submission.objects.filter(state=state) if state else Submission.objects.filter(state__in=WAITING)
    since = Choice(When(state="with_minister", then=F("sent_at")), default=last_offered())
    rows = asked.filter(case__in=visible_cases(user), retrospective=False).annotate(since=since)
    return rows.select_related("case__authority", "minister").order_by("since", "pk")


def _by_holder(user: User) -> Iterable[dict[str, Any]]:
    rows: Any = waiting_submissions(user).order_by().values("state")
    found: Iterable[dict[str, Any]] = rows.annotate(number=Count("pk"), first=Min("since"))
    return found


def _asked_by_dates(user: User, today: dt.date) -> list[Waits]:
    mine = Q(case__in=visible_cases(user), ends_on__lt=today)
    about = (
        (
            "period_ended",
            "A minister, on what follows a notice",
            Notice.objects.filter(mine, state="issued"),
            "notices",
        ),
        (
            "lapsed_undecided",
            "A minister, on what follows directions",
            Direction.objects.filter(mine, state="made"),
            "directions",
        ),
    )
    return [
        Waits(key, who, row["number"], row["first"], f"{reverse(f'desk:{route}')}?standing={key}")
        for key, who, rows, route in about
        for row in [rows.aggregate(number=Count("pk"), first=Min("ends_on"))]
    ]


def _day(instant: dt.datetime | None) -> dt.date | None:
    return instant.astimezone(clock.LONDON).date() if instant else None
