"""The dates that run on inspections, proposals, directions and what follows (registered when the app starts).

What was never published has no clock: six months are counted only from what was recorded as it happened (rulings 27).
"""

import datetime as dt
from collections.abc import Iterator

from dateutil.relativedelta import relativedelta
from django.db.models import Max, Min, Q

from cases.clocks import Deadline, deadlines
from cases.days import working_days_after
from cases.models import Case

from .models import (
    Appointment,
    DirectedAction,
    Direction,
    ExternalReview,
    Inspection,
    Milestone,
    OversightPeriod,
    Package,
    ProgressReport,
    Proposal,
)

ROLE = Appointment.Role
NOT_REPORTING = (ROLE.INSPECTOR, ROLE.ASSISTANT_INSPECTOR, ROLE.BOARD_MEMBER, ROLE.REVIEWER, ROLE.INQUIRY_CHAIR)
BETWEEN_REPORTS = relativedelta(months=6)


@deadlines("external_review", reads=("external_review",))
def reviews(case: Case) -> Iterator[Deadline]:
    """The report of an external review, where its date is known (T06)."""
    for each in ExternalReview.objects.filter(case=case, state="commissioned", report_due_on__isnull=False):
        yield from _dated("external_review", each.key, each.reviewers, each.commissioned_on, each.report_due_on)


@deadlines("inspection_report", "publish_recommendation", "inspectors_requirement", reads=("inspection",))
def inspections(case: Case) -> Iterator[Deadline]:
    """The report, what the inspector required, and the publication of a recommendation to direct (C3, C4, R13)."""
    for each in Inspection.objects.filter(case=case, state__in=("appointed", "reported")):
        if each.state == "appointed":
            yield from _dated("inspection_report", each.key, each.inspector, each.appointed_on, each.report_due_on)
            for required in each.requirements.all():
                yield Deadline(
                    *("inspectors_requirement", each.key, f"{required.required_of}: {required.what}"),
                    *(required.served_on, required.comply_on, str(required.pk)),
                )
        elif each.recommends_directions and not (each.published_on or each.retrospective):
            came = each.sent_to_secretary_of_state_on
            yield from _dated("publish_recommendation", each.key, "Report that recommends directions", came, came)


@deadlines("package_review", reads=("package",))
def packages(case: Case) -> Iterator[Deadline]:
    """The end or review of a package that a minister agreed (NS1)."""
    for each in Package.objects.filter(case=case, state="agreed"):
        yield from _dated("package_review", each.key, each.get_model_display(), each.agreed_on, each.review_on)


@deadlines("representations", reads=("proposal",))
def windows(case: Case) -> Iterator[Deadline]:
    """The time for representations (C5)."""
    for each in Proposal.objects.filter(case=case, state="open"):
        yield from _dated("representations", each.key, "Proposal to intervene", each.opened_on, each.closes_on)


@deadlines(
    *("directions_end", "mid_term_review", "directed_action", "urgency_notices"),
    reads=("direction",),
)
def directions(case: Case) -> Iterator[Deadline]:
    """The end and the review of directions, their actions, and the notices of urgent ones (C6, C11, C12, T48)."""
    for each in Direction.objects.filter(case=case, state="made"):
        yield from _dated("directions_end", each.key, "Directions", each.starts_on, each.ends_on)
        yield from _dated("mid_term_review", each.key, "Directions", each.starts_on, each.review_on)
        yield from _actions(each)
        told = each.authority_told_on and each.representatives_told_on
        if each.is_urgent and each.starts_on and not (told or each.retrospective):
            late = working_days_after(each.starts_on, 1).on
            yield Deadline("urgency_notices", each.key, "Urgent directions", each.starts_on, late)


def _actions(direction: Direction) -> Iterator[Deadline]:
    done = DirectedAction.objects.filter(direction=direction, progress__standing="done")
    waiting = DirectedAction.objects.filter(direction=direction, due_on__isnull=False).exclude(pk__in=done)
    for each in waiting:
        yield from _dated(
            "directed_action", direction.key, each.text, direction.starts_on, each.due_on, part=str(each.pk)
        )


@deadlines("progress_report", reads=("appointment", "progress_report"))
def reports(case: Case) -> Iterator[Deadline]:
    """The next report of those who report: six months after the last, or after the first of them began (C7).

    Who comes or goes among them changes nothing, as long as somebody who served beside them still serves.
    """
    reporting = Appointment.objects.filter(case=case, retrospective=False).exclude(role__in=NOT_REPORTING)
    first = reporting.filter(state="serving").aggregate(on=Min("starts_on"))["on"]
    together = (
        reporting.filter(Q(state="serving") | Q(state="ended", ended_on__gte=first)) if first else reporting.none()
    )
    begun = together.aggregate(on=Min("starts_on"))["on"]
    received = ProgressReport.objects.filter(case=case, received_on__isnull=False, retrospective=False)
    last = received.aggregate(on=Max("received_on"))["on"]
    served = Appointment.objects.filter(case=case, state="serving").exclude(role__in=NOT_REPORTING)
    if served.exists() and (since := last if last and (begun is None or last >= begun) else begun):
        due = since + BETWEEN_REPORTS
        yield Deadline("progress_report", f"case:{case.pk}", "Progress report", since, due, str(since))


@deadlines("appointment_end", reads=("appointment",))
def terms(case: Case) -> Iterator[Deadline]:
    """The end of each appointment's term (T51)."""
    for each in Appointment.objects.filter(case=case, state="serving"):
        what = f"{each.person}, {each.get_role_display().lower()}"
        yield from _dated("appointment_end", each.key, what, each.starts_on, each.ends_on)


@deadlines("milestone", reads=("exit_strategy",))
def milestones(case: Case) -> Iterator[Deadline]:
    """The dated milestones of the exit."""
    for each in Milestone.objects.filter(strategy__case=case, strategy__state="agreed", state="pending"):
        begun = each.strategy.agreed_on
        yield from _dated("milestone", each.strategy.key, each.text, begun, each.due_on, part=str(each.pk))


@deadlines("oversight_review", reads=("oversight_period",))
def oversight(case: Case) -> Iterator[Deadline]:
    """The review after exit (C9)."""
    for each in OversightPeriod.objects.filter(case=case, state="running"):
        yield from _dated("oversight_review", each.key, "Oversight after exit", each.starts_on, each.review_due_on)


def _dated(
    kind: str, subject: str, what: str, start: dt.date | None, due: dt.date | None, *, part: str = ""
) -> Iterator[Deadline]:
    """The date, where there is one; what began on a day that was not published counts from the date itself."""
    if due:
        yield Deadline(kind, subject, what, min(start or due, due), due, part)
