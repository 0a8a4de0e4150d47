"""Problems with pages: anybody reports one, administrators read and answer them."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import Resolver404, resolve, reverse
from django.utils.crypto import salted_hmac

from bestvalue import clock
from bestvalue.accounts.models import Role, RoleHolding, User
from bestvalue.accounts.policy import holds, roles_of
from bestvalue.desk.models import ProblemReport
from bestvalue.errors import Forbidden, Refused, Unmet
from bestvalue.messages.services.notifying import notify
from bestvalue.records.services import record

STREAM = "problem-reports"
MOST_OF_AN_ADDRESS, MOST_OF_ALL = 5, 100  # in an hour, from those who have not signed in
HOUR = dt.timedelta(hours=1)
KEPT_FOR = dt.timedelta(days=365)
"""How long a report is kept after it was answered."""


def kept_of(page: str) -> str:
    """What a report keeps of the address of a page: all of a public one, and the kind of any other (N7).

    Who answers reports must not learn from an address who works on what.
    """
    path = page.partition("?")[0]
    if path.startswith(("/register/", "/help/")):
        return path[:300]
    try:
        return f"/{resolve(path).route}"[:300]
    except Resolver404:
        return ""


def answers_reports(user: User) -> bool:
    """Whether this person reads and answers reports: an administrator."""
    return holds(user, Role.ADMINISTRATOR)


def check_answers_reports(user: User) -> None:
    """Raise Forbidden unless they do."""
    if not answers_reports(user):
        raise Forbidden("Only an administrator reads what was reported.")


def reports_for(user: User) -> QuerySet[ProblemReport]:
    """Every report, not answered ones first, the latest first in each part. Raises Forbidden but for administrators."""
    check_answers_reports(user)
    found = ProblemReport.objects.select_related("reported_by", "answered_by")
    return found.order_by(F("answered_at").desc(nulls_first=True), "-reported_at", "id")


@transaction.atomic
def report_problem(
    *, by: User | None, once: UUID, page: str, reference: str, doing: str, wrong: str, address: str = ""
) -> ProblemReport:
    """Report a problem with a page, once: sent again under the same `once`, it is the report that is there.

    `address` is where it came from, for counting those who have not signed in. Administrators are told that there is
    a report, not what it says. Raises Refused where too many came.
    """
    counted_as = "" if by else _counted_as(address)
    if not by:
        _need_room(once, counted_as)
    report, is_new = ProblemReport.objects.get_or_create(
        pk=once,
        defaults={
            "page": kept_of(page),
            "reference": reference,
            "doing": doing,
            "wrong": wrong,
            "reported_by": by,
            "roles": ", ".join(sorted(role.label for role in roles_of(by))) if by else "",
            "counted_as": counted_as,
            "reported_at": clock.now(),
        },
    )
    if is_new:
        _tell(report)
        if by:
            record(stream=STREAM, actor=by, verb="report_problem", subject=report.key)
    return report


@transaction.atomic
def answer_report(*, by: User, report: ProblemReport, answer: str) -> ProblemReport:
    """Say what became of a report, once; who had signed in to report it is told. Raises Forbidden, Refused."""
    check_answers_reports(by)
    report = ProblemReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.answered_at:
        raise Refused([Unmet("answered", f"It was answered on {clock.day_of(report.answered_at):%-d %B %Y}.")])
    if not answer.strip():
        raise Refused([Unmet("no_answer", "Say what became of it.")])
    report.answer, report.answered_by, report.answered_at = answer, by, clock.now()
    report.save(update_fields=["answer", "answered_by", "answered_at"])
    record(stream=STREAM, actor=by, verb="answer_problem_report", subject=report.key)
    if report.reported_by:
        notify(
            to=report.reported_by,
            key=f"{report.key}:answered",
            kind="problem",
            subject="The problem that you reported was answered",
            text=answer,
            link=reverse("help:index"),
            private=False,
        )
    return report


def forget_answered() -> int:
    """Delete what was answered a year ago; returns how many."""
    return ProblemReport.objects.filter(answered_at__lt=clock.now() - KEPT_FOR).delete()[0]


def _need_room(once: UUID, counted_as: str) -> None:
    lately = ProblemReport.objects.filter(reported_by__isnull=True, reported_at__gt=clock.now() - HOUR)
    full = lately.filter(counted_as=counted_as).count() >= MOST_OF_AN_ADDRESS or lately.count() >= MOST_OF_ALL
    if full and not lately.filter(pk=once).exists():
        raise Refused([Unmet("too_many", "Too many problems were reported from here. Try again in an hour.")])


def _counted_as(address: str) -> str:
    return salted_hmac("problem-report", f"{clock.today()} {address}", algorithm="sha256").hexdigest()


def _tell(report: ProblemReport) -> None:
    held = RoleHolding.objects.on(clock.today()).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    for administrator in User.objects.filter(pk__in=held.values("user")):
        notify(
            to=administrator,
            key=report.key,
            kind="problem",
            subject="A problem with a page was reported",
            text="Somebody reported a problem with a page. Read it and say what became of it.",
            link=reverse("desk:problem_report", args=[report.pk]),
            private=False,
        )
