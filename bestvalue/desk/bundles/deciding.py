"""Which events decide something, and the exact text that each decided on."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bestvalue.records.models import Event
from cases.models import Case, Document, Submission, SubmissionAct
from cases.moves import MOVES

MINISTERS = "decide"
OTHERS = ("close_without_action", "end_support", "return_to_engagement", "supersede", "restore_by_court_order")
"""Acts that themselves decide where a case goes: a deputy director's, a reorganisation order's, a court's."""
OUTCOMES = {"approved": "Approved", "returned": "Returned for changes", "declined": "Declined"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One event that decided, with the submission and the exact text it was about, where there are such."""

    event: Event
    submission: Submission | None
    asked: SubmissionAct | None
    text: Document | None

    @property
    def label(self) -> str:
        """What was decided, in words."""
        return label_of(self.event)


def label_of(event: Event) -> str:
    """What an event decided, in words: the act, and whether it was approved."""
    label = MOVES[str(event.after.get("act", event.verb))].label
    outcome = OUTCOMES.get(str(event.after.get("decision", "")))
    return f"{label}: {outcome.lower()}" if outcome else label


def deciding_events(case: Case) -> QuerySet[Event]:
    """The events of a case that decided something, the latest first: past ones that were entered later among them."""
    past = Q(spent_decision__retrospective=True)
    rows = Event.objects.filter(Q(verb__in=(MINISTERS, *OTHERS)) | past, case=case, stream=case.stream_name)
    return rows.select_related("actor").order_by("-case_version")


def decision_on(case: Case, digest: str) -> Decision | None:
    """The decision whose event has this hash; None where the case has none such."""
    event = deciding_events(case).filter(hash=digest).first()
    return decision_of(event) if event else None


def decision_of(event: Event) -> Decision:
    """What an event decided on."""
    asked = _asked_in(event)
    if asked is None:
        return Decision(event, None, None, None)
    return Decision(event, asked.submission, asked, asked.document)


def _asked_in(event: Event) -> SubmissionAct | None:
    rows = SubmissionAct.objects.select_related("submission", "document", "decided_by", "recorded_by")
    if event.verb != MINISTERS:
        return rows.filter(spent_by=event, retrospective=True).first()
    told = event.after
    return rows.filter(
        submission_id=event.subject.partition(":")[2],
        move=told["act"],
        subject=told["of"],
        document__sha256=told["document"],
    ).first()
