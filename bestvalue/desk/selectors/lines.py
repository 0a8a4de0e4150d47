"""Cases in a short table: of each, the date that comes next and whose move it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bestvalue import clock
from bestvalue.accounts.models import User
from bestvalue.desk.selectors.decisions import unspent_approvals
from cases.models import Case, Clock, Submission, Task
from cases.selectors.tasks import WITH_OTHERS


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a short table: the date that comes next on it, and whose move it is."""

    case: Case
    next: Clock | None
    whose: str


def lines_of(user: User, cases: Sequence[Case]) -> list[Line]:
    """Each of these cases with its next date and whose move it is, in as many queries for many as for one."""
    if not cases:
        return []
    submitted = _first(Submission.objects.filter(case__in=cases, state__in=WITH_OTHERS).order_by("created_at", "pk"))
    approved = _approved(cases)
    tasks = _first(Task.objects.filter(case__in=cases, state="open").select_related("assignee").order_by("due_on"))
    dates = next_dates(cases)
    found = []
    for each in cases:
        sent, task, date = submitted.get(each.pk), tasks.get(each.pk), dates.get(each.pk)
        found.append(Line(each, date, _whose(user, each, sent, task, date, is_approved=each.pk in approved)))
    return found


def next_dates(cases: Sequence[Case]) -> dict[Any, Clock]:
    """By case: the earliest date that runs on it, passed ones among them."""
    running = Clock.objects.running().shown().filter(case__in=cases).order_by("case_id", "due_on", "pk")
    return _first(running.distinct("case_id"))


def _approved(cases: Sequence[Case]) -> set[Any]:
    """The cases on which an approval may be carried out now: not what a successor must confirm first (rulings 16)."""
    acts = unspent_approvals(clock.today()).filter(in_office=True, submission__case__in=cases).order_by()
    return set(acts.values_list("submission__case", flat=True))


def _first(rows: Iterable[Any]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for each in rows:
        found.setdefault(each.case_id, each)
    return found


def _whose(
    user: User, case: Case, sent: Submission | None, task: Task | None, date: Clock | None, *, is_approved: bool
) -> str:
    """Who must do something first: whoever has a submission, who issues, whose task it is, or who is waited for."""
    if sent:
        return f"{_capital(WITH_OTHERS[sent.state])}: a submission"
    if is_approved:
        return "The team lead: what a minister approved"
    if task:
        return f"{_name(user, task.assignee)}: {_small(task.asks)}"
    if date and date.row.waits_for:
        return f"{_capital(date.row.waits_for)}: {_small(date.row.label)}"
    return _name(user, case.officer)


def _name(user: User, person: User | None) -> str:
    return "The team lead" if person is None else "You" if person == user else person.name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
