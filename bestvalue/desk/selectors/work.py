"""What waits for others: dates by which they are to do something, and submissions that they have."""

from collections.abc import Iterator

from django.urls import reverse

from bestvalue.accounts.models import User
from cases.selectors.tasks import WITH_OTHERS, Awaited, awaited_dates, with_others

MOST = 25


def waiting_for_others(user: User) -> list[Awaited]:
    """Everything on this person's cases that somebody else must do first; dated things first."""
    return [*_dates(user), *_submissions(user)]


def _dates(user: User) -> Iterator[Awaited]:
    for each in awaited_dates(user)[:MOST]:
        page = reverse("clocks:clock", args=[each.pk])
        yield Awaited(
            f"{each.get_kind_display()}: {each.what}", str(each.authority), each.row.waits_for, page, each.due_on
        )


def _submissions(user: User) -> Iterator[Awaited]:
    for each in with_others(user).select_related("case__authority").order_by("pk")[:MOST]:
        case = each.case
        page = reverse("cases:submission", args=[case.ref, each.pk])
        yield Awaited(f"Submission: {each.question}", str(case.authority), WITH_OTHERS[each.state], page)
