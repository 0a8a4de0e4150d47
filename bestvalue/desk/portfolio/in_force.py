"""What is in force now, one row of a table for each kind of instrument, over the cases that a person may know of."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from bestvalue.accounts.models import User
from cases.models import Instrument
from cases.policy import visible_cases
from interventions.models import Appointment, Direction, Inspection, OversightPeriod, Package, Proposal
from notices.models import Notice


@dataclass(frozen=True, slots=True)
class InForce:
    """One kind of instrument: what counts as in force, in words and in a query, and where those are listed.

    `since` and `until` are its dates, `ends` what the second is. A `route` is a list that is there anyway.
    """

    label: str
    means: str
    model: type[Instrument]
    counted: Callable[[dt.date], Q]
    since: str
    until: str
    ends: str
    route: str = ""

    def page(self) -> str:
        """The address that lists exactly what is counted."""
        if self.route:
            return f"{reverse(self.route)}?standing=in_force"
        return reverse("desk:in_force", args=[self.model.KIND])


def _live(model: type[Instrument]) -> Callable[[dt.date], Q]:
    return lambda today: Q(state__in=model.LIFE.live)


IN_FORCE: Mapping[str, InForce] = {
    each.model.KIND: each
    for each in (
        InForce(
            "Best Value Notices",
            "Issued, not ended by a decision, and not past the last day of their period.",
            *(Notice, lambda today: Q(state="issued") & ~Q(ends_on__lt=today), "issued_on", "ends_on", "End of period"),
            route="desk:notices",
        ),
        InForce(
            "Inspections",
            "An inspector is appointed, and the department has not yet answered the report.",
            *(Inspection, _live(Inspection), "appointed_on", "report_due_on", "Report due"),
        ),
        InForce(
            "Proposals in their window",
            "Put to the authority, and the closing date for representations is not past.",
            Proposal,
            lambda today: Q(state="open") & ~Q(closes_on__lt=today),
            *("opened_on", "closes_on", "Closing date"),
        ),
        InForce(
            "Sets of directions",
            "Made, not ended by a decision, and not past their last day.",
            *(Direction, lambda today: Q(state="made") & ~Q(ends_on__lt=today), "starts_on", "ends_on", "End"),
            route="desk:directions",
        ),
        InForce(
            "Appointments",
            "Commissioners, envoys, inspectors, board members and reviewers who serve: their end is not recorded.",
            *(Appointment, _live(Appointment), "starts_on", "ends_on", "End of term"),
        ),
        InForce(
            "Non-statutory packages",
            "Agreed with the authority outside section 15, and not ended.",
            *(Package, _live(Package), "agreed_on", "review_on", "End or review"),
        ),
        InForce(
            "Oversight after exit",
            "No directions are left; the watch goes on, reviewed or not.",
            *(OversightPeriod, _live(OversightPeriod), "starts_on", "review_due_on", "Review due"),
        ),
    )
}


def in_force_rows(user: User, kind: InForce, today: dt.date) -> QuerySet[Any]:
    """The instruments of one kind that are in force, by authority; never in an order of merit (N4)."""
    rows = kind.model._default_manager.filter(kind.counted(today), case__in=visible_cases(user))
    return rows.select_related("case__authority").order_by("case__authority__name", kind.since, "pk")


def in_force_now(user: User, today: dt.date) -> list[tuple[InForce, int]]:
    """How many of each kind are in force, in the order of the table; one query for each kind."""
    return [(each, in_force_rows(user, each, today).order_by().count()) for each in IN_FORCE.values()]
