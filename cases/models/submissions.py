"""Submissions: the only way to a minister (design 5, rulings 15 to 18)."""

import uuid
from typing import ClassVar

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from bestvalue.records.triggers import FirmTrigger, append_only, refusal
from bestvalue.text_search import words_index

from .facts import WithFacts
from .instruments import Life

SUBMISSION_LIFE = Life(
    "draft",
    {
        "offer": (("draft",), "for_clearance"),
        "clear": (("for_clearance",), "cleared"),
        "send": (("cleared",), "with_minister"),
        "send_back": (("for_clearance", "cleared", "with_minister"), "draft"),
        "decide": (("with_minister",), "decided"),
        "lapse": (("draft", "for_clearance", "cleared", "with_minister"), "lapsed"),
    },
    frozenset({"draft", "for_clearance", "cleared", "with_minister"}),
)
ACT_LIFE = Life(
    "asked",
    {
        "approve": (("asked",), "approved"),
        "return_for_changes": (("asked",), "returned"),
        "decline": (("asked",), "declined"),
        "spend": (("approved",), "spent"),
        "void": (("approved",), "void"),
        "lapse": (("asked", "approved"), "lapsed"),
    },
    frozenset({"asked", "approved"}),
)


SECTIONS = (
    "question",
    "options",
    "recommendation",
    "evidence_for",
    "evidence_against",
    "authority_account",
    "local_checks",
    "relies_on_figures",
    "conversation",
    "legal_note",
    "public_law_note",
    "cost_note",
)
WRITTEN = tuple(each for each in SECTIONS if each not in ("options", "relies_on_figures"))
"""The sections that hold somebody's words, in which people and words are searched for."""


