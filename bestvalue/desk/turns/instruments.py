"""What waits on an instrument, for the authority, for those appointed, or for officials."""

from collections.abc import Iterator

from django.urls import reverse

from bestvalue import clock
from cases.models import Correction, NextStep, SupportOffer
from cases.where import page_of_act
from interventions.models import Direction, ExternalReview, Inspection, OversightPeriod, ProgressReport, Proposal
from notices.models import InformationRequirement, Notice, NoticeRecipient, RequirementItem
from notices.periods import next_due

from .facts import Facts, Turn, Turns


def a_notice_to_serve(facts: Facts) -> Turns:
    """A notice that was issued waits to be recorded as served (R44)."""
    issued = {each.pk: each for each in facts.situation.all(Notice) if each.is_live and not each.retrospective}
    unserved = NoticeRecipient.objects.filter(notice__in=issued, served_on=None).select_related("officer")
    for each in unserved.order_by("pk"):
        notice = issued[each.notice_id]
        what = f"Record that the notice was served on {each}"
        yield Turn(facts.officer, what, notice.issued_on, page=facts.page(notice))


def a_period_that_ended(facts: Facts) -> Turns:
    """A notice whose period has ended waits for advice to a minister (T16, N12)."""
    over = [each for each in facts.situation.all(Notice) if each.standing(facts.today) == "period_ended"]
    for each in facts.unasked(*over):
        yield Turn(facts.officer, "Ask a minister what follows the notice", each.until, page=facts.page(each))


def a_return(facts: Facts) -> Turns:
    """What was required by section 230 waits for the authority; lateness is no failure of the Duty (N13)."""
    served = {each.pk: each for each in facts.situation.all(InformationRequirement) if each.is_live}
    items = RequirementItem.objects.filter(requirement__in=served).prefetch_related("returns").order_by("due_on", "pk")
    for each in items:
        requirement = served[each.requirement_id]
        if due := next_due(each, facts.today):
            what = f"Send the return: {each.question}"
            yield Turn(facts.authority, what, requirement.served_on, due.on, facts.page(requirement))


def an_inspection_under_way(facts: Facts) -> Turns:
    """An inspection waits for the inspector's report."""
    for each in facts.situation.all(Inspection):
        if each.state == "appointed":
            who = f"{each.inspector or 'The inspector'}, inspector"
            yield Turn(who, "Report on the inspection", each.appointed_on, each.report_due_on, facts.page(each))


def an_inspection_that_reported(facts: Facts) -> Turns:
    """A report of an inspection waits for the department's response (T29)."""
    reported = [each for each in facts.situation.all(Inspection) if each.state == "reported"]
    for each in facts.unasked(*reported):
        since = each.sent_to_secretary_of_state_on  # type: ignore[attr-defined]
        yield Turn(facts.officer, "Ask a minister what answers the inspection", since, page=facts.page(each))


def a_review(facts: Facts) -> Turns:
    """An external review waits for its reviewers."""
    for each in facts.situation.all(ExternalReview):
        if each.state == "commissioned":
            what = "Report on the external review"
            yield Turn("The reviewers", what, each.commissioned_on, each.report_due_on, facts.page(each))


def a_window(facts: Facts) -> Turns:
    """While the time for representations runs, the authority may be heard (R16)."""
    for each in _open_proposals(facts, over=False):
        what = "Make representations on the proposal"
        yield Turn(f"{facts.authority}, and others", what, each.opened_on, each.closes_on, facts.page(each))


def a_window_that_is_over(facts: Facts) -> Turns:
    """When that time is over, somebody records so (T45)."""
    for each in _open_proposals(facts, over=True):
        what = "Record that the time for representations is over"
        yield Turn(facts.officer, what, each.closes_on, page=facts.page(each))


def _open_proposals(facts: Facts, *, over: bool) -> Iterator[Proposal]:
    for each in facts.situation.all(Proposal):
        if each.state == "open" and over == bool(each.closes_on and each.closes_on < facts.today):
            yield each


def representations(facts: Facts) -> Turns:
    """Representations wait to be weighed, and both outcomes to be put to a minister (R18, R21)."""
    closed = [each for each in facts.situation.all(Proposal) if each.state == "closed"]
    drafts = [each for each in facts.situation.all(Direction) if each.state == "draft"]
    if not any(each.key in facts.on_its_way for each in drafts):
        for each in facts.unasked(*closed):
            what, since = "Answer the representations, and ask a minister to decide", each.closed_on  # type: ignore[attr-defined]
            yield Turn(facts.officer, what, since, page=facts.page(each))


def notices_of_urgency(facts: Facts) -> Turns:
    """Directions made urgently wait for both notices to be sent, the same day (LGA 1999 s.15(12))."""
    for each in facts.situation.all(Direction):
        told = each.authority_told_on and each.representatives_told_on
        if each.state == "made" and each.is_urgent and not each.retrospective and not told:
            what = "Send both notices of urgency"
            yield Turn(facts.officer, what, each.starts_on, each.starts_on, facts.page(each))


def directions_that_lapsed(facts: Facts) -> Turns:
    """Directions that lapsed with nothing decided wait for advice to a minister (rulings 5, N11)."""
    lapsed = [each for each in facts.situation.all(Direction) if each.lapsed_undecided(facts.today)]
    for each in facts.unasked(*lapsed):
        yield Turn(facts.officer, "Ask a minister what follows the directions", each.until, page=facts.page(each))


def a_progress_report(facts: Facts) -> Turns:
    """A progress report waits for a reply (T52)."""
    received = [each for each in facts.situation.all(ProgressReport) if each.state == "received"]
    for each in facts.unasked(*received):
        if not each.retrospective:
            since = each.received_on  # type: ignore[attr-defined]
            yield Turn(facts.officer, "Ask a minister to reply to the report", since, page=facts.page(each))


def oversight(facts: Facts) -> Turns:
    """Oversight waits for its review, and then for advice on what follows it (R28)."""
    for each in facts.situation.all(OversightPeriod):
        if each.state == "running":
            who = each.reviewer or facts.officer
            yield Turn(who, "Review how it stands after the exit", each.starts_on, each.review_due_on, facts.page(each))
        elif each.state == "reviewed" and each.key not in facts.on_its_way:
            what = "Ask for a decision on what follows the review"
            yield Turn(facts.officer, what, each.reviewed_on, page=facts.page(each))


def an_offer(facts: Facts) -> Turns:
    """An offer of support waits for the authority's answer (P3)."""
    page = reverse("desk:engagement", args=[facts.case.ref])
    for each in facts.situation.all(SupportOffer):
        if each.state == "offered":
            yield Turn(facts.authority, f"Answer the offer of support from {each.provider}", each.offered_on, page=page)


def a_next_step(facts: Facts) -> Turns:
    """A next step that was agreed waits for whoever takes it."""
    page = reverse("desk:engagement", args=[facts.case.ref])
    for each in facts.situation.all(NextStep):
        if each.state == "agreed":
            yield Turn(each.owner, each.what, by=each.due_on, page=page)


def a_correction(facts: Facts) -> Turns:
    """A correction that was asked for waits for the second person (T70)."""
    for each in Correction.objects.filter(case=facts.case, state="asked"):
        page = page_of_act("correct_record", facts.case)
        yield Turn("The records manager", "Agree to a correction, or refuse it", clock.day_of(each.asked_at), page=page)
