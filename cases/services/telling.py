"""Telling people by message what concerns them, within the act that gives occasion to it; never of a past entry.

What is not published is private: an email about it says only that something waits (N7).
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from bestvalue.accounts.models import Absence, Role, RoleHolding, User
from bestvalue.accounts.policy import MINISTERS
from bestvalue.clock import today
from bestvalue.messages.services.notifying import notify

from .. import policy
from ..clocks import Point
from ..models import Case, Clock, Publication, Submission, Task
from .act import Act
from .following import FOLLOWED, followers_of

COMES_NEAR, HAS_COME = "reminder", "due"


def tell(
    people: Iterable[User],
    case: Case,
    *,
    key: str,
    kind: str,
    subject: str,
    text: str = "",
    link: str = "",
    is_private: bool = True,
) -> None:
    """Say one thing about a case to people who may know of it, once each.

    Privacy belongs to facts (rulings 19): what is said of a published case is private too, unless it was published.
    """
    for person in people:
        notify(
            to=person,
            key=key,
            kind=kind,
            subject=f"{subject}: {case.authority}",
            text=text,
            link=link or reverse("desk:case", args=[case.ref]),
            private=is_private,
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
    has_come = point.is_urgent or point.on(task.clock.started_on, task.due_on) >= task.due_on
    kind = HAS_COME if has_come else COMES_NEAR
    text = f"{task.clock.get_kind_display()}: {task.due_on:%-d %B %Y}. {task.clock.row.basis}."
    mine = reverse("desk:tasks")
    if case is None:
        tell_of_authority(_holders(task), task, key=key, kind=kind, subject=task.asks, text=text)
        return
    is_public = is_published(task.clock)
    tell(_holders(task), case, key=key, kind=kind, subject=task.asks, text=text, link=mine, is_private=not is_public)
    tell(followers_of(case), case, key=key, kind=FOLLOWED, subject=task.asks, text=text)
    above = [role for role in point.tells if role != Role.PRIVATE_OFFICE]
    if above:
        tell(holders(*above), case, key=key, kind=kind, subject=task.asks, text=text, is_private=not is_public)
    if Role.PRIVATE_OFFICE in point.tells and is_public:  # of what was published, whoever asks may know
        page = reverse("register:authority", args=[case.authority.slug])
        tell_of_authority(
            holders(Role.PRIVATE_OFFICE), task, key=key, kind=kind, subject=task.asks, text=text, link=page
        )


def tell_of_authority(
    people: Iterable[User], task: Task, *, key: str, kind: str, subject: str, text: str, link: str = ""
) -> None:
    """Say what is no secret in the department: a watch, or what was published."""
    for person in people:
        notify(
            to=person,
            key=key,
            kind=kind,
            subject=f"{subject}: {task.authority}",
            text=text,
            link=link or reverse("desk:tasks"),
            private=False,
        )


def is_published(clock: Clock) -> bool:
    """Whether what a clock runs on stands in the public register."""
    return Publication.objects.filter(subject=clock.subject, withdrawn_on__isnull=True).exists()


def _holders(task: Task) -> list[User]:
    """Whose it is and who stands in, if they look after cases of the team; the leads while nobody has it."""
    if task.assignee is None:
        leads = RoleHolding.objects.filter(role=Role.TEAM_LEAD, team=task.team).on(today())
        return list(User.objects.filter(pk__in=leads.values("user"), is_active=True).order_by("pk"))
    away = Absence.objects.filter(person=task.assignee).on(today()).values("stand_in")
    return [task.assignee, *policy.may_be_given(task).filter(pk__in=away)]


def holders(*roles: Role) -> QuerySet[User]:
    """Those who hold any of these roles today."""
    held = RoleHolding.objects.filter(role__in=roles).on(today())
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