class Submission(WithFacts):
    """Advice to a minister: the question, the options, the evidence both ways, and the acts that are asked for."""

    LIFE: ClassVar[Life] = SUBMISSION_LIFE
    SEARCHED: ClassVar[tuple[str, ...]] = WRITTEN

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="submissions")
    state = SUBMISSION_LIFE.field()
    question = models.CharField("what the minister is asked", max_length=500)
    options = models.JSONField("options, doing nothing among them", default=list, blank=True)
    recommendation = models.TextField(blank=True)
    evidence_for = models.TextField("evidence for", blank=True)
    evidence_against = models.TextField("evidence against", blank=True)
    authority_account = models.TextField("what the authority says", blank=True)
    local_checks = models.TextField("local checks and balances, and what they found", blank=True)
    relies_on_figures = models.BooleanField("the case rests in part on a metric or an indicator", default=False)
    conversation = models.TextField(
        "conversation with the authority about the figures, or why there was none", blank=True
    )
    legal_note = models.TextField(blank=True)
    public_law_note = models.TextField("lawful, rational, fair, rights and equality", blank=True)
    cost_note = models.TextField(blank=True)
    drafted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="submissions_drafted")
    cleared_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="submissions_cleared"
    )
    minister = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="submissions_received",
        verbose_name="minister it is addressed to",
    )
    pack = models.ForeignKey(
        "cases.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sent_as",
        verbose_name="pack as it was sent",
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(WithFacts.Meta):
        ordering: ClassVar[list[str]] = ["-created_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *WithFacts.Meta.constraints,
            SUBMISSION_LIFE.constraint("submission"),
            models.CheckConstraint(
                condition=~Q(drafted_by=F("cleared_by")),
                name="submission_cleared_by_another",
                violation_error_message="A submission is cleared by somebody other than its drafter.",
            ),
            models.CheckConstraint(
                condition=Q(retrospective=True)
                | Q(state__in=["draft", "for_clearance", "lapsed"])
                | Q(cleared_by__isnull=False),
                name="submission_cleared_before_it_goes",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [words_index("submission_words", *WRITTEN)]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *SUBMISSION_LIFE.triggers(),
            FirmTrigger(
                name="only_a_draft_is_edited",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"IF OLD.state <> 'draft' AND ({', '.join(f'NEW.{each}' for each in SECTIONS)}) "
                f"IS DISTINCT FROM ({', '.join(f'OLD.{each}' for each in SECTIONS)}) "
                f"THEN {refusal('Only a draft submission is edited; take it back first.')} END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def key(self) -> str:
        """How events, documents and files name this submission."""
        return f"submission:{self.pk}"

    @property
    def decided(self) -> bool:
        """Whether anything that it asks for was decided."""
        return any(each.decided_on for each in self.acts.all())

    @SUBMISSION_LIFE.act("offer")
    def offer(self) -> None:
        """The drafter sends it for clearance."""

    @SUBMISSION_LIFE.act("clear")
    def clear(self) -> None:
        """A deputy director clears it."""

    @SUBMISSION_LIFE.act("send")
    def send(self) -> None:
        """It goes to the minister."""

    @SUBMISSION_LIFE.act("send_back")
    def send_back(self) -> None:
        """It goes back to the drafter."""

    @SUBMISSION_LIFE.act("decide")
    def decide(self) -> None:
        """Every act it asks for has been decided."""

    @SUBMISSION_LIFE.act("lapse")
    def lapse(self) -> None:
        """It is no longer wanted."""


def _only_a_minister(person: str, on: str) -> str:
    """PL/pgSQL: refuses unless this person may decide on that day, and neither wrote the advice nor stands aside."""
    return f"""
        IF NOT EXISTS (
            SELECT 1 FROM accounts_roleholding held WHERE held.user_id = {person}
             AND NOT held.withdrawn AND held.role IN ('minister', 'secretary_of_state')
             AND held.starts_on <= {on}
             AND (held.ends_on IS NULL OR held.ends_on >= {on})
        ) THEN {refusal("Only a minister in office on that day approves (N6).")} END IF;
        IF EXISTS (
            SELECT 1 FROM cases_submission pack WHERE pack.id = NEW.submission_id
             AND {person} IN (pack.drafted_by_id, pack.cleared_by_id)
        ) THEN {refusal("Nobody decides a submission that they drafted or cleared.")} END IF;
        IF EXISTS (
            SELECT 1 FROM cases_recusal recusal WHERE recusal.submission_id = NEW.submission_id
             AND recusal.minister_id = {person}
        ) THEN {refusal("A minister who declared an interest does not decide (rulings 17).")} END IF;
    """


DECISIONS = ("decide", "confirm_decision")  # the events by which a minister's approval is given and confirmed
DECISION_CHECK = f"""
    IF NEW.state = 'spent' AND OLD.state <> 'spent' AND EXISTS (
        SELECT 1 FROM cases_correction correction JOIN records_event event ON event.id = correction.event_id
         WHERE correction.state = 'made' AND event.verb IN {DECISIONS}
           AND (event.subject, event.after ->> 'act', event.after ->> 'of')
             = ('submission:' || NEW.submission_id, NEW.move, NEW.subject)
           AND NOT EXISTS (
               SELECT 1 FROM records_event later
                WHERE later.case_id = event.case_id AND later.case_version > event.case_version
                  AND later.verb = 'decide' AND later.subject = event.subject
                  AND (later.after -> 'act', later.after -> 'of') = (event.after -> 'act', event.after -> 'of')
           )
    ) THEN {refusal("A decision that was voided as a mistake is not spent (T70).")} END IF;
    IF NEW.state = 'approved' AND OLD.state <> 'approved' AND NOT NEW.retrospective THEN
        {_only_a_minister("NEW.decided_by_id", "NEW.decided_on")}
    END IF;
    IF NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id THEN
        IF NEW.state <> 'approved'
        THEN {refusal("Only an approval that has not been spent is confirmed (rulings 16).")} END IF;
        {_only_a_minister("NEW.confirmed_by_id", "NEW.confirmed_on")}
    END IF;
    IF OLD.state IN ('approved', 'spent') AND (NEW.document_id, NEW.move, NEW.subject, NEW.changes)
        IS DISTINCT FROM (OLD.document_id, OLD.move, OLD.subject, OLD.changes)
        THEN {refusal("What a minister approved is never changed (R2).")} END IF;
    RETURN NEW;
"""


class SubmissionAct(models.Model):
    """One act that a submission asks for, on one exact text; decided once and spent once (rulings 16)."""

    LIFE: ClassVar[Life] = ACT_LIFE

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey("cases.Submission", on_delete=models.PROTECT, related_name="acts")
    move = models.CharField("act asked for", max_length=60)
    subject = models.CharField("instrument", max_length=200)
    document = models.ForeignKey(
        "cases.Document", on_delete=models.PROTECT, related_name="asked_for", verbose_name="exact text decided on"
    )
    changes = models.JSONField("facts that the act itself will set", default=dict, encoder=DjangoJSONEncoder)
    state = ACT_LIFE.field()
    retrospective = models.BooleanField("entered later", default=False, editable=False)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decided_by_office = models.CharField("office that decided, as it then was", max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField("when it was decided", null=True, blank=True)
    recorded_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="decisions_recorded"
    )
    confirmed_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions_confirmed",
        verbose_name="successor who confirmed it",
    )
    confirmed_on = models.DateField(null=True, blank=True)
    reasons = models.TextField(blank=True)
    interests = models.TextField("interests declared", blank=True)
    proof = models.CharField("proof of the decision", max_length=1000, blank=True)
    spent_by = models.OneToOneField(
        "records.Event", on_delete=models.PROTECT, null=True, blank=True, related_name="spent_decision"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["submission", "move", "created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            ACT_LIFE.constraint("submissionact"),
            models.UniqueConstraint(
                fields=["submission", "move", "subject"],
                condition=Q(state__in=["asked", "approved"]),
                name="submissionact_asked_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "spent"])
                | Q(decided_on__isnull=False, retrospective=False, decided_by__isnull=False)
                | (Q(decided_on__isnull=False, retrospective=True) & ~Q(decided_by_office="") & ~Q(proof="")),
                name="submissionact_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="spent", spent_by__isnull=False) | (~Q(state="spent") & Q(spent_by__isnull=True)),
                name="submissionact_spent_by_an_event",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=True) | Q(retrospective=True) | ~Q(proof=""),
                name="submissionact_recorded_with_proof",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["subject", "move"], name="submissionact_subject")]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            *ACT_LIFE.triggers(),
            FirmTrigger(
                name="decided_in_office", when=pgtrigger.Before, operation=pgtrigger.Update, func=DECISION_CHECK
            ),
        ]

    def __str__(self) -> str:
        return f"{self.move} on {self.subject}"

    @ACT_LIFE.act("approve")
    def approve(self) -> None:
        """The minister approves this act on this text."""

    @ACT_LIFE.act("return_for_changes")
    def return_for_changes(self) -> None:
        """The minister asks for changes; this text can never be spent (rulings 15)."""

    @ACT_LIFE.act("decline")
    def decline(self) -> None:
        """The minister says no."""

    @ACT_LIFE.act("spend")
    def spend(self) -> None:
        """The act is done, once."""

    @ACT_LIFE.act("void")
    def void(self) -> None:
        """The text was edited after the approval (R2), or two people voided the decision as a mistake (T70)."""

    @ACT_LIFE.act("lapse")
    def lapse(self) -> None:
        """The approval is no longer wanted."""


class SubmissionComment(models.Model):
    """One remark on a submission: why it was returned or taken back, or advice on its text."""

    class Kind(models.TextChoices):
        """What the remark goes with."""

        COMMENT = "comment", "Comment"
        RETURNED = "returned", "Returned with comments"
        TAKEN_BACK = "taken_back", "Taken back"

    submission = models.ForeignKey("cases.Submission", on_delete=models.PROTECT, related_name="comments")
    kind = models.CharField(max_length=20, choices=Kind)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="submission_comments")
    made_at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(text=""), name="submission_comment_says_something"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.by}"


class Recusal(models.Model):
    """A minister's declared interest that takes them out of a submission; the box passes on (rulings 17)."""

    submission = models.ForeignKey("cases.Submission", on_delete=models.PROTECT, related_name="recusals")
    minister = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="recusals")
    interest = models.TextField("interest declared")
    declared_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["declared_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["submission", "minister"], name="recusal_once"),
            models.CheckConstraint(condition=~Q(interest=""), name="recusal_names_the_interest"),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = append_only()

    def __str__(self) -> str:
        return f"{self.minister} is recused"
