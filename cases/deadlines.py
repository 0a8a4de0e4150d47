"""The dates that run in early engagement (registered when the app starts): reminders, none of which binds."""

from collections.abc import Iterator

from .clocks import Deadline, deadlines
from .models import Case, NextStep, SupportArrangement


@deadlines("support_review", reads=("support",))
def support(case: Case) -> Iterator[Deadline]:
    """The review of agreed support (E2)."""
    for each in SupportArrangement.objects.filter(case=case, state="agreed"):
        yield Deadline("support_review", each.key, each.what, min(case.opened_on, each.review_on), each.review_on)


@deadlines("next_step", reads=("next_step",))
def next_steps(case: Case) -> Iterator[Deadline]:
    """The days agreed for next steps."""
    for each in NextStep.objects.filter(case=case, state="agreed"):
        yield Deadline("next_step", each.key, each.what, min(case.opened_on, each.due_on), each.due_on)
