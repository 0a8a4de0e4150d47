"""Reading submissions: their parts, who may do what with them now, and what they lack."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import CharField, DateTimeField, Exists, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from bestvalue import clock
from bestvalue.accounts.models import RoleHolding, User
from bestvalue.accounts.policy import MINISTERS
from bestvalue.records.models import Event
from cases.models import Case, Document, File, Instrument, Submission, SubmissionAct
from cases.moves import MOVES
from cases.policy import roles_for

WAITING = ("for_clearance", "with_minister")
OPEN = ("draft", *WAITING)
STATES = {
    "draft": "Draft",
    "for_clearance": "Waiting to be cleared",
    "cleared": "Cleared",
    "with_minister": "With the minister",
    "decided": "Decided",
    "lapsed": "Dropped",
}
OUTCOMES = {
    "asked": "Not decided yet",
    "approved": "Approved",
    "returned": "Returned for changes",
    "declined": "Declined",
    "spent": "Approved and done",
    "void": "Approval void: the text was edited afterwards, or the decision was recorded by mistake",
    "lapsed": "Dropped",
}
# What is done with a submission: the move, the name of its page, what its button says, the states in which it is done.
STEPS = (
    ("edit_submission", "cases:edit_submission", "Edit the draft", ("draft",)),
    ("rely_on_evidence", "evidence:rely_on", "List the evidence it relies on", ("draft",)),
    ("keep_file", "cases:add_annex", "Add annexes", ("draft",)),
    ("offer_for_clearance", "cases:offer_submission", "Send for clearance", ("draft",)),
    ("clear_submission", "cases:clear_submission", "Clear for the minister", ("for_clearance",)),
    ("return_submission", "cases:return_submission", "Return with comments", ("for_clearance",)),
    ("take_back_submission", "cases:take_back_submission", "Take it back", WAITING),
    ("comment_on_submission", "cases:comment_on_submission", "Comment", OPEN),
    ("lapse_submission", "cases:lapse_submission", "Drop it", OPEN),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that this person may do with a submission now, and the page on which it is done."""

    text: str
    page: str


def whole() -> QuerySet[Submission]:
    """Submissions with everything that a page about one shows."""
    acts = SubmissionAct.objects.select_related(
        "document", "decided_by", "recorded_by", "confirmed_by", "spent_by"
    ).order_by("created_at", "move")
    return Submission.objects.select_related(
        "case__authority", "case__team", "drafted_by", "cleared_by", "minister", "pack"
    ).prefetch_related(Prefetch("acts", acts), "comments__by", "recusals__minister")


def last_offered() -> Subquery:
    """When a submission was last sent to be cleared, for a query of submissions; null where it never was."""
    key = Concat(Value("submission:"), Cast(OuterRef("pk"), CharField()))
    offers = Event.objects.filter(case=OuterRef("case"), verb="offer_for_clearance", subject=key)
    return Subquery(offers.order_by("-case_version").values("recorded_at")[:1], output_field=DateTimeField())


def submissions_of(case: Case) -> QuerySet[Submission]:
    """The submissions on a case, the latest first; those of past entries are the published record's, not ours."""
    return whole().filter(case=case, retrospective=False).order_by("-created_at")


def annexes_of(submission: Submission) -> QuerySet[File]:
    """The files that belong to a submission, in the order in which they came."""
    return (
        File.objects.filter(subject=submission.key)
        .select_related("uploaded_by", "text")
        .defer("text__body")
        .order_by("uploaded_at", "id")
    )


def versions_of(submission: Submission) -> QuerySet[Document]:
    """Every version of the pack, and of each text it asks about, the latest first."""
    keys = [submission.key, *(each.subject for each in submission.acts.all())]
    return Document.objects.filter(subject__in=keys).order_by("title", "-version")


def steps_for(user: User, submission: Submission) -> Sequence[Step]:
    """What this person may do with it now."""
    roles, case = roles_for(user, submission.case), submission.case
    return [
        Step(text, reverse(page, args=[case.ref, submission.pk]))
        for name, page, text, states in STEPS
        if submission.state in states and not roles.isdisjoint(MOVES[name].performers)
    ]


def ministers_in_office() -> QuerySet[User]:
    """Everyone who holds a minister's office today."""
    held = RoleHolding.objects.filter(role__in=MINISTERS).on(clock.today())
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("name")


def approved_act(instrument: Instrument, moves: Iterable[str]) -> SubmissionAct | None:
    """The unspent approval of one of these acts on an instrument, the latest first; None where there is none."""
    approved = SubmissionAct.objects.filter(subject=instrument.key, move__in=list(moves), state="approved")
    return approved.select_related("document", "decided_by", "submission").order_by("-decided_on", "-pk").first()


def needing_a_new_decision() -> QuerySet[SubmissionAct]:
    """Approvals that an edit or a correction made void, where nothing was asked or approved since (R2, T70)."""
    again = SubmissionAct.objects.filter(
        subject=OuterRef("subject"), move=OuterRef("move"), state__in=("asked", "approved", "spent")
    )
    return acts().filter(~Exists(again), state="void").order_by("-decided_at")


def acts() -> QuerySet[SubmissionAct]:
    """What submissions ask for, with what a line about each shows; past entries left out."""
    rows = SubmissionAct.objects.filter(retrospective=False)
    return rows.select_related("submission__case__authority", "decided_by", "recorded_by", "confirmed_by", "document")
