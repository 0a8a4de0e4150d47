"""The dates that run on notices and requirements (registered when the app starts; C1, C2)."""

from collections.abc import Iterator

from cases.clocks import Deadline, deadlines
from cases.models import Case

from .models import Notice, RequirementItem
from .periods import first_unanswered


@deadlines("notice_period", reads=("notice",))
def periods(case: Case) -> Iterator[Deadline]:
    """The end of the period of the notice in force; none where it was not published (C1, rulings 27)."""
    for each in Notice.objects.filter(case=case, state="issued", ends_on__isnull=False):
        if each.ends_on:
            started = each.issued_on or each.ends_on
            yield Deadline("notice_period", each.key, "Best Value Notice", started, each.ends_on)


@deadlines("requirement_return", reads=("information_requirement",))
def returns(case: Case) -> Iterator[Deadline]:
    """The next return of each item of a requirement that was served (C2); each due date has a clock of its own."""
    items = RequirementItem.objects.filter(requirement__case=case, requirement__state="served")
    for each in items.select_related("requirement").prefetch_related("returns"):
        due = first_unanswered(each)
        if due:
            started = min(each.requirement.served_on or due, due)
            yield Deadline(
                "requirement_return", each.requirement.key, each.question, started, due, f"{each.number} {due}"
            )
