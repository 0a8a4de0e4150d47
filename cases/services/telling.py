"""Telling people by message what concerns them, within the act that gives occasion to it; never of a past entry.

What is not published is private: an email about it says only that something waits (N7).
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import Absence, Role, RoleHolding, User
from bestvalue.accounts.policy import MINISTERS
from bestvalue.messages.services.notifying import notify

from ..clocks import Point
from ..models import Case, Submission, Task
from .act import Act

COMES_NEAR, HAS_COME = "reminder", "due"


def tell(
    people: Iterable[User], case: Case, *, key: str, kind: str, subject: str, text: str = "", link: str = ""
) -> None:
    """Say one thing about a case to people who may know of it, once each."""
    for person in people:
        notify(
            to=person,
            key=key,
            kind=kind,
            subject=f"{subject}: {case.authority}",
            text=text,
            link=link or reverse("desk:case", args=[case.ref]),
            private=case.reference is None,
            about=f"case:{case.pk}",
        )


def tell_of_submission(act: Act, submission: Submission, people: Iterable[User], *, kind: str, subject: str) -> None:
    """Say to the people who work on it what was done with a submission."""
    page = reverse("cases:submission", args=[act.case.ref, submission.pk])
    key = f"{submission.key}:{act.move.name}:{act.case.version}"
    others = [each for each in people if each != act.by]
    tell(others, act.case, key=key, kind=kind, subject=subject, text=submission.question, link=page)


def tell_the_box(act: Act, submission: Submission) -> None:
    """Say to the minister a submission is addressed to, or to every minister, and to private office, that it waits."""
    ministers = [submission.minister] if submission.minister else holders(*MINISTERS)
    for person in [*ministers, *holders(Role.PRIVATE_OFFICE)]:
        notify(
            to=person,
            key=f"{submission.key}:{act.move.name}:{act.case.version}",
            kind="decision",
            subject=f"A submission waits in the box: {act.case.authority}",
            text=submission.question,
            link=reverse("desk:decision", args=[submission.pk]),
            private=True,
            about=f"box:{submission.pk}",
        )


def tell_of_task(task: Task, point: Point) -> None:
    """Tell whose task it is, or the leads while nobody has it, and whoever must know of it at once."""
    case, key = task.case, f"prompt:{task.prompt_id}"
    kind = HAS_COME if point.on(task.clock.started_on, task.due_on) >= task.due_on else COMES_NEAR
    text = f"{task.clock.get_kind_display()}: {task.due_on:%-d %B %Y}. {task.clock.row.basis}."
    link = reverse("desk:tasks")
    if case is None:
        for person in _holders(task):
            subject = f"{task.asks}: {task.authority}"
            notify(to=person, key=key, kind=kind, subject=subject, text=text, link=link, private=False)
        return
    officials = [role for role in point.tells if role != Role.PRIVATE_OFFICE]
    told = [*_holders(task), *(holders(*officials) if officials else ())]
    tell(told, case, key=key, kind=kind, subject=task.asks, text=text, link=link)
    if Role.PRIVATE_OFFICE in point.tells and case.reference:
        _tell_private_office(task, case, key, text)


def _tell_private_office(task: Task, case: Case, key: str, text: str) -> None:
    """Of what was published: private office knows of no other case, so nobody is asked whether it may."""
    page = reverse("register:authority", args=[case.authority.slug])
    for person in holders(Role.PRIVATE_OFFICE):
        subject = f"{task.asks}: {case.authority}"
        notify(to=person, key=key, kind=HAS_COME, subject=subject, text=text, link=page, private=False)


def _holders(task: Task) -> list[User]:
    if task.assignee is None:
        leads = RoleHolding.objects.filter(role=Role.TEAM_LEAD, team=task.team).on(clock.today())
        return list(User.objects.filter(pk__in=leads.values("user"), is_active=True).order_by("pk"))
    away = Absence.objects.filter(person=task.assignee).on(clock.today()).select_related("stand_in")
    return [task.assignee, *(each.stand_in for each in away)]


def holders(*roles: Role) -> QuerySet[User]:
    """Those who hold any of these roles today."""
    held = RoleHolding.objects.filter(role__in=roles).on(clock.today())
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
